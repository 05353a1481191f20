import { AwsError } from '../../../http/aws-error';
import type { ResourceRecord, StackRecord } from '../../stacks/stack';
import type { Operation } from '../engine';

/** Changes the state of a resource and adds an event to the stack. */
export function setResourceStatus(
  { engine, stack }: Operation,
  record: ResourceRecord,
  status: string,
  detail: { readonly reason?: string; readonly properties?: unknown; readonly shown?: string } = {},
): void {
  const properties = detail.properties === undefined ? detail.shown : JSON.stringify(detail.properties);
  record.status = status;
  record.reason = detail.reason;
  record.updatedAt = engine.store.addEvent(stack, {
    logicalId: record.logicalId,
    physicalId: record.physicalId ?? '',
    type: record.type,
    status,
    ...(detail.reason === undefined ? {} : { reason: detail.reason }),
    ...(properties === undefined ? {} : { properties }),
  });
}

/** What a failure becomes as ResourceStatusReason. */
export function reasonOf(error: unknown): string {
  if (error instanceof AwsError) {
    return error.message;
  }
  return `Internal failure: ${error instanceof Error ? error.message : String(error)}`;
}

/** The properties of a resource as events showed them last, as JSON, without the values of NoEcho parameters. */
export function lastShownProperties(stack: StackRecord, logicalId: string): string | undefined {
  const events = stack.events.filter((event) => event.logicalId === logicalId && event.properties !== undefined);
  return (events.findLast(({ status }) => status.endsWith('_COMPLETE')) ?? events.at(-1))?.properties;
}
