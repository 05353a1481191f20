import type { ResourceRecord } from '../stacks/stack';
import { cleanUp } from './clean-up';
import { type Operation, undoing } from './engine';
import { reasonOf, setResourceStatus } from './resource/resource-events';
import { sameValue } from './resource/same-value';
import { changeInPlace } from './resource/update-resource';
import { runInOrder } from './run-in-order';

/**
 * Brings a stack that is UPDATE_ROLLBACK_IN_PROGRESS back to its stable state: replaced resources are taken back into use, changed ones changed
 * back, new ones deleted in the clean-up. Ends in UPDATE_ROLLBACK_FAILED when a resource cannot be changed back; those in `skipped` are left as they are.
 */
export async function rollBackUpdate(forward: Operation, skipped: readonly string[]): Promise<void> {
  const operation = undoing(forward);
  const { engine, stack } = operation;
  const stable = stack.stable;
  if (!stable) {
    engine.store.setStatus(stack, 'UPDATE_ROLLBACK_COMPLETE');
    return;
  }
  const failed: string[] = [];
  const works = Object.values(stable.resources).map((former) => ({
    key: former.logicalId,
    needs: former.dependsOn,
    run: async () => {
      const success = await bringBack(operation, former, skipped.includes(former.logicalId));
      if (!success) {
        failed.push(former.logicalId);
      }
      return success;
    },
  }));
  await runInOrder(works, { stopAtFailure: false });
  if (operation.shutdown.aborted) {
    return;
  }
  if (failed.length > 0) {
    const reason = `The following resource(s) failed to update: [${failed.join(', ')}]. `;
    engine.store.setStatus(stack, 'UPDATE_ROLLBACK_FAILED', reason);
    return;
  }
  for (const record of Object.values(stack.resources).filter(({ logicalId }) => !stable.resources[logicalId])) {
    stack.leftovers.push(record);
    delete stack.resources[record.logicalId];
  }
  stack.request = stable.request;
  stack.imports = stable.imports;
  stack.stable = undefined;
  engine.store.setStatus(stack, 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS');
  await cleanUp(operation, 'rollback');
  if (!operation.shutdown.aborted) {
    engine.store.setStatus(stack, 'UPDATE_ROLLBACK_COMPLETE');
  }
}

async function bringBack(operation: Operation, former: ResourceRecord, skip: boolean): Promise<boolean> {
  const { stack } = operation;
  const current = stack.resources[former.logicalId];
  if (!current || current.physicalId !== former.physicalId) {
    const record = structuredClone(former);
    if (current) {
      stack.leftovers.push(current);
    }
    stack.leftovers = stack.leftovers.filter(
      ({ logicalId, physicalId }) => logicalId !== former.logicalId || physicalId !== former.physicalId,
    );
    stack.resources[former.logicalId] = record;
    setResourceStatus(operation, record, 'UPDATE_COMPLETE');
    return true;
  }
  const { dependsOn, deletionPolicy, updateReplacePolicy, metadata } = former;
  Object.assign(current, { dependsOn, deletionPolicy, updateReplacePolicy, metadata });
  const untouched =
    current.attempted === undefined &&
    sameValue(current.properties, former.properties) &&
    sameValue(current.tags, former.tags);
  if (untouched && current.status.endsWith('_COMPLETE')) {
    return true;
  }
  if (untouched || skip) {
    current.attempted = undefined;
    setResourceStatus(operation, current, 'UPDATE_COMPLETE');
    return true;
  }
  setResourceStatus(operation, current, 'UPDATE_IN_PROGRESS');
  try {
    await changeInPlace(operation, current, former, operation.signal);
  } catch (error) {
    setResourceStatus(operation, current, 'UPDATE_FAILED', { reason: reasonOf(error) });
    return false;
  }
  setResourceStatus(operation, current, 'UPDATE_COMPLETE');
  return true;
}
