import type { CostLine } from './estimate';
import { dollars, type NanoDollars } from './money';

/** What lines cost together. */
export interface Sum {
  readonly perDay: NanoDollars;
  /** How much of it AWS bills although instances and database do not run. */
  readonly standing: NanoDollars;
  /** A line is not known, its price is in doubt, or its quantity may be more. */
  readonly atLeast: boolean;
  /** Lines without a price. */
  readonly unknown: readonly CostLine[];
  /** The day on which the oldest table was made that a price is of. @default no price is known */
  readonly tableDate?: string;
}

/** Adds lines up. An unknown price never counts as 0: the sum then says "at least". */
export function sumOf(lines: readonly CostLine[]): Sum {
  const unknown = lines.filter(({ perDay }) => perDay === undefined);
  const dates = lines.flatMap(({ price }) => price?.tableDate ?? []).sort();
  const add = (some: readonly CostLine[]) => some.reduce((total, { perDay = 0n }) => total + perDay, 0n);
  return {
    perDay: add(lines),
    standing: add(lines.filter(({ standing }) => standing)),
    atLeast:
      unknown.length > 0 || lines.some(({ price, orMore }) => price?.doubt !== undefined || orMore !== undefined),
    unknown,
    ...(dates[0] !== undefined && { tableDate: dates[0] }),
  };
}

/** What lines cost together while instances and database do not run. Known where a price is: it may be nothing. */
export function asleepSum(lines: readonly CostLine[]): Sum {
  const { tableDate } = sumOf(lines);
  return { ...sumOf(lines.filter(({ standing }) => standing)), ...(tableDate !== undefined && { tableDate }) };
}

/** The line that costs most a day. Undefined when no price is known. */
export function dearest(lines: readonly CostLine[]): CostLine | undefined {
  return lines
    .filter(({ perDay }) => perDay !== undefined)
    .sort((one, other) => ((one.perDay ?? 0n) < (other.perDay ?? 0n) ? 1 : -1))[0];
}

/** `about $0.83 a day`, `at least $0.95 a day`, `not known`. */
export function amountText({ perDay, atLeast, tableDate }: Sum): string {
  if (tableDate === undefined) return 'not known';
  return `${atLeast ? 'at least' : 'about'} ${dollars(perDay)} a day`;
}

/** The same with the month of the prices: `about $0.83 a day (list prices of 2026-11)`. */
export function sumText(sum: Sum): string {
  return sum.tableDate === undefined
    ? amountText(sum)
    : `${amountText(sum)} (list prices of ${sum.tableDate.slice(0, 7)})`;
}

/** Whether anything is known of what goes on while it sleeps; that it is nothing may be known, too. */
export function isAsleepKnown({ standing, unknown }: Sum): boolean {
  return standing > 0n || !unknown.some((line) => line.standing);
}

/** The same of what can sleep: `about $0.83 a day awake, $0.10 asleep (list prices of 2026-11)`. */
export function sleeperText(sum: Sum): string {
  if (sum.tableDate === undefined) return amountText(sum);
  const asleep = isAsleepKnown(sum) ? dollars(sum.standing) : 'not known';
  return `${amountText(sum)} awake, ${asleep} asleep (list prices of ${sum.tableDate.slice(0, 7)})`;
}

/** Prices that are older get a remark. */
const fresh = 180;

/** What is said of prices that are old. Undefined when they are not. */
export function ageRemark({ tableDate }: Pick<Sum, 'tableDate'>, now: Date): string | undefined {
  if (tableDate === undefined) return undefined;
  const days = Math.floor((now.getTime() - Date.parse(tableDate)) / 86_400_000);
  return days > fresh
    ? `The prices are of ${tableDate}, ${days} days old: \`preview-stacks prices --refresh\` asks AWS for today's`
    : undefined;
}
