import { AwsError } from '../../http/aws-error';
import type { QueryParams } from '../../http/query-params';
import type { ServiceRequest } from '../../http/service';
import { createStack, type OnFailure } from '../execution/create-stack';
import type { Engine } from '../execution/engine';
import { modelFor } from '../execution/model-for';
import { validationError } from '../validation-error';
import { newStack } from './new-stack';
import { requestOf } from './request-of';

/** CreateStack. */
export async function createStackOperation(
  engine: Engine,
  params: QueryParams,
  request: ServiceRequest,
): Promise<{ readonly StackId: string }> {
  const name = params.required('StackName');
  const token = params.text('ClientRequestToken');
  const existing = engine.store.find(request.region, name);
  if (existing && token !== undefined && existing.token === token) {
    return { StackId: existing.id };
  }
  const onFailure = onFailureOf(params);
  const wanted = await requestOf(engine, params);
  const draft = newStack(engine, request.region, name, 'CREATE_IN_PROGRESS', wanted);
  // requestOf may have read a bucket meanwhile.
  const inReview = engine.store.find(request.region, name);
  if (inReview && inReview.status !== 'REVIEW_IN_PROGRESS') {
    throw new AwsError('AlreadyExistsException', `Stack [${name}] already exists`);
  }
  const model = modelFor(engine, draft, wanted.templateBody, wanted.parameters);
  // CreateStack takes over a stack in review, whose change sets are obsolete then (LocalStack test_create_while_in_review, 2023-11-22).
  for (const changeSet of inReview?.changeSets ?? []) {
    changeSet.executionStatus = 'OBSOLETE';
  }
  const stack = Object.assign(inReview ?? engine.store.add(draft), {
    request: wanted,
    description: model.template.description,
    notificationArns: params.texts('NotificationARNs'),
    roleArn: params.text('RoleARN'),
    terminationProtection: params.flag('EnableTerminationProtection') === true,
    disableRollback: onFailure === 'DO_NOTHING',
    retainExceptOnCreate: params.flag('RetainExceptOnCreate') === true,
    timeoutInMinutes: params.number('TimeoutInMinutes'),
    policy: params.text('StackPolicyBody'),
    token,
  });
  engine.store.setStatus(stack, 'CREATE_IN_PROGRESS', 'User Initiated');
  engine.operations.start(engine, stack, (operation) => createStack(operation, onFailure));
  return { StackId: stack.id };
}

function onFailureOf(params: QueryParams): OnFailure {
  const onFailure = params.text('OnFailure');
  if (onFailure !== undefined && params.has('DisableRollback')) {
    throw validationError('You must specify either DisableRollback or OnFailure but not both');
  }
  if (onFailure !== undefined && !isOnFailure(onFailure)) {
    throw validationError(
      `1 validation error detected: Value '${onFailure}' at 'onFailure' failed to satisfy constraint: Member must satisfy enum value set: [ROLLBACK, DO_NOTHING, DELETE]`,
    );
  }
  return onFailure ?? (params.flag('DisableRollback') ? 'DO_NOTHING' : 'ROLLBACK');
}

export function isOnFailure(text: string): text is OnFailure {
  return ['ROLLBACK', 'DO_NOTHING', 'DELETE'].includes(text);
}
