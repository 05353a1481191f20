import { exportConflict } from '../../stacks/exports';
import type { StackOutput } from '../../stacks/stack';
import type { StackModel } from '../../template/stack-model';
import type { Operation } from '../engine';
import { evaluateOutputs } from '../evaluate-outputs';
import { runInOrder } from '../run-in-order';
import { reasonOf } from './resource-events';
import { resourceScope } from './resource-scope';
import { updateResource } from './update-resource';

export type Applied = { readonly outputs: readonly StackOutput[] } | { readonly failure: string };

/**
 * Makes and changes the model's resources in the order of their dependencies, side by side. After the first failure nothing more is
 * begun and what is in flight is cancelled. Nothing is deleted here.
 */
export async function applyModel(
  operation: Operation,
  model: StackModel & { readonly imports: ReadonlySet<string> },
  verb: 'create' | 'update',
): Promise<Applied> {
  const { engine, stack } = operation;
  const siblings = new AbortController();
  const signal = AbortSignal.any([operation.signal, siblings.signal]);
  const failed: string[] = [];
  const works = [...model.resources.values()].map((resource) => ({
    key: resource.logicalId,
    needs: resource.dependsOn,
    run: async () => {
      const success = !signal.aborted && (await updateResource(operation, model, resource, signal));
      if (!success) {
        failed.push(resource.logicalId);
        siblings.abort();
      }
      return success;
    },
  }));
  await runInOrder(works, { stopAtFailure: true });
  stack.imports = [...model.imports];
  const stopped = operation.stopped();
  if (stopped === 'timeout') {
    return { failure: 'Stack creation time exceeded the specified timeout. ' };
  }
  if (stopped === 'cancel') {
    return { failure: 'User Initiated' };
  }
  if (failed.length > 0 || stopped !== undefined) {
    return { failure: `The following resource(s) failed to ${verb}: [${failed.join(', ')}]. ` };
  }
  try {
    const outputs = evaluateOutputs(model, resourceScope(model, stack.resources));
    const conflict = exportConflict(engine.store, stack, outputs);
    return conflict === undefined ? { outputs } : { failure: conflict };
  } catch (error) {
    return { failure: reasonOf(error) };
  }
}
