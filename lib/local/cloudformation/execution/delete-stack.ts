import { exportConflict } from '../stacks/exports';
import { deletableResources } from './deletable-resources';
import { deleteAll } from './delete-all';
import { type Operation, undoing } from './engine';

export interface DeleteOptions {
  readonly retained: readonly string[];
  /** Trap T35: what cannot go is left behind and the stack is gone all the same. */
  readonly force: boolean;
}

/** Deletes what is left of a stack that is DELETE_IN_PROGRESS. */
export async function deleteStack(operation: Operation, options: DeleteOptions): Promise<void> {
  const { engine, stack } = operation;
  const conflict = exportConflict(engine.store, stack, []);
  if (conflict !== undefined) {
    engine.store.setStatus(stack, 'DELETE_FAILED', conflict);
    return;
  }
  const deletions = deletableResources(stack, 'delete', options.retained);
  const failed = await deleteAll(undoing(operation), deletions, { skipFailure: options.force });
  if (operation.shutdown.aborted) {
    return;
  }
  if (failed.length > 0) {
    engine.store.setStatus(
      stack,
      'DELETE_FAILED',
      `The following resource(s) failed to delete: [${failed.join(', ')}]. `,
    );
    return;
  }
  stack.leftovers = [];
  stack.imports = [];
  stack.stable = undefined;
  stack.deletedAt = engine.store.tick();
  engine.store.setStatus(stack, 'DELETE_COMPLETE');
}
