import type { TargetNames } from '../../naming/resource-names';
import type { InstanceGroup, InstanceGroups } from '../../ports/instance-groups';
import type { HeldInstance, PreviewRecord } from '../../ports/record';
import { lifecycleOf } from './lifecycle-of';

/**
 * What is held of a preview now. Any branch's job may write any record: what it names is none of ours until it is in the group of that service of this
 * very preview. Nothing is asked, and no client is loaded, where the record names none.
 */
export async function heldNow(
  ports: { readonly groups: Pick<InstanceGroups, 'find'> },
  {
    names,
    record,
  }: { readonly names: Pick<TargetNames, 'environmentName'>; readonly record: PreviewRecord | undefined },
): Promise<readonly HeldInstance[]> {
  const there: HeldInstance[] = [];
  const found = new Map<string, InstanceGroup | undefined>();
  for (const one of record?.held ?? []) {
    const { service, instanceId } = one;
    if (!found.has(service)) found.set(service, await ports.groups.find(names.environmentName(service)));
    if (lifecycleOf(found.get(service), instanceId) !== undefined) there.push(one);
  }
  return there;
}
