import type { Price, PriceTable } from './price-table';
import { euCentral1 } from './prices/eu-central-1';
import { usEast1 } from './prices/us-east-1';

/** A price, with the day on which its table was made. */
export type KnownPrice = Price & { readonly tableDate: string };

/** What is known of the prices of a region. */
export interface KnownPrices {
  readonly region: string;
  /** By name, those of the team's own table first. Undefined: not known. */
  find(name: string): KnownPrice | undefined;
  /** Every price, by name. */
  readonly all: Readonly<Record<string, KnownPrice>>;
}

/** The regions that have a table in this program. */
const builtIn: Readonly<Record<string, PriceTable>> = { 'us-east-1': usEast1, 'eu-central-1': euCentral1 };

/** The names of the regions with a table of our own. */
export const knownRegions: readonly string[] = Object.keys(builtIn);

/**
 * The prices of a region.
 *
 * @param own the team's own table of the region: what it does not have is looked up in ours. @default there is none
 */
export function knownPrices(region: string, own?: PriceTable): KnownPrices {
  const ours = Object.hasOwn(builtIn, region) ? builtIn[region] : undefined;
  const all: Record<string, KnownPrice> = {};
  for (const table of [ours, own]) {
    for (const [name, price] of Object.entries(table?.prices ?? {})) {
      all[name] = { ...price, tableDate: table?.date ?? price.date };
    }
  }
  return { region, all, find: (name) => (Object.hasOwn(all, name) ? all[name] : undefined) };
}
