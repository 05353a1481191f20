import type { Account } from '../../ports/account';
import type { Checkout } from '../../ports/checkout';
import type { Clock } from '../../ports/clock';
import type { InstanceGroups } from '../../ports/instance-groups';
import type { HeldInstance } from '../../ports/record';
import type { Records } from '../../ports/records';
import type { SourceRepository } from '../../ports/source-repository';
import type { Stacks } from '../../ports/stacks';
import type { Progress } from '../../progress';
import type { ResolvedSettings } from '../../settings/resolve';

/** What holding an instance, and releasing it, asks of the world. */
export interface HoldPorts {
  readonly account: Account;
  readonly stacks: Stacks;
  readonly records: Records;
  readonly groups: InstanceGroups;
  readonly repository: SourceRepository;
  readonly checkout: Checkout;
  readonly clock: Clock;
  readonly progress: Progress;
}

export interface HoldRequest {
  /** Of a preview. */
  readonly settings: ResolvedSettings;
  /** @default 'web' */
  readonly service?: string;
  /** `i-…`. @default the first that is in service */
  readonly instanceId?: string;
  /** From now on, 24 hours at most. @default 4 hours */
  readonly milliseconds?: number;
  /** For the record: foreign text. @default nothing */
  readonly why?: string;
  /** Takes the only instance at once, though no other answers until one runs. @default false: the service grows first */
  readonly now?: boolean;
  readonly signal?: AbortSignal;
}

/** How long something usually takes, in milliseconds. */
export interface Usual {
  readonly shortest: number;
  readonly longest: number;
}

/** An instance is out of traffic now. */
export interface HoldOutcome {
  readonly kind: 'held';
  /** Raw name. */
  readonly branch: string;
  readonly stackName: string;
  /** As the record has it. */
  readonly held: HeldInstance;
  /** Whether it was held before; then nothing changed but, with `milliseconds`, the end. */
  readonly already: boolean;
  /** How long no instance answers for the service. @default others answer */
  readonly gap?: Usual;
}

export interface ReleaseRequest {
  /** Of a preview. */
  readonly settings: ResolvedSettings;
  /** `i-…`. @default all that are held */
  readonly instanceId?: string;
  readonly signal?: AbortSignal;
}

/**
 * What became of an instance that was held. `ended`: with all that was on its disk. `gone`: it had ended already. `in-traffic`: `hold` was cut short
 * before it took it out, so that it serves on.
 */
export type Fate = 'ended' | 'gone' | 'in-traffic';

export type ReleaseOutcome = {
  /** Raw name. */
  readonly branch: string;
  readonly stackName: string;
} & (
  | {
      readonly kind: 'released';
      readonly instances: readonly (HeldInstance & { readonly fate: Fate })[];
      /** Services whose sizes are again what they were before `hold`. */
      readonly shrunk: readonly string[];
    }
  | { readonly kind: 'nothing-held' }
);
