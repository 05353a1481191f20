import { type KnownPrices, knownPrices } from '../../cost/known-prices';
import { type PriceFile, readPriceFile } from '../../cost/price-table';
import { PreviewError } from '../../errors';
import { priceFileName, readPriceFileAt } from '../../machine/settings/price-file';
import type { Progress } from '../../progress';
import type { Session } from '../session';

/** The prices of a region, by which a command reckons. No network is asked. */
export type PricesOf = (region: string) => KnownPrices;

/**
 * Opens the prices: the team's own file before ours.
 *
 * @throws PreviewError `prices-invalid`
 */
export async function openPrices({ root }: Pick<Session, 'root'>): Promise<PricesOf> {
  const file = await ownPrices(root);
  return (region) => knownPrices(region, file && Object.hasOwn(file.tables, region) ? file.tables[region] : undefined);
}

/**
 * The same for a command whose work is another: of a file that is not sound it only warns, and goes on with our prices.
 *
 * @param progress where it warns. @default it does not: another has warned
 */
export async function openPricesOrWarn(session: Pick<Session, 'root'>, progress?: Progress): Promise<PricesOf> {
  try {
    return await openPrices(session);
  } catch (error) {
    if (!(error instanceof PreviewError)) throw error;
    progress?.emit({ kind: 'warned', message: `${error.message}; what is known without it is used` });
    return (region) => knownPrices(region);
  }
}

/** The team's own tables. Undefined when there is no file. @throws PreviewError `prices-invalid` */
export async function ownPrices(root: string): Promise<PriceFile | undefined> {
  const found = await readPriceFileAt(root);
  if (found === undefined) return undefined;
  const file = 'fault' in found ? found : readPriceFile(found.value);
  if (!('fault' in file)) return file;
  throw new PreviewError('prices-invalid', `${priceFileName}: ${file.fault}`, {
    fault: 'user',
    hint: 'Remove the file, or run `preview-stacks prices --refresh`, which makes it again.',
  });
}
