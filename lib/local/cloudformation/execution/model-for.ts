import { exportsIn } from '../stacks/exports';
import type { StackRecord } from '../stacks/stack';
import type { ParameterValues } from '../template/parameter-values';
import { readTemplate } from '../template/read-template';
import { type StackModel, stackModel } from '../template/stack-model';
import { validationError } from '../validation-error';
import type { Engine } from './engine';

/** What the template and parameters ask for in this stack. Throws ValidationError. */
export function modelFor(
  engine: Engine,
  stack: Pick<StackRecord, 'id' | 'name' | 'region'>,
  templateBody: string,
  parameters: ParameterValues,
): StackModel & { readonly imports: ReadonlySet<string> } {
  const imports = new Set<string>();
  const model = stackModel(readTemplate(templateBody), parameters, {
    identity: { stackId: stack.id, stackName: stack.name, region: stack.region, accountId: engine.world.accountId },
    types: engine.types,
    importValue(name) {
      const found = exportsIn(engine.store, stack.region).find((exported) => exported.name === name);
      if (!found) {
        throw validationError(`No export named ${name} found.`);
      }
      imports.add(name);
      return found.value;
    },
  });
  return { ...model, imports };
}
