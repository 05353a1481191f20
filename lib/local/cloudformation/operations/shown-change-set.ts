import { drawTags } from '../../http/tags';
import type { Change } from '../stacks/change';
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

export function shownChange({
  action,
  logicalId,
  physicalId,
  type,
  replacement,
  policyAction,
  details,
}: Change): object {
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
      Details: details.map(({ attribute, name, requiresRecreation, causedBy }) => ({
        Target: { Attribute: attribute, Name: name, RequiresRecreation: requiresRecreation },
        Evaluation: causedBy === undefined ? 'Static' : 'Dynamic',
        ChangeSource: causedBy === undefined ? 'DirectModification' : 'ResourceReference',
        CausingEntity: causedBy,
      })),
    },
  };
}
