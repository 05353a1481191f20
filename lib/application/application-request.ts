import type { ApplicationFacts } from '../facts/facts';
import type { Account } from '../ports/account';
import type { Buckets } from '../ports/buckets';
import type { Clock } from '../ports/clock';
import type { ForgeIdentity } from '../ports/forge-identity';
import type { Stacks } from '../ports/stacks';
import type { ApplicationInput, Synthesizer } from '../ports/synthesizer';
import type { Progress } from '../progress';
import type { ResolvedSettings } from '../settings/resolve';

/** What deploying and destroying an application stack ask of the world. */
export interface ApplicationPorts {
  readonly account: Account;
  readonly stacks: Stacks;
  readonly buckets: Buckets;
  readonly synthesizer: Synthesizer;
  /** @default none: settings name no repository on GitHub */
  readonly forgeIdentity?: ForgeIdentity | undefined;
  readonly clock: Clock;
  readonly progress: Progress;
}

export interface DeployApplicationRequest extends Omit<ApplicationInput, 'account'> {
  readonly signal?: AbortSignal;
}

export interface DeployApplicationOutcome {
  readonly kind: 'deployed';
  readonly operation: 'created' | 'updated' | 'unchanged';
  readonly stackName: string;
  readonly stackId: string;
  readonly facts: ApplicationFacts;
  readonly milliseconds: number;
  /** ARNs of the roles that CI takes, by the variable that hands them to its jobs; none when settings name no CI. */
  readonly ciRoles: Readonly<Record<string, string>>;
}

export interface DestroyApplicationRequest {
  /** Of the stage: production's or staging's. */
  readonly settings: ResolvedSettings;
  /** The person named the stack and means it. */
  readonly confirmed: boolean;
  readonly signal?: AbortSignal;
}

export type DestroyApplicationOutcome =
  | { readonly kind: 'unconfirmed'; readonly stackName: string }
  | { readonly kind: 'nothing-there'; readonly stackName: string }
  /** Environments live in it: names of their stacks. */
  | { readonly kind: 'in-use'; readonly stackName: string; readonly stacks: readonly string[] }
  | { readonly kind: 'protected'; readonly stackName: string }
  /** Confirmed by the id of the stack; `left` names what is still there. */
  | {
      readonly kind: 'destroyed';
      readonly stackName: string;
      readonly left: readonly string[];
      readonly milliseconds: number;
    };
