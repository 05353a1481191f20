import { PreviewError } from '../errors';
import type { Stack } from '../ports/stacks';
import { duration } from '../text/duration';
import { awaitQuiet } from './await-quiet';
import type { Tell } from './events';
import { type RemovalPorts, removeStack } from './remove-stack';
import { isUnderWay, stackState } from './stack-state';

export interface Settling {
  readonly stackName: string;
  /** Throws for a stack with another owner. */
  readonly checkOwner: (stack: Stack) => void;
  /** CloudFormation's service role. @default the caller's own rights */
  readonly roleArn?: string | undefined;
  /** A deletion that failed may be finished, and the stack made again. */
  readonly mayFinishDeletion: boolean;
  /** A preview may be destroyed and deployed again; a stage, and what its targets share, never. @default false */
  readonly isPreview?: boolean;
  readonly tell: Tell;
  readonly signal?: AbortSignal | undefined;
}

const waitMs = 40 * 60_000;
const removalMs = 40 * 60_000;

/**
 * Brings a stack to where a change can be asked for: waits for what is under way, deletes what never came to be. Returns the
 * stack, or undefined when it is to be created.
 *
 * @throws PreviewError `stack-busy`, `stack-stuck`, `stack-not-removed`, `stack-not-ours`
 */
export async function settleStack(
  ports: RemovalPorts,
  found: Stack | undefined,
  options: Settling,
): Promise<Stack | undefined> {
  let stack = found;
  while (stack && stackState(stack.status) !== 'deleted') {
    options.checkOwner(stack);
    switch (stackState(stack.status)) {
      case 'changeable':
        return stack;
      case 'busy':
      case 'being-deleted':
        stack = await quiet(ports, stack, options);
        continue;
      case 'undeleted':
        if (!options.mayFinishDeletion) throw stuck(stack, options);
        await removeFailed(ports, stack, options);
        return undefined;
      case 'failed-creation':
        await removeFailed(ports, stack, options);
        return undefined;
      default:
        throw stuck(stack, options);
    }
  }
  return undefined;
}

async function quiet(
  ports: RemovalPorts,
  stack: Stack,
  { stackName, tell, signal }: Settling,
): Promise<Stack | undefined> {
  const after = await awaitQuiet(ports, stack, { tell, budgetMs: waitMs, signal });
  // Deleted: another run may have made it again under its name.
  if (after === undefined) return ports.stacks.find(stackName);
  if (!isUnderWay(after.status)) return after;
  throw new PreviewError(
    'stack-busy',
    `The stack ${after.name} is still in ${after.status} after ${duration(waitMs)}`,
    {
      fault: 'world',
      hint: 'Look at its events in CloudFormation, and deploy again when the operation has ended.',
    },
  );
}

async function removeFailed(ports: RemovalPorts, stack: Stack, { roleArn, tell, signal }: Settling): Promise<void> {
  const removal = await removeStack(ports, stack, { roleArn, tell, signal, budgetMs: removalMs });
  if (removal.kind === 'deleted') return;
  throw new PreviewError(
    'stack-not-removed',
    `The stack ${stack.name} is in ${stack.status}, and what is left of it could not be removed: ${removal.because}`,
    { fault: 'world', hint: 'Fix in CloudFormation what is in the way, then deploy again.' },
  );
}

/** The error for a stack that takes no change by itself. */
export function stuck(stack: Stack, { isPreview = false }: Pick<Settling, 'isPreview'>): PreviewError {
  const why = stack.statusReason ? `: ${stack.statusReason}` : '';
  return new PreviewError('stack-stuck', `The stack ${stack.name} is in ${stack.status} and takes no change${why}`, {
    fault: 'world',
    hint: isPreview
      ? 'Continue its rollback in CloudFormation to keep its data, or run `preview-stacks destroy` and deploy it again.'
      : wayOut(stack.status),
  });
}

/** For a stack whose data counts. */
function wayOut(status: string): string {
  return stackState(status) === 'undeleted'
    ? 'Look at its events in CloudFormation: a deletion of it failed, and what is left of it may hold data.'
    : 'Continue its rollback in CloudFormation, which keeps its data, and deploy again.';
}
