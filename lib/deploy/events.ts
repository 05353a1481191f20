import type { Target } from '../naming/target';

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

/** Events of a deploy. */
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
  /** Something is allowed and probably not meant. */
  | { readonly kind: 'warned'; readonly message: string }
  | { readonly kind: 'seed-started'; readonly service: string; readonly instanceId: string }
  | {
      readonly kind: 'seed-finished';
      readonly ok: boolean;
      readonly stdout: string;
      readonly stderr: string;
    };
