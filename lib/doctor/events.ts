/** Emitted when a check has ended. */
export interface LookedAt {
  readonly kind: 'looked-at';
  /** Title of the check. */
  readonly title: string;
  readonly done: number;
  readonly total: number;
}
