import type { QueryParams } from '../../http/query-params';
import type { ServiceRequest } from '../../http/service';
import { deleteStack } from '../execution/delete-stack';
import type { Engine } from '../execution/engine';
import { validationError } from '../validation-error';

const busy = [
  'UPDATE_IN_PROGRESS',
  'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
  'UPDATE_ROLLBACK_IN_PROGRESS',
  'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS',
  'ROLLBACK_IN_PROGRESS',
];

/** DeleteStack: a stack that is not there is a success, as on AWS. */
export function deleteStackOperation(engine: Engine, params: QueryParams, request: ServiceRequest): object {
  const stack = engine.store.find(request.region, params.required('StackName'));
  if (!stack || stack.status === 'DELETE_COMPLETE' || stack.status === 'DELETE_IN_PROGRESS') {
    return {};
  }
  if (stack.terminationProtection) {
    throw validationError(`Stack [${stack.name}] cannot be deleted while TerminationProtection is enabled`);
  }
  if (busy.includes(stack.status)) {
    throw validationError(`Stack [${stack.name}] cannot be deleted while in status ${stack.status}`);
  }
  const retained = params.texts('RetainResources');
  const force = params.text('DeletionMode') === 'FORCE_DELETE_STACK';
  if ((retained.length > 0 || force) && stack.status !== 'DELETE_FAILED') {
    throw validationError(
      `Invalid operation on stack [${stack.id}]. When you delete a stack, specify which resources to retain only when the stack is in the DELETE_FAILED state.`,
    );
  }
  const unknown = retained.filter((logicalId) => stack.resources[logicalId]?.status !== 'DELETE_FAILED');
  if (unknown.length > 0) {
    throw validationError(
      `The specified resources to retain must be in a valid state. Do not specify resources to retain that are in the following states: not in DELETE_FAILED: [${unknown.join(', ')}]`,
    );
  }
  engine.operations.stop(stack, 'delete');
  stack.roleArn = params.text('RoleARN') ?? stack.roleArn;
  stack.token = params.text('ClientRequestToken');
  engine.store.setStatus(stack, 'DELETE_IN_PROGRESS', 'User Initiated');
  engine.operations.start(engine, stack, (operation) => deleteStack(operation, { retained, force }));
  return {};
}
