import type { Scope } from '../../intrinsics/scope';
import type { ResourceRecord } from '../../stacks/stack';
import type { StackModel } from '../../template/stack-model';
import { isCustomType } from '../../type-table';
import { validationError } from '../../validation-error';

/** The model's scope, with resources looked up among those that the stack has. */
export function resourceScope(model: StackModel, resources: Readonly<Record<string, ResourceRecord>>): Scope {
  return {
    ...model.scope,
    ref(name) {
      return model.resources.has(name) ? present(resources, name).physicalId : model.scope.ref(name);
    },
    attribute(logicalId, name) {
      const { attributes, type } = present(resources, logicalId);
      const value = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
      if (value === undefined && isCustomType(type)) {
        throw validationError(
          `CustomResource attribute error: Vendor response doesn't contain ${name} attribute in object ${model.identity.stackId}|${logicalId}`,
        );
      }
      if (value === undefined) {
        throw validationError(`Attribute '${name}' of ${logicalId} (${type}) has no value at this local endpoint`);
      }
      return value;
    },
  };
}

/** The same scope with the values of NoEcho parameters and resources hidden, for what is shown. */
export function shownScope(
  model: StackModel,
  scope: Scope,
  resources: Readonly<Record<string, ResourceRecord>>,
): Scope {
  return {
    ...scope,
    ref: (name) => (model.template.parameters.get(name)?.noEcho ? '****' : scope.ref(name)),
    attribute: (logicalId, name) => (resources[logicalId]?.hidden ? '****' : scope.attribute(logicalId, name)),
  };
}

function present(resources: Readonly<Record<string, ResourceRecord>>, logicalId: string): ResourceRecord {
  const record = resources[logicalId];
  if (record?.physicalId === undefined) {
    throw validationError(`Template error: resource ${logicalId} does not exist`);
  }
  return record;
}
