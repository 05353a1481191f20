import { nanoDollars, type Per } from './money';

/** One price of AWS's price list. */
export interface Price {
  /** US dollars, as a decimal. */
  readonly usd: string;
  readonly per: Per;
  /** Where the number was read. */
  readonly source: string;
  /** The day on which the source had it. */
  readonly date: string;
  /** Why it may be wrong. @default none: the source has this very price from AWS */
  readonly doubt?: string;
}

/** The prices of one region, by the names of price-names.ts. */
export interface PriceTable {
  readonly region: string;
  /** The day on which the table was made. */
  readonly date: string;
  readonly prices: Readonly<Record<string, Price>>;
}

/** Version of the form of a table in a file. */
export const tableVersion = 1;

/** What `.preview-stacks/prices.json` holds. */
export interface PriceFile {
  readonly version: typeof tableVersion;
  /** By region. */
  readonly tables: Readonly<Record<string, PriceTable>>;
}

/** More than an hour of the largest instance costs, and more than a month of any piece here: what is above was made up. */
const mostDollars = 1000n * 1_000_000_000n;

/**
 * The tables of a file, or what is wrong with it. Nothing in the file is believed: a table with one wrong price is refused whole, for a sum with a
 * made-up price is worse than none.
 */
export function readPriceFile(value: unknown): PriceFile | { readonly fault: string } {
  if (!isRecord(value)) return { fault: 'it holds no object' };
  if (value.version !== tableVersion) return { fault: `its version is not ${tableVersion}` };
  if (!isRecord(value.tables)) return { fault: 'it has no tables' };
  for (const [region, table] of Object.entries(value.tables)) {
    const fault = tableFault(region, table);
    if (fault !== undefined) return { fault };
  }
  return value as unknown as PriceFile;
}

/** A name of the file on one line: where CI prints it, a line of its own could be a command. */
function shown(name: string): string {
  return /^[\w .-]{1,80}$/.test(name) ? name : JSON.stringify(name.slice(0, 80));
}

function tableFault(region: string, table: unknown): string | undefined {
  const whole = `its table of ${shown(region)}`;
  if (!isRecord(table) || table.region !== region) return `${whole} is of another region`;
  if (!isDay(table.date)) return `${whole} has no date`;
  if (!isRecord(table.prices)) return `${whole} has no prices`;
  for (const [name, price] of Object.entries(table.prices)) {
    const what = `its price ${shown(name)} in ${shown(region)}`;
    if (!isRecord(price)) return `${what} is no object`;
    const usd = typeof price.usd === 'string' ? nanoDollars(price.usd) : undefined;
    if (usd === undefined) return `${what} is no decimal in quotes`;
    if (usd === 0n || usd > mostDollars) return `${what} is not between 0 and 1000 dollars`;
    if (price.per !== 'hour' && price.per !== 'month') return `${what} is neither for an hour nor for a month`;
    if (typeof price.source !== 'string' || price.source === '') return `${what} has no source`;
    if (!isDay(price.date)) return `${what} has no date`;
    if (price.doubt !== undefined && typeof price.doubt !== 'string') return `${what} has a doubt that is no text`;
  }
  return undefined;
}

/** Date.parse takes 2026-02-31 for a day of March. */
function isDay(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const time = Date.parse(value);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
