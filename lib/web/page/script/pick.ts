import type { PreviewRow } from '../../api';

/** What the counters count, and which rows they leave. */
export const filters = ['all', 'awake', 'asleep', 'failing', 'going'] as const;
export type Filter = (typeof filters)[number];

export const sorts = ['idle', 'branch', 'state', 'commit', 'age', 'goes', 'cost'] as const;
export type Sort = (typeof sorts)[number];

/** What somebody looks for: it is in the address of the page. */
export interface Choice {
  readonly search: string;
  readonly filter: Filter;
  readonly sort: Sort;
  readonly descending: boolean;
}

export const firstChoice: Choice = { search: '', filter: 'all', sort: 'idle', descending: false };

const aDay = 86_400_000;

/** Whether cleanup would delete it now, or within a aDay. */
export function goesNext({ cleanup }: Pick<PreviewRow, 'cleanup'>, at: number): boolean {
  return cleanup.verdict === 'delete' || (cleanup.goesAt !== undefined && Date.parse(cleanup.goesAt) - at <= aDay);
}

const keeps: Readonly<Record<Filter, (row: PreviewRow, at: number) => boolean>> = {
  all: () => true,
  awake: ({ standing }) => standing !== 'asleep',
  asleep: ({ standing }) => standing === 'asleep',
  failing: ({ standing }) => standing === 'failing',
  going: goesNext,
};

/** Those that need a look come first. */
const urgency: readonly PreviewRow['standing'][] = ['failing', 'going', 'held', 'busy', 'ready', 'asleep'];

/** What is compared; what is not known comes last in both directions. */
const compared: Readonly<Record<Sort, (row: PreviewRow) => string | number | undefined>> = {
  branch: ({ branch }) => branch.toLowerCase(),
  state: ({ standing }) => urgency.indexOf(standing),
  commit: ({ commit }) => -timeOf(commit?.at),
  age: ({ createdAt }) => -timeOf(createdAt),
  idle: ({ usedAt }) => -timeOf(usedAt),
  goes: ({ cleanup }) => (cleanup.verdict === 'delete' ? 0 : timeOf(cleanup.goesAt)),
  cost: ({ costPerDay }) => (costPerDay === undefined ? undefined : Number(costPerDay.usd)),
};

function timeOf(iso: string | undefined): number {
  return iso === undefined ? Number.NaN : Date.parse(iso);
}

/** The rows that somebody looks for, in their order. */
export function pick(rows: readonly PreviewRow[], choice: Choice, at: number): PreviewRow[] {
  const words = choice.search.toLowerCase().split(/\s+/).filter(Boolean);
  const value = compared[choice.sort];
  const sign = choice.descending ? -1 : 1;
  return rows
    .filter((row) => keeps[choice.filter](row, at) && holds(row, words))
    .map((row) => ({ row, value: value(row) }))
    .sort((a, b) => sign * compare(a.value, b.value, sign) || compare(a.row.branch, b.row.branch, 1))
    .map(({ row }) => row);
}

function holds(row: PreviewRow, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const { pullRequest, commit } = row;
  const text = [
    ...[row.branch, row.id, row.state, row.url],
    ...(pullRequest ? [`#${pullRequest.number}`, pullRequest.title, pullRequest.author] : []),
    ...[commit?.sha, commit?.subject, commit?.by],
  ]
    .join('\n')
    .toLowerCase();
  return words.every((word) => text.includes(word));
}

function compare(a: string | number | undefined, b: string | number | undefined, sign: number): number {
  const [first, second] = [unknown(a), unknown(b)];
  if (first || second) return sign * (Number(first) - Number(second));
  return (a as string) < (b as string) ? -1 : Number((a as string) > (b as string));
}

function unknown(value: string | number | undefined): boolean {
  return value === undefined || Number.isNaN(value);
}
