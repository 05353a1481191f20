import type { Buckets } from '../ports/buckets';
import type { Stack, StackResource, Stacks } from '../ports/stacks';
import { retainedResources } from './retained-resources';
import type { Tell } from './stack-fact';

/**
 * Empties the buckets that a stack owns and that go with it. They are found among its resources, never in its outputs, which may name
 * anybody's bucket. Returns how many there were.
 *
 * @param which those of the stack's resources that are asked for
 * @throws PreviewError `bucket-not-emptied` and the like, from the port
 */
export async function emptyBuckets(
  ports: { readonly stacks: Stacks; readonly buckets: Buckets },
  stack: Pick<Stack, 'id' | 'name'>,
  which: (resource: StackResource) => boolean,
  { tell, signal }: { readonly tell: Tell; readonly signal?: AbortSignal | undefined },
): Promise<number> {
  const owned: StackResource[] = [];
  for await (const resource of ports.stacks.resources(stack.id)) {
    const made = resource.physicalId !== '' && resource.status !== 'DELETE_COMPLETE';
    if (resource.type === 'AWS::S3::Bucket' && made && which(resource)) owned.push(resource);
  }
  if (owned.length === 0) return 0;
  const retained = retainedResources(await ports.stacks.template(stack.id));
  const doomed = owned.filter((resource) => !retained.has(resource.logicalId));
  for (const { physicalId: bucket } of doomed) {
    let deleted = 0;
    for await (const fact of ports.buckets.empty(bucket, signal)) {
      if (fact.kind !== 'gone') deleted = fact.deleted;
      tell({ kind: 'bucket-emptying', stackName: stack.name, bucket, deleted, done: fact.kind !== 'emptying' });
    }
  }
  return doomed.length;
}
