import type { QueryParams } from '../../http/query-params';
import type { ServiceRequest } from '../../http/service';
import type { Engine } from '../execution/engine';
import type { StackRecord } from '../stacks/stack';
import { isPaused, isUpdatable } from '../stacks/stack-status';
import { validationError } from '../validation-error';

/** The stack that a request names. Throws ValidationError, in the words of the operation, when there is none. */
export function knownStack(
  engine: Engine,
  params: QueryParams,
  request: ServiceRequest,
  missing: (name: string) => string = (name) => `Stack with id ${name} does not exist`,
): StackRecord {
  const name = params.required('StackName');
  const stack = engine.store.find(request.region, name);
  if (!stack) {
    throw validationError(missing(name));
  }
  return stack;
}

/** Throws ValidationError when AWS would not begin an update in the stack's present state. */
export function refuseUnlessUpdatable(stack: StackRecord, disableRollback: boolean): void {
  if (isPaused(stack.status)) {
    if (!disableRollback) {
      throw validationError(
        `This stack is currently in a non-terminal [${stack.status}] state. To update the stack from this state, please use the disable-rollback parameter with update-stack API. To rollback to the last known good state, use the rollback-stack API`,
      );
    }
  } else if (!isUpdatable(stack.status)) {
    throw validationError(`Stack:${stack.id} is in ${stack.status} state and can not be updated.`);
  }
}
