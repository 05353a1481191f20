import { AwsError } from '../../../http/aws-error';
import { replacementBy } from '../../../specification/replacement';
import { evaluate } from '../../intrinsics/evaluate';
import type { ResourceRecord } from '../../stacks/stack';
import type { ModelResource, StackModel } from '../../template/stack-model';
import type { Operation } from '../engine';
import { obeyFault } from '../obey-fault';
import { createResource, evaluateProperties, newRecord, shownProperties } from './create-resource';
import { formerPropertiesForType, propertiesForType } from './properties-for-type';
import { resourceContext, tagsOf } from './resource-context';
import { reasonOf, setResourceStatus } from './resource-events';
import { resourceScope } from './resource-scope';
import { sameValue } from './same-value';
import { typeNamed } from './type-named';

type Properties = Readonly<Record<string, unknown>>;

/** Brings a resource to what the model says: nothing, a change in place, or a new one in its place. False when it failed. */
export async function updateResource(
  operation: Operation,
  model: StackModel,
  resource: ModelResource,
  signal: AbortSignal,
): Promise<boolean> {
  const { stack } = operation;
  const record = stack.resources[resource.logicalId];
  let remark: string | undefined;
  if (record?.physicalId === undefined || record.status === 'DELETE_COMPLETE') {
    const made = newRecord(resource);
    stack.resources[resource.logicalId] = made;
    return createResource(operation, model, resource, made, signal);
  }
  try {
    const scope = resourceScope(model, stack.resources);
    const properties = evaluateProperties(resource, scope);
    const metadata = evaluate(resource.metadata, scope);
    const tags = tagsOf(resource.type, stack.request.tags, properties);
    const { dependsOn, deletionPolicy, updateReplacePolicy } = resource;
    Object.assign(record, { dependsOn, deletionPolicy, updateReplacePolicy });
    const finished = record.status.endsWith('_COMPLETE') && record.attempted === undefined;
    const sameProperties = sameValue(properties, record.properties);
    if (finished && sameProperties && sameValue(tags, record.tags)) {
      record.metadata = metadata;
      return true;
    }
    if (
      !sameProperties &&
      changedProperties(record.properties, properties).some((name) => replacementBy(record.type, name) === 'Always')
    ) {
      refuseSameName(operation, record, properties);
      return await replace(operation, model, resource, record, signal);
    }
    setResourceStatus(operation, record, 'UPDATE_IN_PROGRESS', {
      properties: shownProperties(operation, model, resource),
    });
    remark = await changeInPlace(operation, record, { properties, tags }, signal);
    record.metadata = metadata;
  } catch (error) {
    const reason = signal.aborted ? 'Resource update cancelled' : reasonOf(error);
    setResourceStatus(operation, record, 'UPDATE_FAILED', {
      reason,
      properties: shownProperties(operation, model, resource),
    });
    return false;
  }
  if (signal.aborted) {
    setResourceStatus(operation, record, 'UPDATE_FAILED', { reason: 'Resource update cancelled' });
    return false;
  }
  setResourceStatus(operation, record, 'UPDATE_COMPLETE', {
    reason: remark,
    properties: shownProperties(operation, model, resource),
  });
  return true;
}

/** Changes the resource where it is, and keeps in the record what it now has. Returns what a person should know of it. Throws what the type throws. */
export async function changeInPlace(
  operation: Operation,
  record: ResourceRecord,
  wanted: { readonly properties: Properties; readonly tags: Readonly<Record<string, string>> },
  signal: AbortSignal,
): Promise<string | undefined> {
  const { engine } = operation;
  const { logicalId, type } = record;
  const former = formerPropertiesForType(engine, logicalId, type, record.attempted ?? record.properties);
  const properties = propertiesForType(engine, logicalId, type, wanted.properties);
  record.attempted = wanted.properties;
  await obeyFault(operation, record, 'update', signal);
  const context = resourceContext(operation, record, wanted.tags, signal);
  const state = { physicalId: record.physicalId ?? '', attributes: record.attributes };
  const next = await typeNamed(engine, type).update(context, state, properties, former);
  if (next.physicalId !== record.physicalId) {
    // A custom resource says by another id that it made another thing: the former one goes in the clean-up.
    operation.stack.leftovers.push({ ...record, attempted: undefined });
  }
  record.physicalId = next.physicalId;
  record.attributes = next.attributes;
  record.hidden = next.hidden;
  record.properties = wanted.properties;
  record.tags = wanted.tags;
  record.attempted = undefined;
  return next.remark;
}

export function changedProperties(former: Properties, next: Properties): readonly string[] {
  return [...new Set([...Object.keys(former), ...Object.keys(next)])].filter(
    (name) => !sameValue(former[name], next[name]),
  );
}

async function replace(
  operation: Operation,
  model: StackModel,
  resource: ModelResource,
  former: ResourceRecord,
  signal: AbortSignal,
): Promise<boolean> {
  const { stack } = operation;
  setResourceStatus(operation, former, 'UPDATE_IN_PROGRESS', {
    reason: 'Requested update requires the creation of a new physical resource; hence creating one.',
    properties: shownProperties(operation, model, resource),
  });
  const made = newRecord(resource);
  const success = await createResource(operation, model, resource, made, signal, 'UPDATE');
  if (made.physicalId === undefined) {
    former.status = made.status;
    former.reason = made.reason;
    return success;
  }
  stack.leftovers.push(former);
  stack.resources[resource.logicalId] = made;
  operation.engine.store.changed(stack);
  return success;
}

function refuseSameName({ engine }: Operation, record: ResourceRecord, properties: Properties): void {
  const { nameProperty } = engine.types.get(record.type) ?? {};
  const name = nameProperty === undefined ? undefined : properties[nameProperty];
  if (nameProperty !== undefined && name !== undefined && sameValue(name, record.properties[nameProperty])) {
    throw new AwsError(
      'GeneralServiceException',
      `CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename ${String(name)} and update the stack again.`,
    );
  }
}
