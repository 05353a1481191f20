import { StackStatus } from '@aws-sdk/client-cloudformation';
import { PreviewError } from '../../errors';
import { errorName } from '../errors';

/** AWS says surely that there is no such stack. Any other ValidationError is a doubt (trap T32). */
export function isNoSuchStack(error: unknown): boolean {
  return errorName(error) === 'ValidationError' && /^Stack\b.* does not exist/.test((error as Error).message);
}

export function stackMissing(nameOrId: string): PreviewError {
  return new PreviewError('stack-missing', `there is no stack ${nameOrId}`, { fault: 'world' });
}

/** The state of a stack refuses what was asked of it. */
export function stackRefuses(name: string, status: string, wish: string): PreviewError {
  const busy = status.endsWith('_IN_PROGRESS');
  return new PreviewError(
    busy ? 'stack-busy' : 'stack-not-changeable',
    `stack ${name} is in ${status} and cannot be ${wish}`,
    {
      fault: 'world',
      hint: busy
        ? 'Wait until the operation under way has ended and repeat.'
        : 'Look at its events in CloudFormation, fix there what stopped it, and repeat.',
    },
  );
}

/** Where CloudFormation names the state of the stack itself; a role, an export or a key of a mapping may look like one. */
const stateSentences = [
  /^Stack(?::\S+| \[[^\]]*\]) is in ([A-Z_]+) state\b/,
  /^Stack(?::\S+| \[[^\]]*\]) cannot be deleted while in status ([A-Z_]+)/,
  /^This stack is currently in a non-terminal \[([A-Z_]+)\] state\b/,
];

/** CloudFormation says in words only why it refuses an operation on a stack. */
export function refusedOperation(error: unknown, name: string, wish: string): PreviewError | undefined {
  if (!/^(ValidationError|InvalidChangeSetStatus.*|OperationInProgressException)$/.test(errorName(error)))
    return undefined;
  const { message } = error as Error;
  if (/TerminationProtection is enabled/i.test(message)) {
    return new PreviewError('stack-protected', `stack ${name} has termination protection`, {
      fault: 'world',
      hint: 'Leave it; a deploy with `terminationProtection: false` in the settings of this target lifts the protection.',
    });
  }
  const status = stateSentences.map((sentence) => sentence.exec(message)?.[1]).find((found) => found !== undefined);
  return status !== undefined && status in StackStatus ? stackRefuses(name, status, wish) : undefined;
}
