import type { QueryParams } from '../../http/query-params';
import type { ServiceRequest } from '../../http/service';
import type { Engine } from '../execution/engine';
import type { ResourceRecord, StackRecord } from '../stacks/stack';
import { validationError } from '../validation-error';
import { knownStack } from './known-stack';
import { page, pageNewestFirst } from './page';

/** DescribeStackResources, by stack or by the physical id of one of its resources. */
export function describeStackResources(engine: Engine, params: QueryParams, request: ServiceRequest): object {
  const physicalId = params.text('PhysicalResourceId');
  const stack = physicalId === undefined ? knownStack(engine, params, request) : owner(engine, request, physicalId);
  const logicalId = params.text('LogicalResourceId');
  const records = Object.values(stack.resources).filter(
    (record) => logicalId === undefined || record.logicalId === logicalId,
  );
  return {
    StackResources: records.map((record) => ({
      StackId: stack.id,
      StackName: stack.name,
      ...shown(record),
      Timestamp: new Date(record.updatedAt),
    })),
  };
}

/** DescribeStackResource. */
export function describeStackResource(engine: Engine, params: QueryParams, request: ServiceRequest): object {
  const stack = knownStack(engine, params, request, (name) => `Stack '${name}' does not exist`);
  const logicalId = params.required('LogicalResourceId');
  const record = stack.resources[logicalId];
  if (!record) {
    throw validationError(`Resource ${logicalId} does not exist for stack ${stack.id}`);
  }
  return {
    StackResourceDetail: {
      StackId: stack.id,
      StackName: stack.name,
      ...shown(record),
      LastUpdatedTimestamp: new Date(record.updatedAt),
      Metadata: record.metadata === undefined ? undefined : JSON.stringify(record.metadata),
    },
  };
}

/** ListStackResources, page by page. */
export function listStackResources(
  engine: Engine,
  params: QueryParams,
  request: ServiceRequest,
  pageSize: number,
): object {
  const stack = knownStack(engine, params, request);
  const { items, NextToken } = page(Object.values(stack.resources), pageSize, params);
  const StackResourceSummaries = items.map((record) => ({
    ...shown(record),
    LastUpdatedTimestamp: new Date(record.updatedAt),
  }));
  return { StackResourceSummaries, NextToken };
}

/** DescribeStackEvents, newest first, page by page. */
export function describeStackEvents(
  engine: Engine,
  params: QueryParams,
  request: ServiceRequest,
  pageSize: number,
): object {
  const stack = knownStack(engine, params, request, (name) => `Stack [${name}] does not exist`);
  const { items, NextToken } = pageNewestFirst(stack.events, pageSize, params);
  const StackEvents = items.map((event) => ({
    StackId: stack.id,
    StackName: stack.name,
    EventId: event.id,
    LogicalResourceId: event.logicalId,
    PhysicalResourceId: event.physicalId,
    ResourceType: event.type,
    Timestamp: new Date(event.at),
    ResourceStatus: event.status,
    ResourceStatusReason: event.reason,
    ResourceProperties: event.properties,
    ClientRequestToken: event.token,
  }));
  return { StackEvents, NextToken };
}

function shown(record: ResourceRecord): object {
  return {
    LogicalResourceId: record.logicalId,
    PhysicalResourceId: record.physicalId,
    ResourceType: record.type,
    ResourceStatus: record.status,
    ResourceStatusReason: record.reason,
    DriftInformation: { StackResourceDriftStatus: 'NOT_CHECKED' },
  };
}

function owner(engine: Engine, request: ServiceRequest, physicalId: string): StackRecord {
  const stack = engine.store
    .in(request.region)
    .findLast(({ resources }) => Object.values(resources).some((record) => record.physicalId === physicalId));
  if (!stack) {
    throw validationError(`Stack for ${physicalId} does not exist`);
  }
  return stack;
}
