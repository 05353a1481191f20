import type { StackEvent } from '../ports/stacks';

/** The resource that failed first, and why. */
export interface Cause {
  readonly logicalId: string;
  readonly type: string;
  readonly reason: string;
}

/**
 * Why an operation failed: the first resource that failed by itself. CloudFormation cancels those that were under way beside
 * it, and then sums up on the stack: neither says anything.
 *
 * @param events of one operation, oldest first
 */
export function firstCause(events: readonly StackEvent[], stackId: string): Cause | undefined {
  const failed = events.filter(
    (event) =>
      event.status.endsWith('_FAILED') && event.physicalId !== stackId && !/cancell?ed/i.test(event.reason ?? ''),
  );
  const first = failed.find((event) => event.reason) ?? failed[0];
  return (
    first && { logicalId: first.logicalId, type: first.type, reason: first.reason ?? 'CloudFormation gives no reason' }
  );
}
