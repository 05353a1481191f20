import type { Target } from '../naming/target';
import type { Account } from '../ports/account';
import type { Buckets } from '../ports/buckets';
import type { Bundles } from '../ports/bundles';
import type { Clock } from '../ports/clock';
import type { CleanupCounts, Heartbeats } from '../ports/heartbeats';
import type { Records } from '../ports/records';
import type { RemovalNotices } from '../ports/removal-notices';
import type { Retained } from '../ports/retained';
import type { SourceRepository } from '../ports/source-repository';
import type { Stacks } from '../ports/stacks';
import type { CleanupPlan, Decision } from '../previews/plan';
import type { RemovalResult } from '../previews/removal-result';
import type { Progress } from '../progress';
import type { ResolvedSettings } from '../settings/resolve';

/** What cleanup, why and destroy ask of the world, all in the account and region of the previews. */
export interface CleanupPorts {
  readonly account: Account;
  readonly stacks: Stacks;
  readonly buckets: Buckets;
  readonly bundles: Bundles;
  readonly records: Records;
  readonly retained: Retained;
  readonly heartbeats: Heartbeats;
  readonly repository: SourceRepository;
  readonly clock: Clock;
  readonly progress: Progress;
}

export interface CleanupRequest {
  /** Of previews, as the default branch has them: project, account, region and cleanup policy are used. */
  readonly settings: ResolvedSettings;
  /** Delete; otherwise nothing is changed. */
  readonly execute: boolean;
  /** Instead of the settings', for this run. @default the settings' */
  readonly maxDeletions?: number;
  /** Instead of the settings', for this run. @default the settings' */
  readonly maxShare?: number;
  /** Instead of the settings', for this run. @default the settings' */
  readonly maxMinutes?: number;
  /** Where removal notices are queued. @default none are sent */
  readonly removalNotices?: RemovalNotices | undefined;
  readonly signal?: AbortSignal;
}

export interface CleanupReport {
  readonly plan: CleanupPlan;
  /** False for a dry run and for a refused one. */
  readonly executed: boolean;
  /** One for each preview that was to go. */
  readonly results: readonly RemovalResult[];
  /** Folders of the bundle bucket that belonged to no stack and no branch. */
  readonly swept: readonly { readonly targetId: string; readonly objects: number }[];
  /** What should be gone and is not: stack names and target ids, with the cause. Empty when "0 left". */
  readonly left: readonly { readonly name: string; readonly because: string }[];
  /** Where no application stack of previews is ready, so that nothing can be deployed there. @default there is one */
  readonly missingApplication?: { readonly stackName: string; readonly account: string; readonly region: string };
  readonly counts: CleanupCounts;
  readonly milliseconds: number;
}

export interface WhyRequest {
  /** Of previews, as the default branch has them. */
  readonly settings: ResolvedSettings;
  /** Raw name. */
  readonly branch: string;
  /** What a push to the branch deploys. */
  readonly target: Target;
  readonly signal?: AbortSignal;
}

/** One decision with the data it was made of. */
export interface Explanation {
  readonly branch: string;
  readonly branchHash: string;
  /** Name of the stack that this branch deploys. */
  readonly stackName: string;
  /** False when it is not among the branches; `unknown` when they could not be listed. */
  readonly branchAlive: boolean | 'unknown';
  /** Commit at the head of the branch. @default the branch is not among those listed */
  readonly head?: string;
  /** How many previews and branches it was decided from; `stacks` is false when they could not all be listed. */
  readonly listed: { readonly stacks: boolean; readonly previews: number; readonly branches: number };
  /** One for each preview of the branch; empty when it has none. */
  readonly decisions: readonly Decision[];
  /** The whole plan, with policy, moment and refusal. */
  readonly plan: CleanupPlan;
}

export interface DestroyRequest {
  /** Of the target. */
  readonly settings: ResolvedSettings;
  /** The person named the stack and means it; needed for staging and production. */
  readonly confirmed: boolean;
  /** Where a removal notice is queued. @default none is sent */
  readonly removalNotices?: RemovalNotices | undefined;
  readonly signal?: AbortSignal;
}

export type DestroyOutcome =
  | { readonly kind: 'unconfirmed'; readonly stackName: string }
  | { readonly kind: 'nothing-there'; readonly stackName: string; readonly swept: number }
  /** Removed or not: see its `outcome`. */
  | { readonly kind: 'tried'; readonly result: RemovalResult };
