import { PreviewError } from '../../errors';
import { serviceOutputs } from '../../facts/environment-outputs';
import type { InstanceGroup } from '../../ports/instance-groups';
import type { KeptSize } from '../../ports/record';
import type { Deployed } from '../../previews/deployed/look-at';
import { environmentsIn, serviceUnknown } from '../../stacks/revise/deployed-template';
import { isSingleInstance, sizesOf } from '../../stacks/revise/sizes';
import { visible } from '../../text/visible';
import type { HoldPorts } from './hold-request';
import { impossible } from './impossible';

/** The instance that is held, and the group around it. */
export interface Chosen {
  readonly service: string;
  readonly environmentName: string;
  readonly instanceId: string;
  readonly group: InstanceGroup;
  /** By the deployed template. */
  readonly sizes: KeptSize;
}

/**
 * The instance that was asked for, or the first that is in service.
 *
 * @throws PreviewError `service-unknown`, `hold-impossible`, `instance-missing`, `instance-unknown`
 */
export async function chooseInstance(
  { groups }: Pick<HoldPorts, 'groups'>,
  { names, stack }: Deployed,
  wanted: { readonly body: string; readonly service: string; readonly instanceId?: string | undefined },
): Promise<Chosen> {
  const { service } = wanted;
  const environmentName = names.environmentName(service);
  const environments = environmentsIn(wanted.body);
  const environment = environments.get(environmentName);
  if (environment === undefined) {
    const beginning = names.environmentName('');
    const all = [...environments.keys()].filter((name) => name.startsWith(beginning));
    throw serviceUnknown(
      service,
      all.map((name) => name.slice(beginning.length)),
    );
  }
  if (isSingleInstance(environment)) {
    const because = `${service} is a single instance with an address of its own, and no balancer could send its requests to another one`;
    throw impossible(because, "Set routing to 'shared-load-balancer', deploy, and repeat; `exec` reaches it as it is.");
  }
  if (stack.outputs[serviceOutputs(service).queueUrl] !== undefined) {
    const because = `${service} is a worker, whose instances fetch their messages themselves, in standby too`;
    throw impossible(because, '`preview-stacks exec` reaches it as it is.');
  }
  const group = await groups.find(environmentName);
  const serving = inService(group);
  const instanceId = wanted.instanceId ?? serving[0];
  if (group === undefined || instanceId === undefined) throw instanceMissing(environmentName);
  if (!group.instances.some(({ id }) => id === instanceId)) throw instanceUnknown(instanceId, service, serving);
  return { service, environmentName, instanceId, group, sizes: sizesOf(environment) };
}

/** Ids of those that get requests, in order. */
export function inService(group: InstanceGroup | undefined): readonly string[] {
  return (group?.instances ?? [])
    .filter(({ lifecycle }) => lifecycle === 'InService')
    .map(({ id }) => id)
    .sort();
}

function instanceUnknown(instanceId: string, service: string, serving: readonly string[]): PreviewError {
  return new PreviewError('instance-unknown', `${visible(instanceId)} is no instance of ${service} of this preview`, {
    fault: 'user',
    hint: serving.length === 0 ? 'None is in service now.' : `Those in service: ${serving.join(', ')}.`,
  });
}

function instanceMissing(environmentName: string): PreviewError {
  return new PreviewError('instance-missing', `${environmentName} has no instance to hold`, {
    fault: 'world',
    hint: 'Repeat when the environment has one: `preview-stacks list` shows its state.',
  });
}
