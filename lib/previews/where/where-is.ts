import { applicationOutputs } from '../../facts/application-outputs';
import { serviceOutputs } from '../../facts/environment-outputs';
import { namesOf } from '../../naming/resource-names';
import type { Account } from '../../ports/account';
import type { KeptSleep } from '../../ports/record';
import type { Records } from '../../ports/records';
import type { Stacks } from '../../ports/stacks';
import type { ResolvedSettings } from '../../settings/resolve';
import { stackState } from '../../stacks/stack-state';
import { webAddress } from '../../text/markdown';
import { checkNamedAccount } from '../check-account';
import { checkOwner } from '../check-owner';
import type { Owner } from '../preview';
import { branchesMeant } from './branches-meant';

export interface WherePorts {
  readonly account: Account;
  readonly stacks: Pick<Stacks, 'list' | 'find'>;
  readonly records: Pick<Records, 'read'>;
}

export interface WhereRequest {
  readonly settings: ResolvedSettings;
  readonly owner: Owner;
  readonly service: string;
}

/** Where a service of a target answers, or why it does not. */
export type Whereabouts =
  | {
      readonly kind: 'there';
      readonly url: string;
      /** That it sleeps, or is on its way there or back. @default it is awake, or its record could not be read */
      readonly sleep?: KeptSleep;
    }
  | {
      readonly kind: 'nothing-there';
      readonly stackName: string;
      /** Branches with a preview that were probably meant, the nearest first, 3 at most. */
      readonly meant: readonly string[];
    }
  | { readonly kind: 'going'; readonly stackName: string; readonly status: string }
  | {
      /** The service has no URL: the stack was never complete, does not have this service, or it is a worker or not public. */
      readonly kind: 'no-url';
      readonly stackName: string;
      readonly status: string;
      readonly service: string;
    };

/**
 * Where a service of a target answers.
 *
 * @throws PreviewError `account-wrong`; `stack-not-ours`
 */
export async function whereIs(ports: WherePorts, { settings, owner, service }: WhereRequest): Promise<Whereabouts> {
  const { project, target, values } = settings;
  const { stackName, applicationStackName, targetId } = namesOf(project, target);
  await checkNamedAccount(ports.account, values);
  const [stack, application] = await Promise.all([
    ports.stacks.find(stackName),
    // Knows the bucket with the record alone: what cannot be had says only that nothing is known of sleep.
    ports.stacks.find(applicationStackName).catch(() => undefined),
  ]);
  if (stack === undefined || stackState(stack.status) === 'deleted') {
    return { kind: 'nothing-there', stackName, meant: await branchesMeant(ports.stacks, target, owner) };
  }
  checkOwner(stack, owner, target);
  const { status } = stack;
  if (status.startsWith('DELETE_')) return { kind: 'going', stackName, status };
  const url = webAddress(stack.outputs[serviceOutputs(service).url]);
  if (url === undefined) return { kind: 'no-url', stackName, status, service };
  const bucket = application?.outputs[applicationOutputs.bundleBucket];
  const read = bucket && (await ports.records.read({ bucket, targetId, stackId: stack.id }).catch(() => undefined));
  const sleep = read ? read.record.sleep : undefined;
  return { kind: 'there', url, ...(sleep && { sleep }) };
}
