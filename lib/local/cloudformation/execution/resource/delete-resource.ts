import type { ResourceRecord } from '../../stacks/stack';
import type { Operation } from '../engine';
import { obeyFault } from '../obey-fault';
import { formerPropertiesForType } from './properties-for-type';
import { resourceContext } from './resource-context';
import { reasonOf, setResourceStatus } from './resource-events';
import { typeNamed } from './type-named';

/** Takes a resource away, unless it shall be kept. False when it could not go. */
export async function deleteResource(
  operation: Operation,
  record: ResourceRecord,
  options: { readonly keep: boolean; readonly policy: string; readonly skipFailure?: boolean },
): Promise<boolean> {
  const { engine, signal } = operation;
  if (options.keep) {
    setResourceStatus(operation, record, 'DELETE_SKIPPED');
    return true;
  }
  setResourceStatus(operation, record, 'DELETE_IN_PROGRESS');
  let reason: string | undefined;
  try {
    await obeyFault(operation, record, 'delete', signal);
    const properties = formerPropertiesForType(engine, record.logicalId, record.type, record.properties);
    const context = resourceContext(operation, record.logicalId, record.tags, signal);
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
    setResourceStatus(operation, record, options.skipFailure ? 'DELETE_SKIPPED' : 'DELETE_FAILED', {
      reason: reasonOf(error),
    });
    return options.skipFailure === true;
  }
  setResourceStatus(operation, record, 'DELETE_COMPLETE', { reason });
  return true;
}
