export interface CommitStatus {
  /** Its name in the list of checks: one for each target. */
  readonly context: string;
  readonly state: 'pending' | 'success' | 'failure' | 'error';
  /** Cut to the 140 characters that GitHub takes. */
  readonly description: string;
  /** Where the name leads. @default none */
  readonly url?: string;
}

/** The marks beside a commit. Throws PreviewError (fault world) when it cannot. */
export interface CommitStatuses {
  /** The newest of a context counts. */
  set(commit: string, status: CommitStatus): Promise<void>;
}
