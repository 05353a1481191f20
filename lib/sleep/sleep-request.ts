import type { Account } from '../ports/account';
import type { Checkout } from '../ports/checkout';
import type { Clock } from '../ports/clock';
import type { Databases } from '../ports/databases';
import type { Environments } from '../ports/environments';
import type { InstanceGroups } from '../ports/instance-groups';
import type { Probe } from '../ports/probe';
import type { KeptSleep } from '../ports/record';
import type { Records } from '../ports/records';
import type { SourceRepository } from '../ports/source-repository';
import type { Stacks } from '../ports/stacks';
import type { Progress } from '../progress';
import type { ResolvedSettings } from '../settings/resolve';

/** What sleep and wake ask of the world. */
export interface SleepPorts {
  readonly account: Account;
  readonly stacks: Stacks;
  readonly records: Records;
  readonly databases: Databases;
  readonly environments: Environments;
  readonly groups: Pick<InstanceGroups, 'find'>;
  readonly probe: Probe;
  readonly repository: SourceRepository;
  readonly checkout: Checkout;
  readonly clock: Clock;
  readonly progress: Progress;
}

export interface SleepRequest {
  /** Of a preview. Only names, account, region and the time for health count: the rest is in the deployed template. */
  readonly settings: ResolvedSettings;
  /** @default 'asked' */
  readonly because?: KeptSleep['because'];
  readonly signal?: AbortSignal;
}

/** How `sleep` ended when nothing went wrong. */
export interface SleepOutcome {
  /** `already`: nothing was to be done. */
  readonly kind: 'asleep' | 'already';
  /** Raw name. */
  readonly branch: string;
  readonly stackName: string;
  /** As the record has it. */
  readonly sleep: KeptSleep;
  /** RDS's identifier of the database that is stopped. @default there is none */
  readonly database?: string;
  /** What goes on costing, in sentences. */
  readonly goesOn: readonly string[];
  readonly milliseconds: number;
}

export interface WakeRequest {
  /** Of a preview. */
  readonly settings: ResolvedSettings;
  readonly signal?: AbortSignal;
}

/** How `wake` ended when nothing went wrong. */
export interface WakeOutcome {
  /** `already`: it was awake. */
  readonly kind: 'awake' | 'already';
  /** Raw name. */
  readonly branch: string;
  readonly stackName: string;
  readonly url: string;
  readonly milliseconds: number;
}
