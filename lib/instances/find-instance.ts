import { PreviewError, survivable } from '../errors';
import { namesOf } from '../naming/resource-names';
import type { Account } from '../ports/account';
import type { Environments } from '../ports/environments';
import type { InstanceGroups } from '../ports/instance-groups';
import type { PreviewRecord } from '../ports/record';
import type { Records } from '../ports/records';
import type { SourceRepository } from '../ports/source-repository';
import type { Stack, Stacks } from '../ports/stacks';
import { applicationOf } from '../previews/application-of';
import { checkNamedAccount } from '../previews/check-account';
import { checkOwner } from '../previews/check-owner';
import { heldNow } from '../previews/held/held-now';
import { ownerOf } from '../previews/preview';
import type { ResolvedSettings } from '../settings/resolve';
import { stackState } from '../stacks/stack-state';
import { moment } from '../text/moment';

/** What finding an instance asks of the world. It changes nothing. */
export interface InstancePorts {
  readonly account: Account;
  readonly stacks: Pick<Stacks, 'find'>;
  readonly records: Pick<Records, 'read'>;
  readonly environments: Pick<Environments, 'instances'>;
  readonly groups: Pick<InstanceGroups, 'find'>;
  readonly repository: Pick<SourceRepository, 'identity'>;
}

/** Which instance of a target is meant. */
export interface InstanceWish {
  /** @default 'web' */
  readonly service?: string | undefined;
  /** Its id, `i-…`. @default the first that is not held */
  readonly instance?: string | undefined;
  /** The one that is held. @default false */
  readonly held?: boolean | undefined;
}

/** An instance that runs, and whose it is. */
export interface FoundInstance {
  readonly service: string;
  readonly environmentName: string;
  /** `i-…` */
  readonly instanceId: string;
  /** The environment stack. */
  readonly stack: Stack;
}

const idForm = /^i-[0-9a-f]{8,17}$/;

/**
 * The instance of a target that is meant: the one named, the one that is held, else the first that serves.
 *
 * @throws PreviewError `option-invalid` for what no target of these settings has; `instance-missing`; `account-wrong`; `stack-not-ours`
 */
export async function findInstance(
  ports: InstancePorts,
  settings: ResolvedSettings,
  { service = 'web', instance, held = false }: InstanceWish,
): Promise<FoundInstance> {
  checkWish(settings, service, instance, held);
  const { project, target, values } = settings;
  const names = namesOf(project, target);
  const environmentName = names.environmentName(service);
  await checkNamedAccount(ports.account, values);
  const [stack, applicationStack] = await Promise.all([
    ports.stacks.find(names.stackName),
    ports.stacks.find(names.applicationStackName),
  ]);
  if (stack) checkOwner(stack, ownerOf(settings, ports.repository), target);
  if (stack === undefined || stackState(stack.status) === 'deleted') {
    throw missing(`There is no stack ${names.stackName}`, 'Deploy first: `preview-stacks list` shows what is there.');
  }
  const bucket = applicationOf(applicationStack, names.stage, values.region)?.bundleBucket;
  const [running, record] = await Promise.all([
    ports.environments.instances(environmentName),
    bucket === undefined ? undefined : readRecord(ports, { bucket, targetId: names.targetId, stackId: stack.id }),
  ]);
  const ofService = record && { ...record, held: (record.held ?? []).filter((one) => one.service === service) };
  const heldIds = (await heldNow(ports, { names, record: ofService })).map(({ instanceId }) => instanceId);
  const instanceId = choose({ environmentName, running, heldIds, instance, held, record });
  return { service, environmentName, instanceId, stack };
}

/** Without it nothing is known of what is held or asleep, and a look inside is all the more wanted. */
async function readRecord(
  { records }: InstancePorts,
  location: Parameters<Records['read']>[0],
): Promise<PreviewRecord | undefined> {
  const kept = await records.read(location).catch((error: unknown) => void survivable(error));
  return kept?.record;
}

function checkWish({ values }: ResolvedSettings, service: string, instance: string | undefined, held: boolean): void {
  const services = Object.keys(values.services);
  if (!services.includes(service)) {
    throw invalid(`--service is "${service}", which the settings do not name`, `It can be ${services.join(' or ')}.`);
  }
  if (instance !== undefined && held) throw invalid('Both --instance and --held were given', 'Give one of them.');
  if (instance !== undefined && !idForm.test(instance)) {
    throw invalid(`--instance is "${instance}"`, 'Write the id of an instance, such as i-0123456789abcdef0.');
  }
}

interface Choice {
  readonly environmentName: string;
  readonly running: readonly string[];
  readonly heldIds: readonly string[];
  readonly instance: string | undefined;
  readonly held: boolean;
  readonly record: PreviewRecord | undefined;
}

function choose({ environmentName, running, heldIds, instance, held, record }: Choice): string {
  // Whether Beanstalk lists an instance in standby is not documented: the record knows it in any case.
  const all = [...new Set([...running, ...heldIds])].sort();
  if (instance !== undefined) {
    if (all.includes(instance)) return instance;
    throw missing(`${environmentName} has no instance ${instance}`, `It has ${all.join(', ') || 'none'}.`);
  }
  if (held) {
    const [first, ...others] = heldIds;
    if (first !== undefined && others.length === 0) return first;
    throw missing(
      first === undefined
        ? `No instance of ${environmentName} is held`
        : `${heldIds.length} instances of ${environmentName} are held`,
      first === undefined
        ? 'Hold one with `preview-stacks hold`, or leave --held out.'
        : `Name one with --instance: ${heldIds.join(', ')}.`,
    );
  }
  const chosen = all.find((id) => !heldIds.includes(id)) ?? all[0];
  if (chosen !== undefined) return chosen;
  const { sleep } = record ?? {};
  if (sleep) {
    const by = sleep.by === undefined ? '' : `, put to sleep by ${sleep.by}`;
    throw missing(
      `${environmentName} has no instance: it is asleep since ${moment(new Date(sleep.since))}${by}`,
      'Wake it with `preview-stacks wake`.',
    );
  }
  throw missing(`${environmentName} has no instance`, 'Deploy again when the environment has one.');
}

function missing(message: string, hint: string): PreviewError {
  return new PreviewError('instance-missing', message, { fault: 'world', hint });
}

function invalid(message: string, hint: string): PreviewError {
  return new PreviewError('option-invalid', message, { fault: 'user', hint });
}
