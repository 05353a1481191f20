/** How a deploy ended, as far as it is announced. Whoever deploys says more. */
export type DeployEnd =
  | { readonly kind: 'skipped'; readonly pattern: string }
  | { readonly kind: 'foreign' | 'branch-gone' | 'superseded' }
  | ({ readonly kind: 'deployed' | 'branch-vanished' } & LiveTarget);

/** What runs now. */
export interface LiveTarget {
  readonly url: string;
  /** URL of each public service. */
  readonly urls: Readonly<Record<string, string>>;
  /** Full SHA. */
  readonly commit: string;
  readonly operation: 'created' | 'updated' | 'unchanged';
  readonly data: 'seeded' | 'kept';
  /** ISO time at which the stack was made. */
  readonly since: string;
  /** ISO time until which cleanup keeps it. @default none */
  readonly keepUntil?: string;
  readonly milliseconds: number;
}

/** An end that somebody is told of. */
export type Ending =
  | { readonly kind: 'ready'; readonly running: LiveTarget }
  | { readonly kind: 'vanished'; readonly running: LiveTarget }
  | { readonly kind: 'failed' | 'interrupted'; readonly because: string; readonly hint?: string }
  | { readonly kind: 'skipped'; readonly pattern: string };

export function endingOf(end: DeployEnd): Ending | undefined {
  switch (end.kind) {
    case 'deployed':
      return { kind: 'ready', running: end };
    case 'branch-vanished':
      return { kind: 'vanished', running: end };
    case 'skipped':
      return { kind: 'skipped', pattern: end.pattern };
    default:
      return undefined;
  }
}
