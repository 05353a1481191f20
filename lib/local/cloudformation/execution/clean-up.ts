import { deleteAll } from './delete-all';
import type { Operation } from './engine';

/**
 * Deletes what an update left behind: replaced and removed resources, or those it made before it was rolled back. One that cannot
 * go does not fail the stack; as on AWS an event says so, and it is then no longer the stack's.
 */
export async function cleanUp(operation: Operation, after: 'update' | 'rollback'): Promise<void> {
  const { stack, engine } = operation;
  const deletions = stack.leftovers
    .filter(({ physicalId }) => physicalId !== undefined)
    .map((record) => {
      const replaced = stack.resources[record.logicalId] !== undefined;
      // The new one of a replacement that is rolled back was never in use.
      const ofReplaced = after === 'rollback' ? 'Delete' : record.updateReplacePolicy;
      const policy = replaced ? ofReplaced : record.deletionPolicy;
      const keep = policy === 'Retain' || (policy === 'RetainExceptOnCreate' && after === 'update');
      return { record, policy, keep };
    });
  await deleteAll(operation, deletions);
  if (!operation.shutdown.aborted) {
    stack.leftovers = [];
    engine.store.changed(stack);
  }
}
