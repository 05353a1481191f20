import { randomUUID } from 'node:crypto';
import { PreviewError } from '../errors';
import type { ChangeStarted, Stack, StackChange } from '../ports/stacks';
import { duration } from '../text/duration';
import { firstCause } from './first-cause';
import { type Followed, followStack } from './follow-stack';
import type { RemovalPorts } from './remove-stack';
import { type Settling, settleStack } from './settle-stack';

export interface PutStack extends Settling {
  /** As it was found a moment ago. */
  readonly found: Stack | undefined;
  readonly change: Omit<StackChange, 'token' | 'stackName'>;
  /** Called with a stack that is there and takes a change, before the change is asked for; again when that has to be repeated. @default nothing */
  readonly changing?: (stack: Stack) => Promise<void>;
  /** Called as soon as the id is known, while CloudFormation works. @default nothing */
  readonly started?: (stackId: string) => Promise<void>;
}

export interface PutResult {
  readonly operation: 'created' | 'updated' | 'unchanged';
  readonly stack: Stack;
}

/** A change waits for an operation that is under way. So many in a row mean that two runs fight. */
const attempts = 5;
const racedCodes = ['stack-busy', 'stack-not-changeable', 'stack-overtaken'];
/** RDS takes up to 20 minutes, a balancer and instances come on top. */
const budgetMs = 60 * 60_000;

/**
 * Creates or updates a stack and follows it to its end.
 *
 * @throws PreviewError `stack-failed` with the first cause; `stack-time-up`; what settling throws; what the port throws
 */
export async function putStack(ports: RemovalPorts, put: PutStack): Promise<PutResult> {
  return followChange(ports, put, await change(ports, put));
}

/** Follows a change that was asked for to its end. @throws PreviewError `stack-failed`, `stack-time-up`, `stack-vanished` */
export async function followChange(
  ports: Pick<RemovalPorts, 'stacks' | 'clock'>,
  put: Pick<PutStack, 'stackName' | 'tell' | 'signal' | 'started'>,
  { started, token, formerStatus }: BegunChange,
): Promise<PutResult> {
  const { stackName, tell, signal } = put;
  const { stackId } = started;
  if (started.kind === 'unchanged') {
    tell({ kind: 'stack-unchanged', stackName, stackId });
    const stack = await ports.stacks.find(stackId);
    if (stack) return { operation: 'unchanged', stack };
    throw vanished(stackName);
  }
  const { operation, resources } = started;
  tell({
    ...{ kind: 'stack-operation-started', stackName, stackId, operation },
    ...formerStatus,
    ...(resources && { resources }),
  });
  await put.started?.(stackId);
  const followed = await followStack(ports, { stackName, stackId, token }, { tell, budgetMs, signal });
  // "The stack has been updated and is usable" (CloudFormation's guide, stack status codes): only what was replaced still goes.
  const cleaning = followed.stack?.status === 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  if (!followed.ended && followed.stack && cleaning) return { operation: 'updated', stack: followed.stack };
  if (!followed.ended) throw timeUp(stackName, followed);
  if (followed.stack === undefined || followed.status.startsWith('DELETE_')) throw vanished(stackName);
  const good = operation === 'create' ? 'CREATE_COMPLETE' : 'UPDATE_COMPLETE';
  if (followed.status !== good) throw failed(stackName, operation, followed);
  return { operation: operation === 'create' ? 'created' : 'updated', stack: followed.stack };
}

export interface BegunChange {
  readonly started: ChangeStarted;
  readonly token: string;
  readonly formerStatus: { readonly formerStatus?: string };
}

async function change(ports: RemovalPorts, put: PutStack): Promise<BegunChange> {
  let { found } = put;
  for (let attempt = 1; ; attempt += 1) {
    const stack = await settleStack(ports, found, put);
    put.signal?.throwIfAborted();
    if (stack) await put.changing?.(stack);
    const token = `deploy-${randomUUID()}`;
    try {
      const started = await ports.stacks.change({ ...put.change, stackName: put.stackName, token });
      return { started, token, formerStatus: stack ? { formerStatus: stack.status } : {} };
    } catch (error) {
      const raced = error instanceof PreviewError && racedCodes.includes(error.code);
      if (!raced || attempt === attempts) throw error;
      found = await ports.stacks.find(put.stackName);
    }
  }
}

function failed(stackName: string, operation: string, followed: Followed): PreviewError {
  const cause = firstCause(followed.events, followed.stack?.id ?? '');
  const why = cause
    ? `${cause.logicalId} (${cause.type}): ${cause.reason}`
    : (followed.stack?.statusReason ?? 'CloudFormation gives no reason');
  return new PreviewError('stack-failed', `The ${operation} of ${stackName} failed at ${why}`, {
    fault: 'world',
    hint: afterwards(followed.status),
  });
}

/** What exists now. */
function afterwards(status: string): string {
  switch (status) {
    case 'CREATE_FAILED':
      return 'The stack is kept in CREATE_FAILED so that it can be looked into; the next deploy deletes it and makes it again.';
    case 'ROLLBACK_COMPLETE':
      return 'Everything that was made is deleted again; the next deploy starts from the beginning.';
    case 'UPDATE_ROLLBACK_COMPLETE':
      return 'The former version runs on; fix the cause and deploy again.';
    default:
      return `The stack is in ${status}; look at it in CloudFormation before the next deploy.`;
  }
}

function timeUp(stackName: string, { status }: Followed): PreviewError {
  return new PreviewError('stack-time-up', `The stack ${stackName} is still in ${status} after ${duration(budgetMs)}`, {
    fault: 'world',
    hint: 'CloudFormation goes on; the next deploy waits for its end.',
  });
}

function vanished(stackName: string): PreviewError {
  return new PreviewError(
    'stack-vanished',
    `The stack ${stackName} was deleted by someone else while it was deployed`,
    {
      fault: 'world',
      hint: 'Deploy again if it is still wanted.',
    },
  );
}
