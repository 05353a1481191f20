import { drawTags } from '../../http/tags';
import type { Change, ChangeDetail } from '../stacks/change';
import type { ChangeSetRecord, StackRecord } from '../stacks/stack';
import { shownParameters, unlessEmpty } from './shown-stack';

/** A change set as DescribeChangeSet shows it, less its changes. */
export function shownChangeSet(stack: StackRecord, changeSet: ChangeSetRecord): object {
  return {
    ...shownChangeSetSummary(stack, changeSet),
    Parameters: unlessEmpty(shownParameters(changeSet.request.parameters)),
    Tags: unlessEmpty(drawTags(changeSet.request.tags)),
    Capabilities: changeSet.request.capabilities,
    NotificationARNs: changeSet.notificationArns,
    OnStackFailure: changeSet.onStackFailure,
    RollbackConfiguration: {},
  };
}

/** A change set as ListChangeSets shows it. */
export function shownChangeSetSummary(stack: StackRecord, changeSet: ChangeSetRecord): object {
  return {
    StackId: stack.id,
    StackName: stack.name,
    ChangeSetId: changeSet.id,
    ChangeSetName: changeSet.name,
    Description: changeSet.description,
    CreationTime: new Date(changeSet.createdAt),
    Status: changeSet.status,
    ExecutionStatus: changeSet.executionStatus,
    StatusReason: changeSet.statusReason,
    IncludeNestedStacks: false,
  };
}

/** `values`: IncludePropertyValues, the properties before and after as JSON texts, and of each change. */
export function shownChange(change: Change, values: boolean): object {
  const { action, logicalId, physicalId, type, replacement, policyAction, details, before, after } = change;
  const scope = [...new Set(details.map(({ attribute }) => attribute))];
  return {
    Type: 'Resource',
    ResourceChange: {
      PolicyAction: policyAction,
      Action: action,
      LogicalResourceId: logicalId,
      PhysicalResourceId: physicalId,
      ResourceType: type,
      Replacement: replacement,
      Scope: scope,
      Details: details.map((detail) => ({
        Target: {
          Attribute: detail.attribute,
          Name: detail.name,
          RequiresRecreation: detail.requiresRecreation,
          ...(values && detail.name !== undefined ? shownValues(detail) : {}),
        },
        Evaluation: detail.evaluation,
        ChangeSource: detail.source,
        CausingEntity: detail.causedBy,
      })),
      BeforeContext: values && before !== undefined ? JSON.stringify({ Properties: before }) : undefined,
      AfterContext: values && after !== undefined ? JSON.stringify({ Properties: after }) : undefined,
    },
  };
}

function shownValues({ name, before, after }: ChangeDetail): object {
  const type = before === undefined ? 'Add' : after === undefined ? 'Remove' : 'Modify';
  return {
    Path: `/Properties/${name}`,
    BeforeValue: textOf(before),
    AfterValue: textOf(after),
    AttributeChangeType: type,
  };
}

function textOf(value: unknown): string | undefined {
  return value === undefined || typeof value === 'string' ? value : JSON.stringify(value);
}
