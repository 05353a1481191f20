import type { Target } from '../naming/target';
import type { Account } from '../ports/account';
import type { Environments, LogLine } from '../ports/environments';
import type { HeldInstance, KeptSleep } from '../ports/record';
import type { Records } from '../ports/records';
import type { Stacks } from '../ports/stacks';
import type { ResolvedSettings } from '../settings/resolve';
import type { TargetSettings } from '../settings/settings';
import type { ForeignRepository } from './foreign-repositories';
import type { Owner } from './preview';

export interface ListPorts {
  readonly account: Account;
  readonly stacks: Stacks;
  readonly records: Records;
}

export interface ListRequest {
  readonly owner: Owner;
  /** What settings say of the account that is looked into. */
  readonly values: Pick<TargetSettings, 'account' | 'cleanup'>;
  /** The settings of a target, for its URL. */
  readonly settingsOf: (target: Target) => ResolvedSettings;
  readonly now: Date;
  readonly signal?: AbortSignal;
}

/** One target that has a stack. */
export interface ListedTarget {
  readonly target: Target;
  readonly targetId: string;
  readonly stackName: string;
  readonly stackId: string;
  readonly url: string;
  /** CloudFormation's StackStatus. */
  readonly state: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** Since creation. */
  readonly ageMs: number;
  /** Full SHA of the last deploy that became healthy. @default none: no record, or it could not be read */
  readonly commit?: string;
  /** Until when its record keeps it, as settings allow. @default it does not keep it now */
  readonly keptUntil?: Date;
  /** That it sleeps, or is on its way there or back. @default it is awake, or its record could not be read */
  readonly sleep?: KeptSleep;
  /** Instances that are out of traffic, for someone looks into them. @default none */
  readonly held?: readonly HeldInstance[];
  /** Content hashes of that deploy, by service. */
  readonly bundles: Readonly<Record<string, string>>;
}

export interface ListAnswer {
  /** Production and staging first, then previews, by branch. */
  readonly targets: readonly ListedTarget[];
  /** False when AWS could not be asked to the end: there may be more. */
  readonly complete: boolean;
  /** Why it is not complete. */
  readonly because?: string;
  /** Stacks named like our previews whose tags do not say whose they are. */
  readonly unowned: readonly string[];
  /** What of this project carries the name of another repository: perhaps a former one of this. */
  readonly foreign: readonly ForeignRepository[];
}

export interface LogsPorts {
  readonly account: Account;
  readonly environments: Environments;
  readonly stacks: Pick<Stacks, 'list' | 'find'>;
}

export interface LogsRequest {
  readonly settings: ResolvedSettings;
  /** @default 'web' */
  readonly service?: string;
  /** Every service of the target instead, those that are deployed and those that settings name. @default false */
  readonly all?: boolean;
  /** Only lines of the instance whose id begins so. @default all instances */
  readonly instance?: string;
  /** Lines at most. @default 100 */
  readonly limit?: number;
  /** @default the beginning */
  readonly since?: Date;
  /** Whose previews may have been meant when there is no such environment. @default none are named */
  readonly owner?: Owner;
}

/** A service of a target whose logs are read. */
export interface LoggedService {
  readonly service: string;
  readonly environmentName: string;
  /** False when Beanstalk knows no such environment. */
  readonly exists: boolean;
}

export interface ServiceLine extends LogLine {
  readonly service: string;
}

export interface LogsAnswer {
  /** Of the first of `services`. */
  readonly environmentName: string;
  /** False when Beanstalk knows none of these environments. */
  readonly exists: boolean;
  readonly services: readonly LoggedService[];
  /** Oldest first. */
  readonly lines: readonly ServiceLine[];
  /** Branches with a preview that were probably meant, the nearest first, 3 at most. Empty where an environment exists. */
  readonly meant: readonly string[];
}
