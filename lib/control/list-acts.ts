import { applicationNames } from '../naming/application-names';
import type { Account } from '../ports/account';
import type { Audit, AuditLine } from '../ports/audit';
import type { Clock } from '../ports/clock';
import type { Stacks } from '../ports/stacks';
import { applicationOf } from '../previews/application-of';
import { checkNamedAccount } from '../previews/check-account';
import type { ResolvedSettings } from '../settings/resolve';

/** What listing acts asks of the world. It changes nothing. */
export interface ListActsPorts {
  readonly account: Account;
  readonly stacks: Stacks;
  readonly audit: Audit;
  readonly clock: Clock;
}

export interface ListActsRequest {
  /** Of previews. */
  readonly settings: ResolvedSettings;
  /** How far back, in milliseconds. */
  readonly milliseconds: number;
  /** Raw name: only what is about it. @default about any */
  readonly branch?: string | undefined;
}

/** What someone asked for, and what became of it. */
export interface ListedAct extends AuditLine {
  /** Without an end: `under-way` in its first hour, `cut-short` after it. */
  readonly state: NonNullable<AuditLine['end']>['how'] | 'under-way' | 'cut-short';
}

/** What was asked for, oldest first. */
export type ListedActs =
  | { readonly kind: 'nothing-there'; readonly stackName: string }
  | {
      readonly kind: 'listed';
      /** ISO time from which on. */
      readonly since: string;
      /** Raw name that all of it is about. @default any */
      readonly branch?: string;
      readonly acts: readonly ListedAct[];
      /** Objects of any branch that have another form than ours. */
      readonly unreadable: number;
    };

/** No command waits longer for a stack. */
const longestMs = 60 * 60_000;

/**
 * Lists who asked for what.
 *
 * @throws PreviewError `account-wrong`; `access-denied` with the rights that it takes
 */
export async function listActs(ports: ListActsPorts, request: ListActsRequest): Promise<ListedActs> {
  const { settings, milliseconds, branch } = request;
  const { stackName } = applicationNames(settings.project, 'staging');
  await checkNamedAccount(ports.account, settings.values);
  const application = applicationOf(await ports.stacks.find(stackName), 'staging', settings.values.region);
  if (application === undefined) return { kind: 'nothing-there', stackName };
  const now = ports.clock.now().getTime();
  const since = new Date(Math.max(0, now - milliseconds));
  const { lines, unreadable } = await ports.audit.list(application.bundleBucket, since);
  const acts = lines
    .filter((line) => branch === undefined || line.branch === branch)
    .map((line) => ({ ...line, state: stateOf(line, now) }));
  return {
    ...{ kind: 'listed', since: since.toISOString(), acts, unreadable },
    ...(branch !== undefined && { branch }),
  };
}

function stateOf({ at, end }: AuditLine, now: number): ListedAct['state'] {
  return end?.how ?? (now - Date.parse(at) > longestMs ? 'cut-short' : 'under-way');
}
