import type { StackRecord } from '../stacks/stack';
import type { StackModel } from '../template/stack-model';
import { cleanUp } from './clean-up';
import { type Engine, type Operation, undoing } from './engine';
import { modelFor } from './model-for';
import { applyModel } from './resource/apply-model';
import { reasonOf } from './resource/resource-events';
import { rollBackUpdate } from './roll-back-update';

/** Brings a stack that is UPDATE_IN_PROGRESS to its new request; `stable` holds what it was. */
export async function updateStack(operation: Operation): Promise<void> {
  const { engine, stack } = operation;
  let failure: string;
  try {
    const model = modelFor(engine, stack, stack.request.templateBody, stack.request.parameters);
    const applied = await applyModel(operation, model, 'update');
    if (operation.shutdown.aborted) {
      return;
    }
    if ('outputs' in applied) {
      stack.outputs = applied.outputs;
      await finish(engine, operation, stack, model);
      return;
    }
    failure = applied.failure;
  } catch (error) {
    failure = reasonOf(error);
  }
  if (stack.disableRollback && operation.stopped() !== 'cancel') {
    engine.store.setStatus(stack, 'UPDATE_FAILED', failure);
    return;
  }
  engine.store.setStatus(stack, 'UPDATE_ROLLBACK_IN_PROGRESS', failure);
  await rollBackUpdate(operation, []);
}

async function finish(engine: Engine, operation: Operation, stack: StackRecord, model: StackModel): Promise<void> {
  for (const record of Object.values(stack.resources).filter(({ logicalId }) => !model.resources.has(logicalId))) {
    stack.leftovers.push(record);
    delete stack.resources[record.logicalId];
  }
  stack.stable = undefined;
  // AWS passes this state even when nothing is to be deleted.
  engine.store.setStatus(stack, 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
  await cleanUp(undoing(operation), 'update');
  if (!operation.shutdown.aborted) {
    engine.store.setStatus(stack, 'UPDATE_COMPLETE');
  }
}
