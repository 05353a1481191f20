/** How many previews a run deleted, kept and so on. */
export interface CleanupCounts {
  readonly deleted: number;
  readonly kept: number;
  /** Were to go and were left in peace: the world had changed. */
  readonly skipped: number;
  readonly failed: number;
  readonly unfinished: number;
  /** What should be gone and is not. */
  readonly left: number;
}

/** What the last run of the cleanup job left as its sign of life. */
export interface Heartbeat {
  readonly format: 1;
  /** ISO time of the end of the last run. */
  readonly at: string;
  /** Whether it did what it was to do: not refused, nothing left. */
  readonly good: boolean;
  /** ISO time of the end of the last good run. @default there was none yet */
  readonly lastGood?: string;
  readonly counts: CleanupCounts;
  /** Why the run was refused. @default it was not */
  readonly refusal?: string;
}
