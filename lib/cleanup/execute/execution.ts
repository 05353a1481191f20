import type { RemovalNotices } from '../../ports/removal-notices';
import type { CleanupPlan } from '../../previews/plan';
import type { Inventory } from '../../previews/take-inventory';
import type { CleanupProgress } from './cleanup-progress';
import type { DeletionWatch } from './deletion-watch';

/** What the caller of a run decides. */
export interface ExecuteOptions {
  readonly inventory: Inventory;
  /** Milliseconds since 1970 after which nothing new is begun. */
  readonly deadline: number;
  /** Snapshots stay: settings protect the database. */
  readonly keepSnapshots: boolean;
  /** Where removal notices are queued. @default none are sent */
  readonly removalNotices?: RemovalNotices | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What the removals of one run share. */
export interface Execution extends ExecuteOptions {
  /** What is being done. */
  readonly plan: CleanupPlan;
  /** Names of the stacks that CloudFormation is deleting just now. */
  readonly running: Set<string>;
  readonly watch: DeletionWatch;
  readonly progress: CleanupProgress;
}
