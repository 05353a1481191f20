import { randomUUID } from 'node:crypto';
import { PreviewError } from '../errors';
import type { Buckets } from '../ports/buckets';
import type { Clock } from '../ports/clock';
import type { ResourceCounts, Stack, StackResource, Stacks } from '../ports/stacks';
import { emptyBuckets } from './empty-buckets';
import { type Cause, failures, firstCause } from './first-cause';
import { type Followed, followStack, type Operation, type Watch } from './follow-stack';
import { mayPass } from './passing-cause';

export interface RemovalPorts {
  readonly stacks: Stacks;
  readonly buckets: Buckets;
  readonly clock: Clock;
}

export interface RemovalOptions extends Watch {
  readonly roleArn?: string | undefined;
  /** How an operation is watched to its end. @default by looks at this one stack */
  readonly follow?: (operation: Operation, watch: Watch) => Promise<Followed>;
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
/** What passes by itself, such as a network interface that is still attached, passes within minutes. */
const patienceMs = [30_000, 60_000, 120_000, 240_000];
/** For what stood in the way of an earlier run already: it had its time, and each run would wait for it again. */
const patienceAgainMs = patienceMs.slice(0, 1);

/**
 * Deletes a stack by its id and confirms it. The app goes first, so that the app writes no more when a bucket that stood in
 * the way is emptied; then once more. RetainResources and forced deletion are never used: they leave what costs (trap T35).
 */
export async function removeStack(ports: RemovalPorts, stack: Stack, options: RemovalOptions): Promise<StackRemoval> {
  const deadline = ports.clock.now().getTime() + options.budgetMs;
  const watch = () => ({ ...options, budgetMs: Math.max(0, deadline - ports.clock.now().getTime()), deadline });
  // Failed before: what stood in the way is known.
  if (stack.status === 'DELETE_FAILED') {
    const blocked = await emptyBlocking(ports, stack, undefined, watch());
    if (typeof blocked !== 'number') return blocked;
  }
  let patience = 0;
  for (let attempt = 1; ; ) {
    const ended = await removeOnce(ports, stack, watch());
    if (!('followed' in ended)) return ended;
    const { followed } = ended;
    const cause = firstCause(followed.events, stack.id);
    if (followed.status !== 'DELETE_FAILED' || attempt === attempts) return notDeleted(stack, followed, cause);
    const emptied = await emptyBlocking(ports, stack, cause, watch());
    if (typeof emptied !== 'number') return emptied;
    if (emptied > 0) {
      attempt += 1;
      continue;
    }
    const causes = failures(followed.events, stack.id);
    const pause = (causes.every((one) => failedBefore(stack, one)) ? patienceAgainMs : patienceMs)[patience];
    patience += 1;
    if (pause === undefined || causes.length === 0 || !causes.every(mayPass)) return notDeleted(stack, followed, cause);
    if (pause >= watch().budgetMs) return timeUp(`${stack.name} waits for ${causes[0]?.reason}`);
    await ports.clock.sleep(pause, options.signal);
  }
}

/** CloudFormation names the resources that an earlier deletion failed at: `The following resource(s) failed to delete: [A, B].` */
function failedBefore({ status, statusReason = '' }: Stack, { logicalId }: Cause): boolean {
  const named = /\[([^\]]*)\]/.exec(statusReason)?.[1] ?? '';
  return status === 'DELETE_FAILED' && named.split(/, ?/).includes(logicalId);
}

/** One deletion, watched to its end; what it ended with, when it cannot be tried again. */
async function removeOnce(
  ports: RemovalPorts,
  stack: Stack,
  options: RemovalOptions,
): Promise<StackRemoval | { readonly followed: Followed }> {
  const { name: stackName, id: stackId } = stack;
  const { roleArn, follow = (operation, watch) => followStack(ports, operation, watch) } = options;
  const token = `remove-${randomUUID()}`;
  // Who follows in another way does so to spare AWS requests.
  const resources = options.follow ? undefined : await countOf(ports.stacks, stackId);
  options.tell({
    kind: 'stack-operation-started',
    stackName,
    stackId,
    operation: 'delete',
    formerStatus: stack.status,
    ...(resources && { resources }),
  });
  try {
    await ports.stacks.remove(stackId, { token, ...(roleArn !== undefined && { roleArn }) });
  } catch (error) {
    return refusal(error);
  }
  const followed = await follow({ stackId, stackName, token }, options);
  if (followed.ended && followed.status === 'DELETE_COMPLETE') return { kind: 'deleted' };
  return followed.ended ? { followed } : timeUp(`${stackName} is still in ${followed.status}`);
}

/** Only to be shown: what AWS does not answer is not asked again. */
async function countOf(stacks: Stacks, stackId: string): Promise<ResourceCounts | undefined> {
  const counts: Record<string, number> = {};
  try {
    for await (const { type, status } of stacks.resources(stackId)) {
      if (status !== 'DELETE_COMPLETE') counts[type] = (counts[type] ?? 0) + 1;
    }
    return counts;
  } catch (error) {
    if (error instanceof PreviewError) return undefined;
    throw error;
  }
}

/** Empties the buckets that could not be deleted; how many, or why that cannot be. */
async function emptyBlocking(
  ports: RemovalPorts,
  stack: Stack,
  cause: Cause | undefined,
  watch: Watch & { readonly deadline: number },
): Promise<number | StackRemoval> {
  const blocking = (resource: StackResource) => resource.status === 'DELETE_FAILED';
  try {
    const { emptied, unfinished } = await emptyBuckets(ports, stack, blocking, watch);
    if (unfinished === undefined) return emptied;
    return timeUp(
      `bucket ${unfinished.bucket} is too large for this run: ${unfinished.deleted} versions deleted, the next run goes on`,
    );
  } catch (error) {
    watch.signal?.throwIfAborted();
    if (!(error instanceof PreviewError)) throw error;
    return { kind: 'bucket-blocked', because: error.message, ...(cause && { cause }) };
  }
}

function timeUp(because: string): StackRemoval {
  return { kind: 'time-up', because };
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
