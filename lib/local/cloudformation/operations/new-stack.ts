import { randomUUID } from 'node:crypto';
import type { Engine } from '../execution/engine';
import type { StackRecord, StackRequest } from '../stacks/stack';
import type { StackStatus } from '../stacks/stack-status';
import { validationError } from '../validation-error';

/** A stack record with nothing in it yet; throws ValidationError for a name that AWS does not take. */
export function newStack(
  engine: Engine,
  region: string,
  name: string,
  status: StackStatus,
  request: StackRequest,
): StackRecord {
  if (!/^[A-Za-z][-A-Za-z0-9]{0,127}$/.test(name)) {
    throw validationError(
      `1 validation error detected: Value '${name}' at 'stackName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*|arn:[-a-zA-Z0-9:/._+]*`,
    );
  }
  return {
    id: `arn:aws:cloudformation:${region}:${engine.world.accountId}:stack/${name}/${randomUUID()}`,
    name,
    region,
    status,
    createdAt: engine.store.tick(),
    request,
    notificationArns: [],
    terminationProtection: false,
    disableRollback: false,
    retainExceptOnCreate: false,
    outputs: [],
    imports: [],
    resources: {},
    leftovers: [],
    changeSets: [],
    events: [],
  };
}
