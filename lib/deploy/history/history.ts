import { survivable } from '../../errors';
import { namesOf } from '../../naming/resource-names';
import type { FailedDeploy, KeptDeploy } from '../../ports/record';
import { whole } from '../../previews/listing';
import { ownerOf } from '../../previews/preview';
import type { ResolvedSettings } from '../../settings/resolve';
import { hashesOf, mainCommit, whatRuns } from '../../stacks/revise/what-runs';
import { stackState } from '../../stacks/stack-state';
import type { DeployPorts } from '../deploy-request';
import { lookAround } from '../gather/situation';
import { untold } from '../step-timer';

/** What a listing of the deploys asks of the world. It changes nothing. */
export type HistoryPorts = Pick<DeployPorts, 'account' | 'stacks' | 'records' | 'bundles' | 'repository'>;

/** One deploy of the list. */
export interface ListedDeploy extends Omit<KeptDeploy, 'at'> {
  /** ISO time of its end. */
  readonly at: string;
  /** By it `rollback --to` names this deploy; 1 is the newest that became healthy. @default it did not become healthy */
  readonly number?: number;
  readonly ended: 'healthy' | FailedDeploy['ended'];
  /** Code of the error. @default it became healthy */
  readonly code?: string;
  /** Message of the error. @default it became healthy */
  readonly because?: string;
  /** Whether its bundles run now. */
  readonly runs: boolean;
  /** Services whose bundles are kept no more: nothing goes back to those. */
  readonly gone: readonly string[];
}

/** The deploys of a target, newest first. */
export type History =
  | { readonly kind: 'nothing-there'; readonly stackName: string }
  | {
      readonly kind: 'listed';
      readonly stackName: string;
      /** CloudFormation's StackStatus. */
      readonly status: string;
      /** What the deployed template names. @default it could not be read */
      readonly running?: { readonly commit: string; readonly bundles: Readonly<Record<string, string>> };
      /** A rollback that began and whose end is not written. @default none */
      readonly goingBack?: KeptDeploy;
      readonly deploys: readonly ListedDeploy[];
    };

/** Lists what was deployed to a target since its stack was made, the last twenty of those that went well and of those that did not. */
export async function history(ports: HistoryPorts, settings: ResolvedSettings): Promise<History> {
  const { stackName, targetId } = namesOf(settings.project, settings.target);
  const { application, stack } = await lookAround(ports, settings, ownerOf(settings, ports.repository)).see(untold);
  if (stack === undefined || stackState(stack.status) === 'deleted') return { kind: 'nothing-there', stackName };
  const bucket = application.bundleBucket;
  const [kept, running, bundles] = await Promise.all([
    ports.records.read({ bucket, targetId, stackId: stack.id }),
    // A viewer may not read templates of stages; a stack that never came to be has none.
    ports.stacks
      .template(stack.id)
      .then((body) => whatRuns(body, settings))
      .catch((error: unknown) => void survivable(error)),
    whole(ports.bundles.hashes(bucket, targetId)),
  ]);
  const hashes = new Set(bundles);
  const now = running && hashesOf(running);
  const { deploys = [], failed = [], goingBack } = kept?.record ?? {};
  const newest = deploys.findIndex((deploy) => now !== undefined && isSame(deploy.bundles, now));
  const gone = ({ bundles: of }: KeptDeploy | FailedDeploy) =>
    Object.entries(of).flatMap(([service, hash]) => (hashes.has(hash) ? [] : [service]));
  const listed: ListedDeploy[] = [
    ...deploys.map((one, index) => ({
      ...{ ...one, number: index + 1, ended: 'healthy' as const, runs: index === newest, gone: gone(one) },
    })),
    ...failed.map((one) => ({ ...one, runs: false, gone: gone(one) })),
  ];
  return {
    ...{ kind: 'listed', stackName, status: stack.status },
    ...(running && now && { running: { commit: mainCommit(running), bundles: now } }),
    ...(goingBack && { goingBack }),
    deploys: listed.sort((one, other) => other.at.localeCompare(one.at)),
  };
}

/** Whether what runs is what was deployed, service by service. */
function isSame(deployed: Readonly<Record<string, string>>, now: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(now);
  return names.length === Object.keys(deployed).length && names.every((name) => deployed[name] === now[name]);
}
