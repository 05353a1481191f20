import { StackStatus } from '@aws-sdk/client-cloudformation';
import { PreviewError } from '../../errors';
import { visible } from '../../text/visible';
import { errorName } from '../errors';

/** AWS says surely that there is no such stack. Any other ValidationError is a doubt (trap T32). */
export function isNoSuchStack(error: unknown): boolean {
  return (
    errorName(error) === 'ValidationError' &&
    /^Stack (with id \S+|\[[^\]]*\]|'[^']*') does not exist/.test((error as Error).message)
  );
}

/**
 * CloudFormation refuses a change since somebody else changed, made or removed the stack after our look at it. Its words: LocalStack's
 * recordings test_name_conflicts (2023-11-22), test_describe_changeset_after_delete (2025-09-11), test_empty_changeset (2022-08-10);
 * "execution status of [OBSOLETE]": aws/amazon-chime-sdk-js#1089 (2021-02-23).
 */
export function overtaken(error: unknown, name: string): PreviewError | undefined {
  const code = errorName(error);
  const message = code === '' ? '' : (error as Error).message;
  const isLate =
    code === 'ChangeSetNotFound' ||
    code === 'ChangeSetNotFoundException' ||
    isNoSuchStack(error) ||
    /^Stack \[[^\]]*\] already exists and cannot be created again with the changeSet\b/.test(message) ||
    (code.startsWith('InvalidChangeSetStatus') &&
      /cannot be executed in its current (execution )?status of \[(OBSOLETE|FAILED|DELETE_\w+)\]/.test(message));
  return isLate ? changedMeanwhile(name, message) : undefined;
}

export function changedMeanwhile(name: string, said: string): PreviewError {
  return new PreviewError('stack-overtaken', `somebody else changed stack ${name} meanwhile: ${visible(said, 400)}`, {
    fault: 'world',
    hint: 'Repeat: it looks at the stack again and goes on from what is there.',
  });
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
      hint: busy ? 'Wait until the operation under way has ended and repeat.' : afterwards(status),
    },
  );
}

function afterwards(status: string): string {
  return status === 'DELETE_COMPLETE'
    ? 'Repeat: the stack is gone, and a deploy makes it anew.'
    : 'Look at its events in CloudFormation, fix there what stopped it, and repeat.';
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
