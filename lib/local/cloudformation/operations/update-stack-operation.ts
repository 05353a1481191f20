import type { QueryParams } from '../../http/query-params';
import type { ServiceRequest } from '../../http/service';
import type { Engine } from '../execution/engine';
import { evaluateOutputs } from '../execution/evaluate-outputs';
import { modelFor } from '../execution/model-for';
import { planChanges } from '../execution/plan-changes';
import { sameValue } from '../execution/resource/same-value';
import { updateStack } from '../execution/update-stack';
import type { StackRecord, StackRequest } from '../stacks/stack';
import { readTemplate } from '../template/read-template';
import { validationError } from '../validation-error';
import { knownStack, refuseUnlessUpdatable } from './known-stack';
import { requestOf } from './request-of';

/** UpdateStack. */
export async function updateStackOperation(
  engine: Engine,
  params: QueryParams,
  request: ServiceRequest,
): Promise<{ readonly StackId: string }> {
  const stack = knownStack(engine, params, request, (name) => `Stack [${name}] does not exist`);
  const token = params.text('ClientRequestToken');
  if (token !== undefined && stack.token === token) {
    return { StackId: stack.id };
  }
  const disableRollback = params.flag('DisableRollback') === true;
  const wanted = await requestOf(engine, params, stack);
  refuseUnlessUpdatable(stack, disableRollback);
  if (!hasUpdates(engine, stack, wanted) && sameReplacePolicies(stack.request, wanted)) {
    throw validationError('No updates are to be performed.');
  }
  startUpdate(engine, stack, wanted, {
    disableRollback,
    roleArn: params.text('RoleARN'),
    notificationArns: params.has('NotificationARNs') ? params.texts('NotificationARNs') : stack.notificationArns,
    retainExceptOnCreate: params.flag('RetainExceptOnCreate') === true,
    token,
  });
  return { StackId: stack.id };
}

/** AWS takes a change of this policy alone for an update, even one from nothing to its default. */
function sameReplacePolicies(...requests: readonly [StackRequest, StackRequest]): boolean {
  const [former, next] = requests.map(({ templateBody }) =>
    [...readTemplate(templateBody).resources.values()].map((one) => [one.logicalId, one.updateReplacePolicy]),
  );
  return sameValue(Object.fromEntries(former ?? []), Object.fromEntries(next ?? []));
}

/** Whether anything of the stack would change: resources, its tags, its outputs. Throws ValidationError for a bad template. */
export function hasUpdates(engine: Engine, stack: StackRecord, wanted: StackRequest): boolean {
  const model = modelFor(engine, stack, wanted.templateBody, wanted.parameters);
  const { changes, scope } = planChanges(stack, model, wanted.tags);
  return (
    changes.length > 0 ||
    !sameValue(wanted.tags, stack.request.tags) ||
    !sameValue(evaluateOutputs(model, scope), stack.outputs)
  );
}

export interface UpdateOptions {
  readonly disableRollback: boolean;
  readonly roleArn?: string;
  readonly notificationArns: readonly string[];
  readonly retainExceptOnCreate: boolean;
  readonly token?: string;
  readonly changeSetId?: string;
}

/** Begins an update that was checked. */
export function startUpdate(engine: Engine, stack: StackRecord, wanted: StackRequest, options: UpdateOptions): void {
  // After an update without rollback that failed, the last good state is the one from before it.
  stack.stable ??= { request: stack.request, resources: structuredClone(stack.resources), imports: stack.imports };
  const { disableRollback, retainExceptOnCreate, token, changeSetId, notificationArns } = options;
  Object.assign(stack, {
    disableRollback,
    retainExceptOnCreate,
    token,
    changeSetId,
    notificationArns,
    request: wanted,
  });
  // Once given, a service role stays (trap T37).
  stack.roleArn = options.roleArn ?? stack.roleArn;
  stack.description = modelFor(engine, stack, wanted.templateBody, wanted.parameters).template.description;
  stack.updatedAt = engine.store.tick();
  stack.changeSets = stack.changeSets.filter(({ id }) => id === changeSetId);
  engine.store.setStatus(stack, 'UPDATE_IN_PROGRESS', 'User Initiated');
  engine.operations.start(engine, stack, updateStack);
}
