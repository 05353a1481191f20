import type { InstanceGroup } from '../../ports/instance-groups';

/** Auto Scaling's word for what an instance does; undefined when it is not in the group, or is ending. */
export function lifecycleOf(group: InstanceGroup | undefined, instanceId: string): string | undefined {
  const lifecycle = group?.instances.find(({ id }) => id === instanceId)?.lifecycle;
  return lifecycle === undefined || lifecycle.startsWith('Terminat') ? undefined : lifecycle;
}
