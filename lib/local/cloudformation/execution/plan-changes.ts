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
import { lastShownProperties } from './resource/resource-events';
import { shownScope } from './resource/resource-scope';
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
      const after = propertiesOfNew(resource, shownScope(model, scope, stack.resources));
      changes.push({ action: 'Add', logicalId: resource.logicalId, type: resource.type, details: [], after });
      continue;
    }
    if (record.type !== resource.type) {
      throw validationError(
        `Update of resource type is not permitted. The new template modifies resource type of the following resources: [${resource.logicalId}]`,
      );
    }
    const shown = shownScope(model, scope, stack.resources);
    const change = modification({ stack, model, record, resource, scope, shown, uncertain }, tags);
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
    const before = lastShown(stack, logicalId);
    changes.push({ action: 'Remove', logicalId, physicalId, type, policyAction, details: [], before });
  }
  return { changes, scope };
}

interface Modified {
  readonly stack: StackRecord;
  readonly model: StackModel;
  readonly record: ResourceRecord;
  readonly resource: ModelResource;
  readonly scope: Scope;
  /** The same, without the values of NoEcho parameters. */
  readonly shown: Scope;
  /** Resources whose values only execution brings. */
  readonly uncertain: ReadonlySet<string>;
}

function modification(modified: Modified, stackTags: Readonly<Record<string, string>>): Change | undefined {
  const { stack, record, resource, scope, shown } = modified;
  const properties = evaluateProperties(resource, scope);
  const before = lastShown(stack, record.logicalId) ?? {};
  const after = evaluateProperties(resource, shown);
  const direct = { source: 'DirectModification', evaluation: 'Static' } as const;
  const details: ChangeDetail[] = changedProperties(record.properties, properties).flatMap((name) => {
    const target = { attribute: 'Properties', name, requiresRecreation: replacementBy(resource.type, name) } as const;
    const values = { before: before[name], after: after[name] };
    return causesOf(modified, name).map((cause) => ({ ...target, ...cause, ...values }));
  });
  if (
    !details.some(({ name }) => name === 'Tags') &&
    !sameValue(tagsOf(resource.type, stackTags, properties), record.tags)
  ) {
    details.push({ attribute: 'Tags', requiresRecreation: 'Never', ...direct });
  }
  if (!sameValue(evaluate(resource.metadata, scope), record.metadata)) {
    details.push({ attribute: 'Metadata', requiresRecreation: 'Never', ...direct });
  }
  const unfinished = !record.status.endsWith('_COMPLETE') || record.attempted !== undefined;
  if (details.length === 0 && !unfinished) {
    return undefined;
  }
  const isUncertain = ({ source }: ChangeDetail) => source === 'ResourceReference' || source === 'ResourceAttribute';
  const unsure = new Set(details.filter(isUncertain).map(({ name }) => name));
  const replacement = details.some(
    ({ requiresRecreation, name }) => requiresRecreation === 'Always' && !unsure.has(name),
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
  return { action: 'Modify', logicalId, physicalId, type, replacement, policyAction, details, before, after };
}

/**
 * Why a property changes: one entry for each parameter and resource that it names and that changes, and one Dynamic one of the change that
 * follows; a single Static one when the template itself says something else.
 */
function causesOf(
  { stack, model, resource, scope, uncertain }: Modified,
  name: string,
): readonly Pick<ChangeDetail, 'source' | 'evaluation' | 'causedBy'>[] {
  const former = stack.request.parameters;
  type Cause = Required<Pick<ChangeDetail, 'source' | 'causedBy'>>;
  const causes = referencesIn(resource.properties[name], scope.condition).flatMap((reference): readonly Cause[] => {
    if (uncertain.has(reference.name)) {
      return reference.kind === 'attribute'
        ? [{ source: 'ResourceAttribute', causedBy: `${reference.name}.${reference.attribute ?? ''}` }]
        : [{ source: 'ResourceReference', causedBy: reference.name }];
    }
    const parameter = model.parameters[reference.name];
    return parameter !== undefined && !sameValue(parameter, former[reference.name])
      ? [{ source: 'ParameterReference', causedBy: reference.name }]
      : [];
  });
  if (causes.length === 0) {
    return [{ source: 'DirectModification', evaluation: 'Static' }];
  }
  const distinct = [...new Map(causes.map((cause) => [cause.causedBy, cause])).values()];
  return [
    ...distinct.map((cause) => ({ ...cause, evaluation: 'Static' as const })),
    { source: 'DirectModification', evaluation: 'Dynamic' },
  ];
}

/** Undefined while an export is missing: AWS looks for an export when the resource is made. */
function propertiesOfNew(resource: ModelResource, shown: Scope): Readonly<Record<string, unknown>> | undefined {
  try {
    return evaluateProperties(resource, shown);
  } catch {
    return undefined;
  }
}

/** A resource's properties as its events showed them last, without the values of NoEcho parameters. */
function lastShown(stack: StackRecord, logicalId: string): Readonly<Record<string, unknown>> | undefined {
  const json = lastShownProperties(stack, logicalId);
  return json === undefined ? undefined : JSON.parse(json);
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
