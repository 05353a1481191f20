import type { Faults } from '../faults/faults';
import type { QueryOperation } from '../http/query-service';
import { queryService } from '../http/query-service';
import type { Service } from '../http/service';
import type { ResourceType } from '../resource/resource-type';
import { type Engine, Operations, type StackedCloud } from './execution/engine';
import { endInterruptedOperations } from './execution/interrupted';
import { deleteChangeSet, describeChangeSet, executeChangeSet, listChangeSets } from './operations/change-sets';
import { createChangeSet } from './operations/create-change-set';
import { createStackOperation } from './operations/create-stack-operation';
import { deleteStackOperation } from './operations/delete-stack-operation';
import {
  describeStackEvents,
  describeStackResource,
  describeStackResources,
  listStackResources,
} from './operations/describe-resources';
import { describeStacks, listStacks } from './operations/describe-stacks';
import { getTemplate, getTemplateSummary, validateTemplate } from './operations/describe-template';
import { cancelUpdateStack, continueUpdateRollback, rollbackStack } from './operations/recovery';
import {
  describeAccountLimits,
  getStackPolicy,
  listExports,
  listImports,
  setStackPolicy,
  updateTerminationProtection,
} from './operations/stack-settings';
import { updateStackOperation } from './operations/update-stack-operation';
import type { StackRecord } from './stacks/stack';
import { StackStore } from './stacks/stack-store';
import { typeTable } from './type-table';

export interface CloudFormationOptions {
  /** What stacks are made of, by name. */
  readonly types: ReadonlyMap<string, ResourceType>;
  readonly faults: Faults;
  /** Whether types that are not among them are recorded as AWS specifies them. @default false: they are refused */
  readonly recordUnknown?: boolean;
  /** Entries of one page of any listing. @default 100 */
  readonly pageSize?: number;
}

/** CloudFormation: stacks, change sets and what is done with them. */
export interface CloudFormation {
  readonly service: Service;
  /** Oldest first, of every region; deleted ones included. */
  stacks(): readonly StackRecord[];
  /** Resolves when no operation is under way. */
  idle(): Promise<void>;
  /** Stops the operations under way; each is FAILED at the next start. */
  close(): Promise<void>;
}

/** Opens CloudFormation over the state of the cloud. Operations that the last stop cut off end as FAILED first. */
export function openCloudFormation(world: StackedCloud, options: CloudFormationOptions): CloudFormation {
  const store = new StackStore(world.journal);
  endInterruptedOperations(store);
  const operations = new Operations();
  const engine: Engine = {
    world,
    store,
    types: typeTable(options.types, options.recordUnknown),
    faults: options.faults,
    operations,
  };
  const service = queryService({
    scopes: ['cloudformation'],
    xmlns: 'http://cloudformation.amazonaws.com/doc/2010-05-15/',
    version: '2010-05-15',
    operations: operationsOf(engine, options.pageSize ?? 100),
    refused: {
      ContinueUpdateRollback: ['ForceRollback'],
      CreateChangeSet: ['ResourcesToImport', 'DeploymentMode', 'ResourceTypes'],
      CreateStack: ['StackPolicyURL', 'ResourceTypes'],
      GetTemplateSummary: ['StackSetName', 'CallAs', 'TemplateSummaryConfig'],
      SetStackPolicy: ['StackPolicyURL'],
      UpdateStack: ['StackPolicyDuringUpdateBody', 'StackPolicyDuringUpdateURL', 'StackPolicyURL', 'ResourceTypes'],
    },
  });
  return { service, stacks: () => store.all(), idle: () => operations.idle(), close: () => operations.close() };
}

function operationsOf(engine: Engine, pageSize: number): Readonly<Record<string, QueryOperation>> {
  return {
    CancelUpdateStack: (params, request) => cancelUpdateStack(engine, params, request),
    ContinueUpdateRollback: (params, request) => continueUpdateRollback(engine, params, request),
    CreateChangeSet: (params, request) => createChangeSet(engine, params, request),
    CreateStack: (params, request) => createStackOperation(engine, params, request),
    DeleteChangeSet: (params, request) => deleteChangeSet(engine, params, request),
    DeleteStack: (params, request) => deleteStackOperation(engine, params, request),
    DescribeAccountLimits: () => describeAccountLimits(),
    DescribeChangeSet: (params, request) => describeChangeSet(engine, params, request, pageSize),
    DescribeStackEvents: (params, request) => describeStackEvents(engine, params, request, pageSize),
    DescribeStackResource: (params, request) => describeStackResource(engine, params, request),
    DescribeStackResources: (params, request) => describeStackResources(engine, params, request),
    DescribeStacks: (params, request) => describeStacks(engine, params, request, pageSize),
    ExecuteChangeSet: (params, request) => executeChangeSet(engine, params, request),
    GetStackPolicy: (params, request) => getStackPolicy(engine, params, request),
    GetTemplate: (params, request) => getTemplate(engine, params, request),
    GetTemplateSummary: (params, request) => getTemplateSummary(engine, params, request),
    ListChangeSets: (params, request) => listChangeSets(engine, params, request, pageSize),
    ListExports: (params, request) => listExports(engine, params, request, pageSize),
    ListImports: (params, request) => listImports(engine, params, request, pageSize),
    ListStackResources: (params, request) => listStackResources(engine, params, request, pageSize),
    ListStacks: (params, request) => listStacks(engine, params, request, pageSize),
    RollbackStack: (params, request) => rollbackStack(engine, params, request),
    SetStackPolicy: (params, request) => setStackPolicy(engine, params, request),
    UpdateStack: (params, request) => updateStackOperation(engine, params, request),
    UpdateTerminationProtection: (params, request) => updateTerminationProtection(engine, params, request),
    ValidateTemplate: (params) => validateTemplate(engine, params),
  };
}
