import type { ResourceRecord } from '../../stacks/stack';
import type { Operation } from '../engine';
import { obeyFault } from '../obey-fault';
import { formerPropertiesForType } from './properties-for-type';
import { resourceContext } from './resource-context';
import { lastShownProperties, reasonOf, setResourceStatus } from './resource-events';
import { typeNamed } from './type-named';

/** Takes a resource away, unless it shall be kept. False when it could not go. */
export async function deleteResource(
  operation: Operation,
  record: ResourceRecord,
  options: { readonly keep: boolean; readonly policy: string; readonly skipFailure?: boolean },
): Promise<boolean> {
  const { engine, signal } = operation;
  const report = (status: string, why?: string): void =>
    setResourceStatus(operation, record, `DELETE_${status}`, { reason: why, shown: lastShown(operation, record) });
  if (options.keep) {
    report('SKIPPED');
    return true;
  }
  report('IN_PROGRESS');
  let reason: string | undefined;
  try {
    await obeyFault(operation, record, 'delete', signal);
    const properties = formerPropertiesForType(engine, record.logicalId, record.type, record.properties);
    const context = resourceContext(operation, record, record.tags, signal);
    const state = { physicalId: record.physicalId ?? '', attributes: record.attributes };
    const type = typeNamed(engine, record.type);
    if (options.policy === 'Snapshot') {
      // Rather than letting someone count on one that is not there.
      reason = 'No final snapshot was taken.';
      if (type.deleteWithSnapshot) reason = await type.deleteWithSnapshot(context, state, properties);
      else await type.delete(context, state, properties);
    } else {
      await type.delete(context, state, properties);
    }
  } catch (error) {
    report(options.skipFailure ? 'SKIPPED' : 'FAILED', reasonOf(error));
    return options.skipFailure === true;
  }
  report('COMPLETE', reason);
  return true;
}

/** The clean-up of an update shows no properties. */
function lastShown({ stack }: Operation, { logicalId }: ResourceRecord): string | undefined {
  return stack.status.endsWith('_CLEANUP_IN_PROGRESS') ? undefined : lastShownProperties(stack, logicalId);
}
