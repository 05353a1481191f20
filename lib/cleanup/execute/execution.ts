import type { RemovalNotices } from '../../ports/removal-notices';
import type { Inventory } from '../../previews/take-inventory';
import type { CleanupProgress } from './cleanup-progress';
import type { DeletionWatch } from './deletion-watch';

/** What a run is told. */
export interface ExecuteOptions {
  readonly inventory: Inventory;
  /** Milliseconds since 1970 after which nothing new is begun. */
  readonly deadline: number;
  /** Snapshots stay: settings protect the database. */
  readonly keepSnapshots: boolean;
  /** Where those that go are noted. @default nobody is told */
  readonly removalNotices?: RemovalNotices | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What the removals of one run share. */
export interface Execution extends ExecuteOptions {
  /** Names of the stacks that CloudFormation is deleting just now. */
  readonly running: Set<string>;
  readonly watch: DeletionWatch;
  readonly progress: CleanupProgress;
}
