import type { ResourceRecord } from '../stacks/stack';
import { firstCycle } from '../template/first-cycle';
import type { DeletionPolicy } from '../template/template';
import type { Operation } from './engine';
import { deleteResource } from './resource/delete-resource';
import { runInOrder } from './run-in-order';

export interface Deletion {
  readonly record: ResourceRecord;
  readonly policy: DeletionPolicy;
  readonly keep: boolean;
}

/**
 * Deletes resources side by side, each after those that depend on it. One that cannot go holds back what it depends on, and
 * nothing else. Returns the logical ids that failed.
 */
export async function deleteAll(
  operation: Operation,
  deletions: readonly Deletion[],
  options: { readonly skipFailure?: boolean } = {},
): Promise<readonly string[]> {
  const failed: string[] = [];
  const keyed = deletions.map((deletion, index) => ({ ...deletion, key: `${deletion.record.logicalId}#${index}` }));
  const needs = new Map(
    keyed.map(({ key, record }) => [
      key,
      keyed
        .filter(
          (other) => other.record.dependsOn.includes(record.logicalId) && other.record.logicalId !== record.logicalId,
        )
        .map((other) => other.key),
    ]),
  );
  // Leftovers of different updates can depend on each other in a ring; then no order is right.
  const ordered = firstCycle(needs) === undefined;
  const works = keyed.map(({ key, record, keep, policy }) => ({
    key,
    needs: ordered ? (needs.get(key) ?? []) : [],
    run: async () => {
      const gone = await deleteResource(operation, record, { keep, policy, ...options });
      if (!gone) {
        failed.push(record.logicalId);
      }
      return gone;
    },
  }));
  await runInOrder(works, { stopAtFailure: false });
  return failed;
}
