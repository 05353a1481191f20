import type { CleanupPlan } from '../previews/plan';
import type { RemovalResult } from '../previews/removal-result';

/** What a cleanup, a destroy or a listing says while it works. */
export type CleanupEvent =
  | {
      /** A listing has ended. */
      readonly kind: 'listed';
      /** What was listed. */
      readonly what: 'stacks' | 'branches' | 'records' | 'bundles';
      /** How many were found. */
      readonly count: number;
      /** Whether these are all: false when the listing broke off. */
      readonly complete: boolean;
    }
  | {
      /** Cleanup has decided; nothing is deleted yet. */
      readonly kind: 'planned';
      /** What it would do, and why. */
      readonly plan: CleanupPlan;
    }
  | {
      /** A stack is about to be deleted. */
      readonly kind: 'removal-started';
      readonly stackName: string;
      readonly stackId: string;
      /** Raw name of the branch. @default the stack is of staging or production */
      readonly branch?: string;
    }
  | {
      /** The removal of a stack has ended, well or not. */
      readonly kind: 'removal-finished';
      /** How it ended. */
      readonly result: RemovalResult;
    }
  | {
      /** How far a cleanup is: when a removal ends, and every half second while buckets are emptied. */
      readonly kind: 'cleanup-pace';
      /** Previews whose removal has ended, well or not. */
      readonly done: number;
      /** Previews that this run removes. */
      readonly total: number;
      /** Branches whose removal is under way. */
      readonly running: readonly string[];
      /** Object versions deleted so far, of all buckets. */
      readonly objects: number;
      /** Object versions deleted in a second. */
      readonly objectsPerSecond: number;
      /** Estimate of the time that is left, from the removals that have ended. @default none has ended yet */
      readonly millisecondsLeft?: number;
    }
  | {
      /** Bundles and records of a removed target are deleted. */
      readonly kind: 'swept';
      readonly targetId: string;
      /** Objects that were deleted. */
      readonly objects: number;
    };
