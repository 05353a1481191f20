/** The heartbeat of the cleanup job, kept in the bundle bucket. */
export interface Heartbeats {
  /** Undefined when there never was one, or when the object cannot be parsed. */
  read(bucket: string): Promise<Heartbeat | undefined>;
  /** Replaces what is there: of two runs at once the later write counts. */
  write(bucket: string, heartbeat: Heartbeat): Promise<void>;
}

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

/** What the last run of the cleanup job left as its heartbeat. */
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
