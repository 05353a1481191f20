import type { ResourceAction } from '../../faults/faults';
import { AwsError } from '../../http/aws-error';
import type { ResourceRecord } from '../stacks/stack';
import type { Operation } from './engine';

/** Lets a fault that was asked for happen to a resource: it waits, or throws AwsError. */
export async function obeyFault(
  { engine, stack }: Operation,
  { logicalId, type, physicalId }: ResourceRecord,
  action: ResourceAction,
  signal: AbortSignal,
): Promise<void> {
  const resource = { stackName: stack.name, logicalId, type, ...(physicalId === undefined ? {} : { physicalId }) };
  const fault = engine.faults.resourceFault(resource, action);
  if (fault?.kind === 'refuse') {
    throw new AwsError(fault.code ?? 'GeneralServiceException', fault.message);
  }
  if (fault) {
    await pause(fault.delayMs, signal);
  }
}

/** Waits so long, or without end; throws when the signal comes first. */
function pause(milliseconds: number | undefined, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(new AwsError('GeneralServiceException', 'The operation was cancelled.'));
    };
    const finish = (): void => {
      signal.removeEventListener('abort', stop);
      resolve();
    };
    const timer = milliseconds === undefined ? undefined : setTimeout(finish, milliseconds);
    if (signal.aborted) {
      stop();
    } else {
      signal.addEventListener('abort', stop, { once: true });
    }
  });
}
