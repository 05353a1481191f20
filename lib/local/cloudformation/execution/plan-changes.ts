import { replacementBy } from '../../specification/replacement';
import { evaluate } from '../intrinsics/evaluate';
import { knownAfterApply, type Scope } from '../intrinsics/scope';
import type { Change, ChangeDetail } from '../stacks/change';
import type { ResourceRecord, StackRecord } from '../stacks/stack';
import { referencesIn } from '../template/references';
import type { ModelResource, StackModel } from '../template/stack-model';
import { validationError } from '../validation-error';
import { evaluateProperties } from './resource/create-resource';
import { tagsOf } from './resource/resource-context';
import { sameValue } from './resource/same-value';
import { changedProperties } from './resource/update-resource';

/** What an update of the stack to this model would do to its resources; values that only execution brings count as changed. */
export function planChanges(
  stack: StackRecord,
  model: StackModel,
  tags: Readonly<Record<string, string>>,
): { readonly changes: readonly Change[]; readonly scope: Scope } {
  const uncertain = new Set<string>();
  const scope = planningScope(stack, model, uncertain);
  const changes: Change[] = [];
  for (const resource of inOrder(model)) {
    const record = stack.resources[resource.logicalId];
    if (record?.physicalId === undefined || record.status === 'DELETE_COMPLETE') {
      uncertain.add(resource.logicalId);
      changes.push({ action: 'Add', logicalId: resource.logicalId, type: resource.type, details: [] });
      continue;
    }
    if (record.type !== resource.type) {
      throw validationError(
        `Update of resource type is not permitted. The new template modifies resource type of the following resources: [${resource.logicalId}]`,
      );
    }
    const change = modification(record, resource, scope, uncertain, tags);
    if (change) {
      changes.push(change);
      if (change.replacement !== 'False') {
        uncertain.add(resource.logicalId);
      }
    }
  }
  const removed = Object.values(stack.resources).filter(
    ({ logicalId, physicalId, status }) =>
      !model.resources.has(logicalId) && physicalId !== undefined && status !== 'DELETE_COMPLETE',
  );
  for (const { logicalId, physicalId, type, deletionPolicy } of removed) {
    const policyAction = deletionPolicy === 'RetainExceptOnCreate' ? 'Retain' : deletionPolicy;
    changes.push({ action: 'Remove', logicalId, physicalId, type, policyAction, details: [] });
  }
  return { changes, scope };
}

function modification(
  record: ResourceRecord,
  resource: ModelResource,
  scope: Scope,
  uncertain: ReadonlySet<string>,
  stackTags: Readonly<Record<string, string>>,
): Change | undefined {
  const properties = evaluateProperties(resource, scope);
  const details: ChangeDetail[] = changedProperties(record.properties, properties).map((name) => {
    const causes = referencesIn(resource.properties[name], scope.condition).map((reference) => reference.name);
    const causedBy = causes.find((cause) => uncertain.has(cause));
    const requiresRecreation = replacementBy(resource.type, name);
    return { attribute: 'Properties', name, requiresRecreation, ...(causedBy === undefined ? {} : { causedBy }) };
  });
  if (
    !details.some(({ name }) => name === 'Tags') &&
    !sameValue(tagsOf(resource.type, stackTags, properties), record.tags)
  ) {
    details.push({ attribute: 'Tags', requiresRecreation: 'Never' });
  }
  if (!sameValue(evaluate(resource.metadata, scope), record.metadata)) {
    details.push({ attribute: 'Metadata', requiresRecreation: 'Never' });
  }
  const unfinished = !record.status.endsWith('_COMPLETE') || record.attempted !== undefined;
  if (details.length === 0 && !unfinished) {
    return undefined;
  }
  const replacement = details.some(
    ({ requiresRecreation, causedBy }) => requiresRecreation === 'Always' && causedBy === undefined,
  )
    ? 'True'
    : details.some(({ requiresRecreation }) => requiresRecreation === 'Always')
      ? 'Conditional'
      : 'False';
  const { logicalId, type, physicalId } = record;
  const kept = resource.updateReplacePolicy;
  const policyAction =
    replacement === 'True'
      ? kept === 'Delete' || kept === 'Snapshot'
        ? (`ReplaceAnd${kept}` as const)
        : 'ReplaceAndRetain'
      : undefined;
  return { action: 'Modify', logicalId, physicalId, type, replacement, policyAction, details };
}

function planningScope(stack: StackRecord, model: StackModel, uncertain: ReadonlySet<string>): Scope {
  return {
    ...model.scope,
    ref(name) {
      if (!model.resources.has(name)) {
        return model.scope.ref(name);
      }
      return uncertain.has(name) ? knownAfterApply : (stack.resources[name]?.physicalId ?? knownAfterApply);
    },
    attribute(logicalId, name) {
      return uncertain.has(logicalId)
        ? knownAfterApply
        : (stack.resources[logicalId]?.attributes[name] ?? knownAfterApply);
    },
  };
}

/** Each resource after those it depends on. */
function inOrder(model: StackModel): readonly ModelResource[] {
  const ordered: ModelResource[] = [];
  const seen = new Set<string>();
  const visit = (logicalId: string): void => {
    const resource = model.resources.get(logicalId);
    if (resource && !seen.has(logicalId)) {
      seen.add(logicalId);
      resource.dependsOn.forEach(visit);
      ordered.push(resource);
    }
  };
  [...model.resources.keys()].forEach(visit);
  return ordered;
}
