import type { StackOutput, StackRecord } from './stack';
import type { StackStore } from './stack-store';

export interface Export {
  readonly name: string;
  readonly value: string;
  readonly stackId: string;
}

export function exportsIn(store: StackStore, region: string): readonly Export[] {
  return living(store, region).flatMap((stack) =>
    stack.outputs.flatMap(({ exportName, value }) =>
      exportName === undefined ? [] : [{ name: exportName, value, stackId: stack.id }],
    ),
  );
}

/** Names of the stacks that import an export. */
export function importersOf(store: StackStore, region: string, name: string): readonly string[] {
  return living(store, region)
    .filter(({ imports }) => imports.includes(name))
    .map((stack) => stack.name);
}

/** Why the stack may not have these outputs instead of its present ones; undefined when it may. */
export function exportConflict(
  store: StackStore,
  stack: StackRecord,
  outputs: readonly StackOutput[],
): string | undefined {
  for (const { exportName, value } of stack.outputs) {
    const importers = exportName === undefined ? [] : importersOf(store, stack.region, exportName);
    const next = outputs.find((output) => output.exportName === exportName);
    if (importers.length > 0 && next?.value !== value) {
      return `Export ${exportName} cannot be ${next ? 'updated' : 'deleted'} as it is in use by ${importers.join(', ')}`;
    }
  }
  for (const { exportName } of outputs) {
    const other = exportsIn(store, stack.region).find(
      ({ name, stackId }) => name === exportName && stackId !== stack.id,
    );
    if (other) {
      const owner = store.find(stack.region, other.stackId)?.name ?? other.stackId;
      return `Export with name ${exportName} is already exported by stack ${owner}. Rename this export and try again.`;
    }
  }
  return undefined;
}

function living(store: StackStore, region: string): readonly StackRecord[] {
  return store.in(region).filter(({ status }) => status !== 'DELETE_COMPLETE');
}
