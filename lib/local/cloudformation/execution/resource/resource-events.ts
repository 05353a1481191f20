import { AwsError } from '../../../http/aws-error';
import type { ResourceRecord } from '../../stacks/stack';
import type { Operation } from '../engine';

/** Changes the state of a resource and tells it as an event of the stack. */
export function setResourceStatus(
  { engine, stack }: Operation,
  record: ResourceRecord,
  status: string,
  told: { readonly reason?: string; readonly properties?: unknown } = {},
): void {
  record.status = status;
  record.reason = told.reason;
  record.updatedAt = engine.store.addEvent(stack, {
    logicalId: record.logicalId,
    physicalId: record.physicalId ?? '',
    type: record.type,
    status,
    ...(told.reason === undefined ? {} : { reason: told.reason }),
    ...(told.properties === undefined ? {} : { properties: JSON.stringify(told.properties) }),
  });
}

/** What a failure becomes as ResourceStatusReason. */
export function reasonOf(error: unknown): string {
  if (error instanceof AwsError) {
    return error.message;
  }
  return `Internal failure: ${error instanceof Error ? error.message : String(error)}`;
}
