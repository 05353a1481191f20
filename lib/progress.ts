import type { Target } from './naming/target';
import type { EnvironmentEvent, LogLine } from './ports/environments';
import type { ProbeAnswer } from './ports/probe';
import type { CleanupPlan } from './previews/plan';
import type { RemovalResult } from './previews/removal-result';
import type { StackFact } from './previews/stack-fact';

/** The steps of a deploy, in their order. */
export type DeployStep =
  | 'fence'
  | 'identity'
  | 'application'
  | 'limit'
  | 'bundle'
  | 'platform'
  | 'synth'
  | 'stack'
  | 'health'
  | 'record'
  | 'seed'
  | 'last-look';

/** How long a step took, by the clock that is passed in. */
export interface Timing {
  readonly step: DeployStep;
  readonly milliseconds: number;
}

/** What a deploy tells while it works. */
export type DeployEvent =
  | {
      readonly kind: 'deploy-started';
      readonly target: Target;
      readonly stackName: string;
      readonly commit: string;
      readonly url: string;
    }
  | { readonly kind: 'step-started'; readonly step: DeployStep }
  | ({ readonly kind: 'step-finished' } & Timing)
  | {
      readonly kind: 'bundle-packed';
      readonly service: string;
      readonly hash: string;
      readonly bytes: number;
      readonly files: number;
    }
  | {
      readonly kind: 'bundle-ready';
      readonly service: string;
      readonly hash: string;
      readonly key: string;
      /** `kept`: it was there before. `copied`: from another target. */
      readonly how: 'uploaded' | 'kept' | 'copied';
      /** Id of the target that it was copied from. @default none */
      readonly from?: string;
    }
  | {
      readonly kind: 'environment-seen';
      readonly service: string;
      readonly environmentName: string;
      /** Absent while Beanstalk knows no such environment. */
      readonly status?: string;
      readonly health?: string;
      readonly versionLabel?: string;
      readonly causes: readonly string[];
    }
  /** Told every minute while something is missing. */
  | { readonly kind: 'health-awaited'; readonly missing: readonly string[]; readonly milliseconds: number }
  /** Something is allowed and probably not meant. */
  | { readonly kind: 'warned'; readonly message: string }
  | { readonly kind: 'url-probed'; readonly url: string; readonly answer: ProbeAnswer }
  | { readonly kind: 'seed-started'; readonly service: string; readonly instanceId: string }
  | {
      readonly kind: 'seed-finished';
      readonly ok: boolean;
      readonly stdout: string;
      readonly stderr: string;
    }
  | {
      /** Told before a deploy fails: what the environment and the app last said. */
      readonly kind: 'evidence';
      readonly environmentName: string;
      /** Oldest first. */
      readonly events: readonly EnvironmentEvent[];
      /** Oldest first. */
      readonly logs: readonly LogLine[];
    };

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

/** Where something is announced. */
export type AnnouncePlace = 'deployment' | 'comment' | 'commit-status' | 'chat';

/** What became known where. */
export interface Announced {
  /** Id of the deployment on GitHub. @default none was made */
  readonly deployment?: number;
  /** Numbers of the pull requests whose comment says it. */
  readonly pullRequests: readonly number[];
  readonly commitStatus: boolean;
  readonly chat: boolean;
  /** Where it could not be said, and why. */
  readonly failed: readonly AnnounceFailure[];
}

export interface AnnounceFailure {
  readonly place: AnnouncePlace;
  readonly because: string;
  /** @default none */
  readonly hint?: string;
}

/** What announcing tells while it works; nothing of it changes how a deploy or a cleanup ends. */
export type AnnounceEvent =
  | ({ readonly kind: 'announced' } & Announced)
  | ({ readonly kind: 'not-announced' } & AnnounceFailure)
  /** Settings want GitHub told, and this run cannot. */
  | { readonly kind: 'announcing-off'; readonly because: string }
  /** GitHub was told that a preview is gone. */
  | { readonly kind: 'farewell-told'; readonly targetId: string; readonly pullRequests: readonly number[] }
  /** Pull requests that were opened after the deploy were told where the preview answers. */
  | { readonly kind: 'introduced'; readonly branch: string; readonly pullRequests: readonly number[] }
  /** A deployment that still said "deploying", though no deploy takes so long. */
  | { readonly kind: 'stale-deployment-closed'; readonly deployment: number; readonly environment: string };

/** What doctor tells whenever a check has ended. */
export interface LookedAt {
  readonly kind: 'looked-at';
  /** Title of the check. */
  readonly title: string;
  readonly done: number;
  readonly total: number;
}

/** GitHub refuses for a limit that will be over in so long; told when the wait begins and every minute. */
export interface GitHubAwaited {
  readonly kind: 'github-awaited';
  readonly milliseconds: number;
}

/** Everything that the product can tell while it works. Data, no sentences: who draws it chooses the words. */
export type ProgressEvent = DeployEvent | CleanupEvent | AnnounceEvent | LookedAt | GitHubAwaited | StackFact;

/** Where events go. */
export interface Progress {
  emit(event: ProgressEvent): void;
}
