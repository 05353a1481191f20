/** What doctor says while it looks. */
export interface LookedAt {
  /** A check has ended. */
  readonly kind: 'looked-at';
  /** Title of the check. */
  readonly title: string;
  /** Checks that have ended so far. */
  readonly done: number;
  /** Checks of this run. */
  readonly total: number;
}
