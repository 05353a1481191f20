import type { Buckets } from '../ports/buckets';
import type { Clock } from '../ports/clock';
import type { Stack, StackResource, Stacks } from '../ports/stacks';
import type { Tell } from './events';

/** How far it came. */
export interface Emptying {
  /** Buckets that are empty or gone. */
  readonly emptied: number;
  /** The bucket at which the time was up. @default none */
  readonly unfinished?: { readonly bucket: string; readonly deleted: number };
}

/**
 * Empties the buckets that a stack owns and that go with it. They are found among its resources, never in its outputs, which may name
 * anybody's bucket.
 *
 * @param which those of the stack's resources that are asked for
 * @throws PreviewError `bucket-not-emptied` and the like, from the port
 */
export async function emptyBuckets(
  ports: { readonly stacks: Stacks; readonly buckets: Buckets; readonly clock: Clock },
  stack: Pick<Stack, 'id' | 'name'>,
  which: (resource: StackResource) => boolean,
  options: {
    readonly tell: Tell;
    readonly signal?: AbortSignal | undefined;
    /** Nothing is begun after this; milliseconds since 1970. @default no limit */
    readonly deadline?: number;
  },
): Promise<Emptying> {
  const { tell, signal, deadline = Number.POSITIVE_INFINITY } = options;
  const owned: StackResource[] = [];
  for await (const resource of ports.stacks.resources(stack.id)) {
    const made = resource.physicalId !== '' && resource.status !== 'DELETE_COMPLETE';
    if (resource.type === 'AWS::S3::Bucket' && made && which(resource)) owned.push(resource);
  }
  if (owned.length === 0) return { emptied: 0 };
  const retained = retainedResources(await ports.stacks.template(stack.id));
  const toEmpty = owned.filter((resource) => !retained.has(resource.logicalId));
  for (const [emptied, { physicalId: bucket }] of toEmpty.entries()) {
    let deleted = 0;
    for await (const fact of ports.buckets.empty(bucket, signal)) {
      if (fact.kind !== 'gone') deleted = fact.deleted;
      tell({ kind: 'bucket-emptying', stackName: stack.name, bucket, deleted, done: fact.kind !== 'emptying' });
      if (fact.kind === 'emptying' && ports.clock.now().getTime() >= deadline) {
        return { emptied, unfinished: { bucket, deleted } };
      }
    }
  }
  return { emptied: toEmpty.length };
}

/** Logical ids of the resources that outlive their stack by its template: we do not delete what they hold. */
export function retainedResources(template: string): ReadonlySet<string> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(template);
  } catch {
    // YAML, so not one of ours: CloudFormation then reports what it could not delete.
    return new Set();
  }
  const resources = (parsed as { Resources?: Record<string, { DeletionPolicy?: unknown }> } | null)?.Resources ?? {};
  const kept = Object.entries(resources).filter(([, { DeletionPolicy: policy }]) =>
    ['Retain', 'RetainExceptOnCreate'].includes(String(policy)),
  );
  return new Set(kept.map(([logicalId]) => logicalId));
}
