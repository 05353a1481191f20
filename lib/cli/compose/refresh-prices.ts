import { awsClients } from '../../aws/clients';
import { estimate } from '../../cost/estimate';
import { knownPrices } from '../../cost/known-prices';
import { choosePrice, priceQuestion } from '../../cost/price-queries';
import { type Price, type PriceTable, tableVersion } from '../../cost/price-table';
import { typed } from '../../lazily';
import { priceFileName, writePriceFileAt } from '../../machine/settings/price-file';
import type { Target } from '../../naming/target';
import type { ListedProduct, PriceList } from '../../ports/price-list';
import type { Invocation } from '../command';
import { anyPreview, type Session } from '../session';
import { profileOf } from './ports';
import { ownPrices } from './prices';

/** The names of the prices that the targets of these settings need in a region; where none of them is there, what they would need. */
export function neededPrices({ file, settingsOf }: Pick<Session, 'file' | 'settingsOf'>, region: string): string[] {
  const targets: Target[] = [
    ...(file.production ? [{ kind: 'production' } as const] : []),
    ...(file.staging ? [{ kind: 'staging' } as const] : []),
    anyPreview,
    // A pattern matches itself.
    ...(file.branches ?? []).map(({ match }): Target => ({ kind: 'preview', branch: match })),
  ];
  const all = targets.map(settingsOf);
  const there = all.filter(({ values }) => values.region === region);
  const lines = (there.length > 0 ? there : all).flatMap((settings) => {
    const { own, shared } = estimate(settings, knownPrices(region));
    return [...own, ...shared];
  });
  return [...new Set(lines.flatMap(({ priceName }) => priceName ?? []))];
}

/** What a refresh came to. */
export interface Refreshed {
  readonly table: PriceTable;
  /** Prices of which not exactly one is left: they stay unknown. */
  readonly refused: readonly { readonly name: string; readonly because: string }[];
}

/** Asks AWS's price list for these prices. Nothing is written. */
export async function askPrices(
  invocation: Invocation,
  { region, names, now }: { readonly region: string; readonly names: readonly string[]; readonly now: Date },
): Promise<Refreshed> {
  const clients = awsClients({ region, ...profileOf(invocation) });
  const { AwsPriceList } = typed<typeof import('../../aws/account/price-list')>(
    require('../../aws/account/price-list'),
  );
  const list: PriceList = new AwsPriceList(clients);
  const prices: Record<string, Price> = {};
  const refused: { name: string; because: string }[] = [];
  try {
    for (const name of names) {
      const question = priceQuestion(name, region);
      if (question === undefined) continue;
      const products: ListedProduct[] = [];
      for await (const product of list.products(question)) {
        invocation.signal.throwIfAborted();
        products.push(product);
      }
      const choice = choosePrice(question, products);
      if ('because' in choice) refused.push({ name, because: choice.because });
      else {
        const source = `AWS Price List API, ${question.serviceCode}, ${choice.usageType}`;
        prices[name] = { usd: choice.usd, per: question.per, source, date: choice.published };
      }
    }
  } finally {
    clients.close();
  }
  return { table: { region, date: now.toISOString().slice(0, 10), prices }, refused };
}

/** Puts a table into the team's file; those of other regions stay. A file that is not sound is written anew. */
export async function keepTable({ root }: Pick<Session, 'root'>, table: PriceTable): Promise<string> {
  const former = await ownPrices(root).catch(() => undefined);
  await writePriceFileAt(root, { version: tableVersion, tables: { ...former?.tables, [table.region]: table } });
  return priceFileName;
}
