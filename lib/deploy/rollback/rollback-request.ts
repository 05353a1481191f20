import type { BackMark } from '../../ports/record';
import type { ResolvedSettings } from '../../settings/resolve';
import type { DeployPorts } from '../deploy-request';
import type { Timing } from '../events';

/** What a rollback asks of the world: it packs nothing and makes no template. */
export type RollbackPorts = Pick<
  DeployPorts,
  | 'account'
  | 'stacks'
  | 'buckets'
  | 'bundles'
  | 'records'
  | 'environments'
  | 'groups'
  | 'probe'
  | 'repository'
  | 'checkout'
  | 'clock'
  | 'progress'
>;

export interface RollbackRequest {
  /** Of the target that goes back. Of them only names, account, region and the time for health count: the rest is in the deployed template. */
  readonly settings: ResolvedSettings;
  /** Number of `history`, or the beginning of a commit or of the hash of a bundle. @default the version before */
  readonly to?: string;
  /** The one service that goes back. @default all */
  readonly service?: string;
  /** Asked before anything changes. @default it is wanted */
  readonly agree?: (plan: RollbackPlan) => Promise<boolean>;
  readonly signal?: AbortSignal;
}

/** What a rollback would do. */
export interface RollbackPlan extends BackMark {
  readonly stackName: string;
  /** ISO time at which the version became healthy. */
  readonly at: string;
  /** First line of its commit's message. @default not known */
  readonly subject?: string;
  /** Hashes of the bundles that change, by service. */
  readonly bundles: Readonly<Record<string, { readonly from: string; readonly to: string }>>;
  /** What stays as it is, in sentences. */
  readonly notTakenBack: readonly string[];
  /** A rollback that was cut short goes on. */
  readonly goesOn: boolean;
}

/** How a rollback ended when nothing went wrong. */
export type RollbackOutcome =
  | { readonly kind: 'declined'; readonly plan: RollbackPlan }
  | {
      readonly kind: 'rolled-back';
      readonly url: string;
      /** URL of each public service. */
      readonly urls: Readonly<Record<string, string>>;
      readonly stackName: string;
      readonly stackId: string;
      /** `unchanged`: the stack had it already, of a rollback that was cut short. */
      readonly operation: 'updated' | 'unchanged';
      /** Full SHA of what runs now; of a rollback of one service that of the others. */
      readonly commit: string;
      /** Content hash of the bundle that runs now, by service. */
      readonly bundles: Readonly<Record<string, string>>;
      readonly back: BackMark;
      readonly data: 'kept';
      /** What stays as it was, in sentences. */
      readonly notTakenBack: readonly string[];
      /** ISO time at which the stack was made. */
      readonly since: string;
      /** ISO time until which cleanup keeps it. @default none */
      readonly keepUntil?: string;
      readonly timings: readonly Timing[];
      readonly milliseconds: number;
    };
