import { PreviewError } from '../errors';
import { errorName } from './errors';

/** AWS says surely that there is no such stack. Any other ValidationError is a doubt (trap T32). */
export function isNoSuchStack(error: unknown): boolean {
  return errorName(error) === 'ValidationError' && /does not exist/i.test((error as Error).message);
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
        : 'Delete the stack, or mend it by hand in CloudFormation.',
    },
  );
}

/** CloudFormation says in words only why it refuses an operation on a stack. */
export function refusedOperation(error: unknown, name: string, wish: string): PreviewError | undefined {
  if (!/^(ValidationError|InvalidChangeSetStatus.*|OperationInProgressException)$/.test(errorName(error)))
    return undefined;
  const { message } = error as Error;
  if (/TerminationProtection is enabled/i.test(message)) {
    return new PreviewError('stack-protected', `stack ${name} has termination protection`, {
      fault: 'world',
      hint: 'Set `terminationProtection: false` for this target and deploy it, then repeat.',
    });
  }
  const status = /\b([A-Z]+(?:_[A-Z]+)+)\b/.exec(message)?.[1];
  return status === undefined ? undefined : stackRefuses(name, status, wish);
}
