import type { CleanupPlan } from '../previews/plan';
import type { RemovalResult } from '../previews/removal-result';

/** Events of a cleanup, a destroy or a listing. */
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
      /** How far a cleanup is; emitted when a preview is done, and every half second while buckets are emptied. */
      readonly kind: 'cleanup-pace';
      /** Previews that are done, with any result. */
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
