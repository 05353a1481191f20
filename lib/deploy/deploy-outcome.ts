import type { Standing } from '../ports/checkout';
import type { Timing } from './events';

/** What runs after a deploy. */
export interface Deployed {
  readonly url: string;
  /** URL of each public service. */
  readonly urls: Readonly<Record<string, string>>;
  readonly stackName: string;
  readonly stackId: string;
  /** `unchanged`: CloudFormation found nothing to do. */
  readonly operation: 'created' | 'updated' | 'unchanged';
  /** Full SHA. */
  readonly commit: string;
  /** Content hash of the bundle by service. */
  readonly bundles: Readonly<Record<string, string>>;
  /** `seeded`: now. `kept`: earlier, or there is nothing to seed with. */
  readonly data: 'seeded' | 'kept';
  /** ISO time at which the stack was made. */
  readonly since: string;
  /** ISO time until which cleanup keeps it. @default none */
  readonly keepUntil?: string;
  readonly timings: readonly Timing[];
  readonly milliseconds: number;
}

/** How a deploy ended when nothing went wrong. `branch-vanished` is not done: what was deployed is left to cleanup. */
export type DeployOutcome =
  | { readonly kind: 'skipped'; readonly branch: string; readonly pattern: string }
  | { readonly kind: 'foreign'; readonly because: string }
  /** The remote has the branch no more; `stack`: what ran for it still stands. */
  | { readonly kind: 'branch-gone'; readonly branch: string; readonly stack: boolean }
  /** In a job of CI: the branch has another head by now. */
  | {
      readonly kind: 'superseded';
      readonly branch: string;
      readonly commit: string;
      readonly head: string;
      /** How the commit stands to the head. */
      readonly standing: Standing;
    }
  | ({ readonly kind: 'deployed' } & Deployed)
  | ({ readonly kind: 'branch-vanished'; readonly branch: string } & Deployed);
