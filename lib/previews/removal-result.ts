/** What became of one preview that was to be removed. */
export interface RemovalResult {
  readonly stackName: string;
  readonly stackId: string;
  /** @default none: staging, production or an application stack */
  readonly branch?: string;
  /** `unfinished`: CloudFormation still works on it, or the time was up. */
  readonly outcome: 'deleted' | 'skipped' | 'failed' | 'unfinished';
  /** Machine-readable. */
  readonly reason:
    | 'deleted'
    | 'already-gone'
    | 'branch-returned'
    | 'branch-unknown'
    | 'pushed-meanwhile'
    | 'kept-meanwhile'
    | 'record-unknown'
    | 'changed-meanwhile'
    | 'in-progress'
    | 'termination-protection'
    | 'stack-refused'
    | 'bucket-blocked'
    /** RDS does not delete a database that is stopped: it has to be started first. */
    | 'database-stopped'
    | 'time-up'
    | 'sweep-failed'
    | 'still-there';
  /** For people. */
  readonly because: string;
  /** The resource that stood in the way. @default none */
  readonly resource?: { readonly logicalId: string; readonly type: string; readonly reason: string };
  /** Resources that its template has CloudFormation keep. @default none */
  readonly retained?: readonly { readonly logicalId: string; readonly type: string; readonly physicalId: string }[];
  /** Names of log groups and snapshots that went with it. @default none */
  readonly remains?: readonly string[];
  /** Objects of bundles and records that went with it. */
  readonly swept: number;
  readonly milliseconds: number;
}
