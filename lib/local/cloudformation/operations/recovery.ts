import type { QueryParams } from '../../http/query-params';
import type { ServiceRequest } from '../../http/service';
import { rollBackCreation } from '../execution/create-stack';
import type { Engine } from '../execution/engine';
import { rollBackUpdate } from '../execution/roll-back-update';
import { validationError } from '../validation-error';
import { knownStack } from './known-stack';

/** CancelUpdateStack: the update is rolled back. */
export function cancelUpdateStack(engine: Engine, params: QueryParams, request: ServiceRequest): object {
  const stack = knownStack(engine, params, request, (name) => `Stack [${name}] does not exist`);
  if (stack.status !== 'UPDATE_IN_PROGRESS') {
    throw validationError('CancelUpdateStack cannot be called from current stack status');
  }
  stack.token = params.text('ClientRequestToken') ?? stack.token;
  engine.operations.stop(stack, 'cancel');
  return {};
}

/** ContinueUpdateRollback: tries again, leaving out what ResourcesToSkip names. */
export function continueUpdateRollback(engine: Engine, params: QueryParams, request: ServiceRequest): object {
  const stack = knownStack(engine, params, request, (name) => `Stack [${name}] does not exist`);
  if (stack.status !== 'UPDATE_ROLLBACK_FAILED') {
    throw validationError(`Stack:${stack.id} is in ${stack.status} state and can not continue rollback.`);
  }
  const skipped = params.texts('ResourcesToSkip');
  const wrong = skipped.filter((logicalId) => stack.resources[logicalId]?.status !== 'UPDATE_FAILED');
  if (wrong.length > 0) {
    throw validationError(`Resources [${wrong.join(', ')}] are not in UPDATE_FAILED state and cannot be skipped`);
  }
  stack.roleArn = params.text('RoleARN') ?? stack.roleArn;
  stack.token = params.text('ClientRequestToken');
  engine.store.setStatus(stack, 'UPDATE_ROLLBACK_IN_PROGRESS', 'User Initiated');
  engine.operations.start(engine, stack, (operation) => rollBackUpdate(operation, skipped));
  return {};
}

/** RollbackStack: takes back a creation or an update that failed without rollback. */
export function rollbackStack(engine: Engine, params: QueryParams, request: ServiceRequest): object {
  const stack = knownStack(engine, params, request, (name) => `Stack [${name}] does not exist`);
  if (stack.status !== 'CREATE_FAILED' && stack.status !== 'UPDATE_FAILED') {
    throw validationError(`Stack:${stack.id} is in ${stack.status} state and can not be rolled back.`);
  }
  stack.roleArn = params.text('RoleARN') ?? stack.roleArn;
  stack.token = params.text('ClientRequestToken');
  if (stack.status === 'UPDATE_FAILED' && stack.stable) {
    engine.store.setStatus(stack, 'UPDATE_ROLLBACK_IN_PROGRESS', 'User Initiated');
    engine.operations.start(engine, stack, (operation) => rollBackUpdate(operation, []));
  } else {
    engine.store.setStatus(stack, 'ROLLBACK_IN_PROGRESS', 'User Initiated');
    engine.operations.start(engine, stack, (operation) => rollBackCreation(operation, 'ROLLBACK'));
  }
  return { StackId: stack.id };
}
