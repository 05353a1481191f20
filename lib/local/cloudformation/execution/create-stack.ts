import { deletableResources } from './deletable-resources';
import { deleteAll } from './delete-all';
import { type Operation, undoing } from './engine';
import { modelFor } from './model-for';
import { applyModel } from './resource/apply-model';
import { reasonOf } from './resource/resource-events';

/** What becomes of a stack whose creation fails. */
export type OnFailure = 'ROLLBACK' | 'DO_NOTHING' | 'DELETE';

/** Makes all resources of a stack that is CREATE_IN_PROGRESS. */
export async function createStack(operation: Operation, onFailure: OnFailure): Promise<void> {
  const { engine, stack } = operation;
  const applied = await applyRequest(operation);
  // A delete that came meanwhile takes over; an endpoint that stops says so when it starts again.
  if (operation.shutdown.aborted || operation.stopped() === 'delete') {
    return;
  }
  if ('outputs' in applied) {
    stack.outputs = applied.outputs;
    engine.store.setStatus(stack, 'CREATE_COMPLETE');
    return;
  }
  if (onFailure === 'DO_NOTHING') {
    engine.store.setStatus(stack, 'CREATE_FAILED', applied.failure);
    return;
  }
  if (onFailure === 'DELETE') {
    engine.store.setStatus(stack, 'DELETE_IN_PROGRESS', `${applied.failure}Delete requested by user.`);
  } else {
    engine.store.setStatus(stack, 'ROLLBACK_IN_PROGRESS', `${applied.failure}Rollback requested by user.`);
  }
  await rollBackCreation(operation, onFailure);
}

/** Deletes what a failed creation made. */
export async function rollBackCreation(operation: Operation, how: 'ROLLBACK' | 'DELETE'): Promise<void> {
  const { engine, stack } = operation;
  const failed = await deleteAll(undoing(operation), deletableResources(stack, 'rollback'));
  if (operation.shutdown.aborted) {
    return;
  }
  if (failed.length > 0) {
    const reason = `The following resource(s) failed to delete: [${failed.join(', ')}]. `;
    engine.store.setStatus(stack, how === 'DELETE' ? 'DELETE_FAILED' : 'ROLLBACK_FAILED', reason);
    return;
  }
  stack.imports = [];
  // AWS shows a time of deletion for a creation that was rolled back, too.
  stack.deletedAt = engine.store.tick();
  if (how === 'DELETE') {
    engine.store.setStatus(stack, 'DELETE_COMPLETE');
  } else {
    engine.store.setStatus(stack, 'ROLLBACK_COMPLETE');
  }
}

async function applyRequest(operation: Operation): ReturnType<typeof applyModel> {
  const { engine, stack } = operation;
  try {
    const model = modelFor(engine, stack, stack.request.templateBody, stack.request.parameters);
    return await applyModel(operation, model, 'create');
  } catch (error) {
    return { failure: `${reasonOf(error)} ` };
  }
}
