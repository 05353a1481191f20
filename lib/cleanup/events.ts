import type { CleanupPlan } from '../previews/plan';
import type { RemovalResult } from '../previews/removal-result';

/** What a cleanup, a destroy or a listing tells while it works. */
export type CleanupEvent =
  | {
      readonly kind: 'listed';
      readonly what: 'stacks' | 'branches' | 'records' | 'bundles';
      readonly count: number;
      readonly complete: boolean;
    }
  | { readonly kind: 'planned'; readonly plan: CleanupPlan }
  | {
      readonly kind: 'removal-started';
      readonly stackName: string;
      readonly stackId: string;
      readonly branch?: string;
    }
  | { readonly kind: 'removal-finished'; readonly result: RemovalResult }
  | {
      /** How far a cleanup is; told when something ends, and every half second while buckets are emptied. */
      readonly kind: 'cleanup-pace';
      /** Previews that are done, whatever became of them. */
      readonly done: number;
      readonly total: number;
      /** Branches of those under way. */
      readonly running: readonly string[];
      /** Object versions deleted so far, of all buckets. */
      readonly objects: number;
      readonly objectsPerSecond: number;
      /** Estimated from those that are done. @default none is done yet */
      readonly millisecondsLeft?: number;
    }
  | { readonly kind: 'swept'; readonly targetId: string; readonly objects: number };
