import { isInProgress, type StackStatus } from '../stacks/stack-status';
import type { StackStore } from '../stacks/stack-store';

const reason = 'The endpoint was stopped while this operation was under way.';

/** What an operation becomes that was cut off. A clean-up after an update never fails a stack. */
const outcomes: Partial<Record<StackStatus, StackStatus>> = {
  CREATE_IN_PROGRESS: 'CREATE_FAILED',
  ROLLBACK_IN_PROGRESS: 'ROLLBACK_FAILED',
  DELETE_IN_PROGRESS: 'DELETE_FAILED',
  UPDATE_IN_PROGRESS: 'UPDATE_FAILED',
  UPDATE_COMPLETE_CLEANUP_IN_PROGRESS: 'UPDATE_COMPLETE',
  UPDATE_ROLLBACK_IN_PROGRESS: 'UPDATE_ROLLBACK_FAILED',
  UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS: 'UPDATE_ROLLBACK_COMPLETE',
};

/** Ends the operations that were under way when the endpoint stopped; called once, before the first request. */
export function endInterruptedOperations(store: StackStore): void {
  for (const stack of store.all()) {
    const outcome = isInProgress(stack.status) ? outcomes[stack.status] : undefined;
    if (outcome === undefined) {
      continue;
    }
    for (const record of Object.values(stack.resources).filter(({ status }) => status.endsWith('_IN_PROGRESS'))) {
      record.status = record.status.replace('_IN_PROGRESS', '_FAILED');
      record.reason = reason;
      record.updatedAt = store.addEvent(stack, {
        logicalId: record.logicalId,
        physicalId: record.physicalId ?? '',
        type: record.type,
        status: record.status,
        reason,
      });
    }
    store.setStatus(stack, outcome, reason);
  }
}
