import { randomUUID } from 'node:crypto';
import { AwsError } from '../../http/aws-error';
import type { QueryParams } from '../../http/query-params';
import type { ServiceRequest } from '../../http/service';
import type { Engine } from '../execution/engine';
import { modelFor } from '../execution/model-for';
import { planChanges } from '../execution/plan-changes';
import { reasonOf } from '../execution/resource/resource-events';
import type { ChangeSetRecord, StackRecord, StackRequest } from '../stacks/stack';
import { validationError } from '../validation-error';
import { isOnFailure } from './create-stack-operation';
import { refuseUnlessUpdatable } from './known-stack';
import { newStack } from './new-stack';
import { requestOf } from './request-of';
import { hasUpdates } from './update-stack-operation';

const unchanged =
  "The submitted information didn't contain changes. Submit different information to create a change set.";

/** CreateChangeSet: the change set is ready, or FAILED with its reason, at the first look. */
export async function createChangeSet(
  engine: Engine,
  params: QueryParams,
  request: ServiceRequest,
): Promise<{ readonly Id: string; readonly StackId: string }> {
  const name = params.required('ChangeSetName');
  if (!/^[A-Za-z][-A-Za-z0-9]{0,127}$/.test(name)) {
    throw validationError(
      `1 validation error detected: Value '${name}' at 'changeSetName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*`,
    );
  }
  const type = params.text('ChangeSetType') ?? 'UPDATE';
  if (type !== 'CREATE' && type !== 'UPDATE') {
    throw validationError(`ChangeSetType ${type} is not supported by this local endpoint.`);
  }
  // IncludeNestedStacks, which the CDK CLI always asks for, asks nothing here: nested stacks are refused as a type.
  const stackName = params.required('StackName');
  if (params.flag('ImportExistingResources')) {
    const ofBootstrap = stackName === 'CDKToolkit' || /cdk-bootstrap/.test(params.text('TemplateBody') ?? '');
    throw validationError(
      ofBootstrap
        ? 'cdk bootstrap is not supported by this local endpoint. Deploy stacks that need no bootstrap: new Stack(app, id, { synthesizer: new LegacyStackSynthesizer() }), without assets.'
        : 'ImportExistingResources is not supported by this local endpoint.',
    );
  }
  const existing = engine.store.find(request.region, stackName);
  const token = params.text('ClientToken');
  const repeated = existing?.changeSets.find((one) => one.name === name && token !== undefined && one.token === token);
  if (existing && repeated) {
    return { Id: repeated.id, StackId: existing.id };
  }
  const wanted = await requestOf(engine, params, type === 'UPDATE' ? existing : undefined);
  const stack = type === 'CREATE' ? reviewedStack(engine, request, stackName, wanted, name) : existing;
  if (!stack) {
    throw validationError(`Stack [${stackName}] does not exist`);
  }
  if (type === 'UPDATE') {
    refuseUnlessUpdatable(stack, params.text('OnStackFailure') === 'DO_NOTHING');
  }
  if (
    stack.changeSets.some((changeSet) => changeSet.name === name && changeSet.executionStatus !== 'EXECUTE_COMPLETE')
  ) {
    throw new AwsError('AlreadyExistsException', `ChangeSet ${name} already exists`);
  }
  const onStackFailure = params.text('OnStackFailure');
  const changeSet: ChangeSetRecord = {
    id: `arn:aws:cloudformation:${request.region}:${engine.world.accountId}:changeSet/${name}/${randomUUID()}`,
    name,
    type,
    description: params.text('Description'),
    createdAt: engine.store.tick(),
    token,
    request: wanted,
    roleArn: params.text('RoleARN'),
    notificationArns: params.texts('NotificationARNs'),
    ...(onStackFailure !== undefined && isOnFailure(onStackFailure) ? { onStackFailure } : {}),
    ...planned(engine, stack, wanted, type),
  };
  stack.changeSets = [...stack.changeSets.filter((former) => former.name !== name), changeSet];
  engine.store.changed(stack);
  return { Id: changeSet.id, StackId: stack.id };
}

function planned(
  engine: Engine,
  stack: StackRecord,
  wanted: StackRequest,
  type: 'CREATE' | 'UPDATE',
): Pick<ChangeSetRecord, 'status' | 'executionStatus' | 'statusReason' | 'changes'> {
  const failed = (statusReason: string) =>
    ({ status: 'FAILED', executionStatus: 'UNAVAILABLE', statusReason, changes: [] }) as const;
  try {
    const model = modelFor(engine, stack, wanted.templateBody, wanted.parameters);
    const { changes } = planChanges(stack, model, wanted.tags);
    if (type === 'UPDATE' && !hasUpdates(engine, stack, wanted)) {
      return failed(unchanged);
    }
    return { status: 'CREATE_COMPLETE', executionStatus: 'AVAILABLE', changes };
  } catch (error) {
    // A bad template is refused at once; what only this stack cannot do makes a change set that says so.
    if (error instanceof AwsError && /^Template|Unresolved|Circular|^Parameters/.test(error.message)) {
      throw error;
    }
    return failed(reasonOf(error));
  }
}

/** The stack that a change set of type CREATE belongs to: it exists for review until the change set is executed (trap T34). */
function reviewedStack(
  engine: Engine,
  request: ServiceRequest,
  stackName: string,
  wanted: StackRequest,
  changeSetName: string,
): StackRecord {
  const existing = engine.store.find(request.region, stackName);
  if (existing && existing.status !== 'REVIEW_IN_PROGRESS') {
    throw validationError(
      `Stack [${stackName}] already exists and cannot be created again with the changeSet [${changeSetName}].`,
    );
  }
  if (existing) {
    return existing;
  }
  const draft = newStack(engine, request.region, stackName, 'REVIEW_IN_PROGRESS', wanted);
  // Refuses a bad template before there is a stack.
  modelFor(engine, draft, wanted.templateBody, wanted.parameters);
  const stack = engine.store.add(draft);
  engine.store.setStatus(stack, 'REVIEW_IN_PROGRESS', 'User Initiated');
  return stack;
}
