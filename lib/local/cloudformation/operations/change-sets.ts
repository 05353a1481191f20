import { AwsError } from '../../http/aws-error';
import type { QueryParams } from '../../http/query-params';
import type { ServiceRequest } from '../../http/service';
import { createStack } from '../execution/create-stack';
import type { Engine } from '../execution/engine';
import { modelFor } from '../execution/model-for';
import type { ChangeSetRecord, StackRecord } from '../stacks/stack';
import { validationError } from '../validation-error';
import { knownStack, refuseUnlessUpdatable } from './known-stack';
import { page } from './page';
import { shownChange, shownChangeSet, shownChangeSetSummary } from './shown-change-set';
import { startUpdate } from './update-stack-operation';

/** DescribeChangeSet; the changes come page by page. */
export function describeChangeSet(
  engine: Engine,
  params: QueryParams,
  request: ServiceRequest,
  pageSize: number,
): object {
  const { stack, changeSet } = knownChangeSet(engine, params, request);
  const { items, NextToken } = page(changeSet.changes, pageSize, params);
  const values = params.flag('IncludePropertyValues') === true;
  return {
    ...shownChangeSet(stack, changeSet),
    Changes: items.map((change) => shownChange(change, values)),
    NextToken,
  };
}

/** ListChangeSets; an executed set is described by its ARN and no longer listed. */
export function listChangeSets(engine: Engine, params: QueryParams, request: ServiceRequest, pageSize: number): object {
  const stack = knownStack(engine, params, request, (name) => `Stack [${name}] does not exist`);
  const waiting = stack.changeSets.filter(({ executionStatus }) => !executionStatus.startsWith('EXECUTE_'));
  const { items, NextToken } = page(waiting, pageSize, params);
  return { Summaries: items.map((changeSet) => shownChangeSetSummary(stack, changeSet)), NextToken };
}

/** DeleteChangeSet; a stack that only exists for review stays. */
export function deleteChangeSet(engine: Engine, params: QueryParams, request: ServiceRequest): object {
  refuseUnknownStack(engine, params, request);
  const found = findChangeSet(engine, params, request);
  if (found) {
    if (found.changeSet.executionStatus === 'EXECUTE_IN_PROGRESS') {
      throw new AwsError(
        'InvalidChangeSetStatus',
        `ChangeSet [${found.changeSet.id}] cannot be deleted while it is executed`,
      );
    }
    found.stack.changeSets = found.stack.changeSets.filter(({ id }) => id !== found.changeSet.id);
    engine.store.changed(found.stack);
  }
  return {};
}

/** ExecuteChangeSet: creates or updates the stack; its other change sets are gone then. */
export function executeChangeSet(engine: Engine, params: QueryParams, request: ServiceRequest): object {
  const { stack, changeSet } = knownChangeSet(engine, params, request);
  const token = params.text('ClientRequestToken');
  if (token !== undefined && stack.token === token && stack.changeSetId === changeSet.id) {
    return {};
  }
  if (changeSet.executionStatus !== 'AVAILABLE') {
    // "execution status": aws/amazon-chime-sdk-js#1089 (2021-02-23); "status": LocalStack test_empty_changeset (2022-08-10).
    const state =
      changeSet.status === 'FAILED' ? 'status of [FAILED]' : `execution status of [${changeSet.executionStatus}]`;
    throw new AwsError(
      'InvalidChangeSetStatus',
      `ChangeSet [${changeSet.id}] cannot be executed in its current ${state}`,
    );
  }
  const disableRollback = params.flag('DisableRollback') === true;
  if (disableRollback && changeSet.onStackFailure !== undefined) {
    throw validationError('You must specify either DisableRollback or OnStackFailure but not both');
  }
  const retainExceptOnCreate = params.flag('RetainExceptOnCreate') === true;
  const onFailure = changeSet.onStackFailure ?? (disableRollback ? 'DO_NOTHING' : 'ROLLBACK');
  if (stack.status === 'REVIEW_IN_PROGRESS') {
    Object.assign(stack, {
      request: changeSet.request,
      description: modelFor(engine, stack, changeSet.request.templateBody, changeSet.request.parameters).template
        .description,
      roleArn: changeSet.roleArn ?? stack.roleArn,
      notificationArns: changeSet.notificationArns,
      disableRollback: onFailure === 'DO_NOTHING',
      retainExceptOnCreate,
      token,
      changeSetId: changeSet.id,
      changeSets: [changeSet],
      updatedAt: engine.store.tick(),
    });
    changeSet.executionStatus = 'EXECUTE_COMPLETE';
    engine.store.setStatus(stack, 'CREATE_IN_PROGRESS', 'User Initiated');
    engine.operations.start(engine, stack, (operation) => createStack(operation, onFailure));
    return {};
  }
  refuseUnlessUpdatable(stack, onFailure === 'DO_NOTHING');
  changeSet.executionStatus = 'EXECUTE_COMPLETE';
  startUpdate(engine, stack, changeSet.request, {
    disableRollback: onFailure === 'DO_NOTHING',
    roleArn: changeSet.roleArn,
    notificationArns: changeSet.notificationArns,
    retainExceptOnCreate,
    token,
    changeSetId: changeSet.id,
  });
  return {};
}

interface Found {
  readonly stack: StackRecord;
  readonly changeSet: ChangeSetRecord;
}

function knownChangeSet(engine: Engine, params: QueryParams, request: ServiceRequest): Found {
  const name = params.required('ChangeSetName');
  refuseUnknownStack(engine, params, request);
  const found = findChangeSet(engine, params, request);
  if (!found) {
    throw new AwsError('ChangeSetNotFound', `ChangeSet [${name}] does not exist`, 404);
  }
  return found;
}

function refuseUnknownStack(engine: Engine, params: QueryParams, request: ServiceRequest): void {
  if (params.required('ChangeSetName').startsWith('arn:')) {
    return;
  }
  if (!params.text('StackName')) {
    throw validationError('StackName must be specified if ChangeSetName is not specified as an ARN.');
  }
  knownStack(engine, params, request, (missing) => `Stack [${missing}] does not exist`);
}

function findChangeSet(engine: Engine, params: QueryParams, request: ServiceRequest): Found | undefined {
  const name = params.required('ChangeSetName');
  const named = name.startsWith('arn:') ? undefined : engine.store.find(request.region, params.text('StackName') ?? '');
  const stacks = name.startsWith('arn:') ? engine.store.in(request.region) : named ? [named] : [];
  return stacks
    .flatMap((stack) => stack.changeSets.map((changeSet) => ({ stack, changeSet })))
    .find(({ changeSet }) => changeSet.id === name || changeSet.name === name);
}
