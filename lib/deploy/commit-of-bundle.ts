import type { BundleLocation } from '../ports/bundles';
import { previewPrefix } from '../previews/preview';
import type { DeployPorts } from './deploy-request';

/** The commit that a kept bundle was deployed with, as the record of its target says; undefined when no record knows. */
export async function commitOfBundle(
  ports: Pick<DeployPorts, 'stacks' | 'otherStacks' | 'records'>,
  project: string,
  { bucket, targetId, hash }: BundleLocation,
): Promise<string | undefined> {
  const stage = targetId === 'production' || targetId === 'staging';
  const stackName = stage ? `${project}-${targetId}` : previewPrefix(project) + targetId;
  const stack = (await ports.stacks.find(stackName)) ?? (await ports.otherStacks?.find(stackName));
  if (stack === undefined) return undefined;
  const kept = await ports.records.read({ bucket, targetId, stackId: stack.id });
  return kept?.record.deploys.find((deploy) => Object.values(deploy.bundles).includes(hash))?.commit;
}
