import { randomUUID } from 'node:crypto';
import { PreviewError } from '../errors';
import type { Buckets } from '../ports/buckets';
import type { Clock } from '../ports/clock';
import type { Stack, StackResource, Stacks } from '../ports/stacks';
import { emptyBuckets } from './empty-buckets';
import { type Cause, firstCause } from './first-cause';
import { type Followed, followStack, type Watch } from './follow-stack';

export interface RemovalPorts {
  readonly stacks: Stacks;
  readonly buckets: Buckets;
  readonly clock: Clock;
}

/** How the deletion of one stack ended. */
export type StackRemoval =
  | { readonly kind: 'deleted' }
  | { readonly kind: 'protected'; readonly because: string }
  | { readonly kind: 'refused'; readonly because: string; readonly cause?: Cause }
  | { readonly kind: 'bucket-blocked'; readonly because: string; readonly cause?: Cause }
  | { readonly kind: 'time-up'; readonly because: string };

/** One that finds a bucket in the way, one that goes through, one for what was written in between. */
const attempts = 3;

/**
 * Deletes a stack by its id and confirms it. The app goes first, so that nobody writes any more when a bucket that stood in
 * the way is emptied; then once more. RetainResources and forced deletion are never used: they leave what costs (trap T35).
 */
export async function removeStack(
  ports: RemovalPorts,
  stack: Stack,
  options: Watch & { readonly roleArn?: string | undefined },
): Promise<StackRemoval> {
  // Failed before: what stood in the way is known.
  if (stack.status === 'DELETE_FAILED') {
    const blocked = await emptyBlocking(ports, stack, undefined, options);
    if (typeof blocked !== 'number') return blocked;
  }
  for (let attempt = 1; ; attempt += 1) {
    const token = `remove-${randomUUID()}`;
    options.tell({
      kind: 'stack-operation-started',
      stackName: stack.name,
      stackId: stack.id,
      operation: 'delete',
      formerStatus: stack.status,
    });
    try {
      const role = options.roleArn === undefined ? {} : { roleArn: options.roleArn };
      await ports.stacks.remove(stack.id, { token, ...role });
    } catch (error) {
      return refusal(error);
    }
    const followed = await followStack(ports, { stackId: stack.id, stackName: stack.name, token }, options);
    if (followed.ended && followed.status === 'DELETE_COMPLETE') return { kind: 'deleted' };
    if (!followed.ended) return { kind: 'time-up', because: `${stack.name} is still in ${followed.status}` };
    const cause = firstCause(followed.events, stack.id);
    if (followed.status !== 'DELETE_FAILED' || attempt === attempts) return notDeleted(stack, followed, cause);
    const emptied = await emptyBlocking(ports, stack, cause, options);
    if (typeof emptied !== 'number') return emptied;
    if (emptied === 0) return notDeleted(stack, followed, cause);
  }
}

/** Empties the buckets that could not be deleted; how many, or why that cannot be. */
async function emptyBlocking(ports: RemovalPorts, stack: Stack, cause: Cause | undefined, watch: Watch) {
  const blocking = (resource: StackResource) => resource.status === 'DELETE_FAILED';
  try {
    return await emptyBuckets(ports, stack, blocking, watch);
  } catch (error) {
    watch.signal?.throwIfAborted();
    if (!(error instanceof PreviewError)) throw error;
    return { kind: 'bucket-blocked' as const, because: error.message, ...(cause && { cause }) };
  }
}

function refusal(error: unknown): StackRemoval {
  if (!(error instanceof PreviewError)) throw error;
  return { kind: error.code === 'stack-protected' ? 'protected' : 'refused', because: error.message };
}

function notDeleted(stack: Stack, followed: Followed, cause: Cause | undefined): StackRemoval {
  const why = cause
    ? `${cause.logicalId} (${cause.type}): ${cause.reason}`
    : (followed.stack?.statusReason ?? 'no reason given');
  return { kind: 'refused', because: `${stack.name} is in ${followed.status}: ${why}`, ...(cause && { cause }) };
}
