import { MadeAndFailed } from '../../../resource/made-and-failed';
import { evaluate } from '../../intrinsics/evaluate';
import type { ResourceRecord } from '../../stacks/stack';
import { isRecord } from '../../template/is-record';
import type { ModelResource, StackModel } from '../../template/stack-model';
import type { Operation } from '../engine';
import { obeyFault } from '../obey-fault';
import { propertiesForType } from './properties-for-type';
import { resourceContext, tagsOf } from './resource-context';
import { reasonOf, setResourceStatus } from './resource-events';
import { resourceScope, shownScope } from './resource-scope';
import { typeNamed } from './type-named';

/** A resource of the model that is not there yet. */
export function newRecord(resource: ModelResource): ResourceRecord {
  const { logicalId, type, dependsOn, deletionPolicy, updateReplacePolicy } = resource;
  return {
    logicalId,
    type,
    attributes: {},
    properties: {},
    dependsOn,
    deletionPolicy,
    updateReplacePolicy,
    tags: {},
    status: 'CREATE_IN_PROGRESS',
    updatedAt: 0,
  };
}

/**
 * Makes a resource. `verb` is CREATE for a new one and UPDATE for the replacement of another. False when it failed or was
 * cancelled; what was made all the same has its physical id in the record.
 */
export async function createResource(
  operation: Operation,
  model: StackModel,
  resource: ModelResource,
  record: ResourceRecord,
  signal: AbortSignal,
  verb: 'CREATE' | 'UPDATE' = 'CREATE',
): Promise<boolean> {
  const { engine, stack } = operation;
  const report = (status: string, reason?: string): void =>
    setResourceStatus(operation, record, `${verb}_${status}`, {
      reason,
      properties: shownProperties(operation, model, resource),
    });
  let remark: string | undefined;
  try {
    if (verb === 'CREATE') {
      report('IN_PROGRESS');
    }
    const scope = resourceScope(model, stack.resources);
    record.properties = evaluateProperties(resource, scope);
    record.metadata = evaluate(resource.metadata, scope);
    record.tags = tagsOf(resource.type, stack.request.tags, record.properties);
    const properties = propertiesForType(engine, resource.logicalId, resource.type, record.properties);
    await obeyFault(operation, record, 'create', signal);
    const context = resourceContext(operation, record, record.tags, signal);
    const state = await typeNamed(engine, resource.type).create(context, properties);
    record.physicalId = state.physicalId;
    record.attributes = state.attributes;
    record.hidden = state.hidden;
    remark = state.remark;
    report('IN_PROGRESS', 'Resource creation Initiated');
  } catch (error) {
    if (error instanceof MadeAndFailed) {
      record.physicalId = error.physicalId;
      report('IN_PROGRESS', 'Resource creation Initiated');
    }
    report('FAILED', signal.aborted ? 'Resource creation cancelled' : reasonOf(error));
    return false;
  }
  if (signal.aborted) {
    report('FAILED', 'Resource creation cancelled');
    return false;
  }
  report('COMPLETE', remark);
  return true;
}

/** The properties of a resource, evaluated. Throws ValidationError. */
export function evaluateProperties(
  resource: ModelResource,
  scope: ReturnType<typeof resourceScope>,
): Readonly<Record<string, unknown>> {
  const value = evaluate(resource.properties, scope);
  return isRecord(value) ? value : {};
}

/** For events: without the values of NoEcho parameters; undefined when they cannot be evaluated. */
export function shownProperties(
  { stack }: Operation,
  model: StackModel,
  resource: ModelResource,
): Readonly<Record<string, unknown>> | undefined {
  try {
    return evaluateProperties(resource, shownScope(model, resourceScope(model, stack.resources), stack.resources));
  } catch {
    return undefined;
  }
}
