import { evaluate } from '../intrinsics/evaluate';
import type { Scope } from '../intrinsics/scope';
import type { StackOutput } from '../stacks/stack';
import type { StackModel } from '../template/stack-model';
import { validationError } from '../validation-error';

/** The outputs of a stack. Throws ValidationError for a value that is no text. */
export function evaluateOutputs(model: StackModel, scope: Scope): readonly StackOutput[] {
  return model.outputs.map(({ key, value, description, exportName }) => {
    const text = evaluate(value, scope);
    if (typeof text !== 'string' && typeof text !== 'number' && typeof text !== 'boolean') {
      throw validationError(`Template format error: Output ${key} is malformed. The Value must be a string.`);
    }
    const name = evaluate(exportName, scope);
    return {
      key,
      value: String(text),
      ...(description === undefined ? {} : { description }),
      ...(name === undefined ? {} : { exportName: String(name) }),
    };
  });
}
