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
  const causes = failures(events, stackId);
  return causes.find(({ reason }) => reason !== noReason) ?? causes[0];
}

/** Every resource that failed by itself, oldest first. */
export function failures(events: readonly StackEvent[], stackId: string): readonly Cause[] {
  return events
    .filter(
      (event) =>
        event.status.endsWith('_FAILED') && event.physicalId !== stackId && !/cancell?ed/i.test(event.reason ?? ''),
    )
    .map(({ logicalId, type, reason }) => ({ logicalId, type, reason: reason ?? noReason }));
}

const noReason = 'CloudFormation gives no reason';
