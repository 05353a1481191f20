import { setTimeout as sleep } from 'node:timers/promises';
import type { ServiceRequest } from '../http/service';
import { faultError } from './fault-error';
import type { Faults } from './faults';

/**
 * Lets a fault on demand happen to a request. Throws AwsError for those that are answers; `cut` and `hang` are for the connection;
 * undefined when the request shall be served, perhaps after a while.
 */
export async function obeyRequestFault(
  faults: Faults,
  service: string,
  operation: string,
  request: ServiceRequest,
): Promise<'cut' | 'hang' | undefined> {
  if (faults.list().length === 0) {
    return undefined;
  }
  // What S3 is asked for stands in the address; its bodies are objects, and may be large.
  const body = service === 's3' ? '' : await request.text();
  const subject = () => readable(`${request.headers.host} ${request.path}?${request.query} ${body}`);
  const fault = faults.requestFault(service, operation, subject);
  if (!fault) {
    return undefined;
  }
  await (fault.delayMs && sleep(fault.delayMs));
  const error = faultError(service, fault);
  if (error) {
    throw error;
  }
  return { reset: 'cut' as const, silent: 'hang' as const }[fault.kind as string];
}

function readable(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
