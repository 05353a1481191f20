import type { ResolvedSettings } from '../settings/resolve';
import type { TargetSettings } from '../settings/settings';
import { estimate } from './estimate';
import type { KnownPrices } from './known-prices';
import { decimal } from './money';
import { type Sum, sumOf, sumText } from './sum';

/** Names under `localhost` lead to this machine, where nothing is billed. */
function runsHere({ host, previewDomain }: Pick<TargetSettings, 'host' | 'previewDomain'>): boolean {
  const names = [host, previewDomain].filter((name) => name !== undefined);
  return names.length > 0 && names.every((name) => /(^|\.)localhost$/.test(name));
}

/** What a target costs a day by itself. Undefined on this machine. */
export function dailyCost(settings: ResolvedSettings, prices: KnownPrices): Sum | undefined {
  return runsHere(settings.values) ? undefined : sumOf(estimate(settings, prices).own);
}

/** What is said of a sum where it stands among other news. Undefined when no price is known: silence promises nothing. */
export function costWords(sum: Sum | undefined): string | undefined {
  return sum?.tableDate === undefined ? undefined : sumText(sum);
}

/** A sum as `--json` has it. Undefined when no price is known. */
export function costDocument(sum: Sum | undefined): CostDocument | undefined {
  if (sum?.tableDate === undefined) return undefined;
  return { usd: decimal(sum.perDay), atLeast: sum.atLeast, pricesOf: sum.tableDate };
}

/** A sum of daily costs. */
export interface CostDocument {
  /** US dollars, as a decimal. */
  readonly usd: string;
  /** Something is not known, or in doubt: it may be more. */
  readonly atLeast: boolean;
  /** The day of the oldest table that was used. */
  readonly pricesOf: string;
}
