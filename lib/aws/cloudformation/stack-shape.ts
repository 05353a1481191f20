import type {
  StackEvent as SdkEvent,
  StackResourceSummary as SdkResource,
  Stack as SdkStack,
  Tag,
} from '@aws-sdk/client-cloudformation';
import type { Stack, StackEvent, StackResource } from '../../ports/stacks';
import { requireField } from '../send';

/** An SDK stack in our words. */
export function toStack(stack: SdkStack): Stack {
  const part = <T>(value: T | undefined, name: string) => requireField(value, name, 'cloudformation:DescribeStacks');
  return {
    id: part(stack.StackId, 'StackId'),
    name: part(stack.StackName, 'StackName'),
    status: part(stack.StackStatus, 'StackStatus'),
    ...(stack.StackStatusReason !== undefined && { statusReason: stack.StackStatusReason }),
    tags: tagsOf(stack.Tags ?? []),
    outputs: Object.fromEntries(
      (stack.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]),
    ),
    createdAt: part(stack.CreationTime, 'CreationTime'),
    ...(stack.LastUpdatedTime !== undefined && { updatedAt: stack.LastUpdatedTime }),
    ...(stack.DeletionTime !== undefined && { deletionAt: stack.DeletionTime }),
    terminationProtection: stack.EnableTerminationProtection ?? false,
    ...(stack.ParentId !== undefined && { parentId: stack.ParentId }),
  };
}

export function tagsOf(tags: readonly Tag[]): Readonly<Record<string, string>> {
  return Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]));
}

export function toResource(resource: SdkResource): StackResource {
  const reason = resource.ResourceStatusReason;
  return {
    logicalId: requireField(resource.LogicalResourceId, 'LogicalResourceId', 'cloudformation:ListStackResources'),
    physicalId: resource.PhysicalResourceId ?? '',
    type: resource.ResourceType ?? '',
    status: resource.ResourceStatus ?? '',
    ...(reason !== undefined && { statusReason: reason }),
  };
}

export function toEvent(event: SdkEvent): StackEvent {
  return {
    id: requireField(event.EventId, 'EventId', 'cloudformation:DescribeStackEvents'),
    at: requireField(event.Timestamp, 'Timestamp', 'cloudformation:DescribeStackEvents'),
    logicalId: event.LogicalResourceId ?? '',
    physicalId: event.PhysicalResourceId ?? '',
    type: event.ResourceType ?? '',
    status: event.ResourceStatus ?? '',
    ...(event.ResourceStatusReason !== undefined && { reason: event.ResourceStatusReason }),
    ...(event.ClientRequestToken !== undefined && { token: event.ClientRequestToken }),
  };
}
