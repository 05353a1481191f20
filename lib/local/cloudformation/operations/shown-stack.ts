import { drawTags } from '../../http/tags';
import type { StackRecord } from '../stacks/stack';
import type { ParameterValues } from '../template/parameter-values';

/** A stack as DescribeStacks shows it: lists of the template are absent when they are empty, those of the request are not. */
export function shownStack(stack: StackRecord): object {
  const isDeleted = stack.status === 'DELETE_COMPLETE';
  return {
    StackId: stack.id,
    StackName: stack.name,
    ChangeSetId: isDeleted || stack.status === 'ROLLBACK_COMPLETE' ? undefined : stack.changeSetId,
    Description: stack.description,
    Parameters: unlessEmpty(shownParameters(stack.request.parameters)),
    CreationTime: new Date(stack.createdAt),
    DeletionTime: date(stack.deletedAt),
    LastUpdatedTime: date(stack.updatedAt),
    RollbackConfiguration: {},
    StackStatus: stack.status,
    StackStatusReason: stack.statusReason,
    DisableRollback: stack.disableRollback,
    NotificationARNs: stack.notificationArns,
    TimeoutInMinutes: stack.timeoutInMinutes,
    Capabilities: unlessEmpty(stack.request.capabilities),
    Outputs: unlessEmpty(
      stack.outputs.map(({ key, value, description, exportName }) => ({
        OutputKey: key,
        OutputValue: value,
        Description: description,
        ExportName: exportName,
      })),
    ),
    RoleARN: stack.roleArn,
    // AWS shows none until a change set is executed (LocalStack, `test_stack_description_lifecycle`, recorded 9 September 2025).
    Tags: stack.status === 'REVIEW_IN_PROGRESS' ? [] : drawTags(stack.request.tags),
    EnableTerminationProtection: isDeleted ? undefined : stack.terminationProtection,
    DriftInformation: { StackDriftStatus: 'NOT_CHECKED' },
    RetainExceptOnCreate: stack.retainExceptOnCreate,
  };
}

/** A stack as ListStacks shows it: without tags (trap T33). */
export function shownSummary(stack: StackRecord): object {
  return {
    StackId: stack.id,
    StackName: stack.name,
    TemplateDescription: stack.description,
    CreationTime: new Date(stack.createdAt),
    LastUpdatedTime: date(stack.updatedAt),
    DeletionTime: date(stack.deletedAt),
    StackStatus: stack.status,
    StackStatusReason: stack.statusReason,
    DriftInformation: { StackDriftStatus: 'NOT_CHECKED' },
  };
}

export function shownParameters(parameters: ParameterValues): readonly object[] {
  return Object.entries(parameters).map(([ParameterKey, { value, resolved, noEcho }]) => ({
    ParameterKey,
    ParameterValue: noEcho ? '****' : value,
    ResolvedValue: noEcho ? undefined : resolved,
  }));
}

export function unlessEmpty<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}

function date(milliseconds: number | undefined): Date | undefined {
  return milliseconds === undefined ? undefined : new Date(milliseconds);
}
