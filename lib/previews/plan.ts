import type { CleanupSettings } from '../settings/settings';
import type { ForeignRepository } from './foreign-repositories';
import type { Preview } from './preview';

/** What a cleanup decides by, besides the preview itself. */
export interface CleanupPolicy extends CleanupSettings {
  /** Patterns of branches that get no preview, besides those that always hold. */
  readonly skip: readonly string[];
  /** The branches whose pushes deploy a stage. */
  readonly stageBranches: { readonly production?: string; readonly staging?: string };
}

/** Why a preview goes. */
export type DeleteReason = 'branch-gone' | 'branch-is-target' | 'expired' | 'skipped-branch';

/** Why a preview is kept. */
export type KeepReason =
  | 'branch-alive'
  | 'branch-name-cut'
  | 'being-deleted'
  | 'in-progress'
  | 'unknown-state'
  | 'termination-protection'
  | 'protected-branch'
  | 'keep-until'
  | 'record-unreadable'
  | 'young';

/** What cleanup would do with one preview, and why. */
export type Decision = {
  readonly preview: Preview;
  /** For people. */
  readonly because: string;
} & (
  | {
      readonly verdict: 'keep';
      readonly reason: KeepReason;
      /** When it goes for want of a push. @default it does not, or not while things are as they are */
      readonly expiry?: Expiry;
      /** So long CloudFormation does not get on with an orphan, which is longer than anything takes. @default it is no such case */
      readonly stuckMs?: number;
    }
  /** Kept as well: what a reason to delete it needs was not listed, or is not believed. */
  | { readonly verdict: 'unknown'; readonly reason: 'not-listed' }
  | { readonly verdict: 'delete'; readonly reason: DeleteReason }
);

/** When a preview goes whose branch has no push until then. */
export interface Expiry {
  readonly goesAt: Date;
  /** Whether that is so near that settings want a warning. */
  readonly near: boolean;
  /** When its branch was last pushed to, as far as deploys say. */
  readonly lastPush: Date;
}

/** Why a whole run deletes nothing. */
export interface Refusal {
  readonly reason:
    | 'stacks-incomplete'
    | 'branches-incomplete'
    | 'no-branches'
    | 'default-branch-missing'
    | 'clock-unknown'
    | 'too-many-deletions'
    | 'too-large-share';
  /** For people. */
  readonly because: string;
  /** What to do about it, as a sentence that starts with a verb. */
  readonly hint: string;
}

/** What a cleanup would do, decided from one inventory at one moment. */
export interface CleanupPlan {
  /** By AWS's clock, or by this computer's when that is earlier. */
  readonly at: Date;
  readonly policy: CleanupPolicy;
  /** Set when nothing may be deleted, whatever the decisions say. */
  readonly refusal?: Refusal;
  /** One for each preview, by stack name. */
  readonly decisions: readonly Decision[];
  /** Folders of the bundle bucket without stack and without branch, and out of the grace: to be swept. */
  readonly leftovers: readonly string[];
  /** Folders of the bundle bucket whose names no preview has: left alone, and not counted. */
  readonly otherFolders: readonly string[];
  /** Names of stacks named like ours without readable tags: left alone. */
  readonly unowned: readonly string[];
  /** Previews of this project that carry the name of another repository: left alone. */
  readonly foreign: readonly ForeignRepository[];
}
