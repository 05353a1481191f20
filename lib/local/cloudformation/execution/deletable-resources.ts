import type { StackRecord } from '../stacks/stack';
import type { Deletion } from './delete-all';

/** What is left of a stack's resources to delete, replaced ones included. */
export function deletableResources(
  stack: StackRecord,
  why: 'delete' | 'rollback',
  retained: readonly string[] = [],
): readonly Deletion[] {
  const records = [...stack.leftovers, ...Object.values(stack.resources)];
  return records
    .filter(
      ({ physicalId, status }) =>
        physicalId !== undefined && status !== 'DELETE_COMPLETE' && status !== 'DELETE_SKIPPED',
    )
    .map((record) => {
      const policy = record.deletionPolicy;
      const keptByPolicy =
        why === 'rollback'
          ? policy === 'Retain' && !stack.retainExceptOnCreate
          : policy === 'Retain' || policy === 'RetainExceptOnCreate';
      return { record, policy, keep: keptByPolicy || retained.includes(record.logicalId) };
    });
}
