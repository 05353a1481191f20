import { survivable } from '../../errors';
import { keyOfId, previewId, previewKey } from '../../naming/preview-id';
import { inParallel } from '../../previews/in-parallel';
import { collect } from '../../previews/listing';
import type { CleanupPlan } from '../../previews/plan';
import { previewPrefix } from '../../previews/preview';
import type { CleanupPorts, CleanupReport } from '../cleanup-request';
import { isOutOfGrace } from '../plan/plan-cleanup';
import { deleteRetained } from './delete-artifacts';
import type { ExecuteOptions } from './execution';

const atOnce = 5;

const stays: Outcome = { swept: [], left: [] };

type Outcome = Pick<CleanupReport, 'swept' | 'left'>;

/**
 * Deletes folders of the bundle bucket that belonged to no stack and no branch when it was listed. A branch pushed since then may have bundles
 * there before it has a stack, so the branches are listed again, and each folder is looked at once more. That costs requests only when there is
 * such a folder.
 */
export async function deleteOrphanFolders(
  ports: CleanupPorts,
  { leftovers, policy, at }: CleanupPlan,
  { inventory: { application, owner }, keepSnapshots, signal }: ExecuteOptions,
): Promise<Outcome> {
  if (application === undefined || leftovers.length === 0) return { swept: [], left: [] };
  const branches = await collect(ports.repository.branches(), signal);
  if (!branches.complete) {
    const because = `whether it is in use could not be asked again: ${branches.because}`;
    return { swept: [], left: leftovers.map((targetId) => ({ name: targetId, because })) };
  }
  const used = new Set(
    branches.items.flatMap(({ name }) => [previewId(owner.project, name), previewKey(owner.project, name)]),
  );
  // Its log groups are found by the key, which another preview may have.
  const free = leftovers.filter((targetId) => !used.has(targetId) && !used.has(keyOfId(owner.project, targetId)));
  const outcomes = await inParallel(free, atOnce, async (targetId): Promise<Outcome> => {
    try {
      // A stack of that name that came since the listing uses what lies there.
      const stackName = previewPrefix(owner.project) + targetId;
      if (await ports.stacks.find(stackName)) return stays;
      const lastChange = await ports.bundles.lastChange(application.bundleBucket, targetId);
      if (!isOutOfGrace({ ...(lastChange && { lastChange }) }, policy, at)) return stays;
      for (const branch of await branchesOf(ports, application.bundleBucket, targetId, owner.project)) {
        if (await ports.repository.branch(branch)) return stays;
      }
      // The folder goes last: while it is there, the next run knows that something may be left.
      const environmentPrefix = `${owner.project}-${keyOfId(owner.project, targetId)}--`;
      await deleteRetained(ports.retained, { stackName, environmentPrefix, databases: keepSnapshots ? [] : 'any' });
      const objects = await ports.bundles.sweep(application.bundleBucket, targetId);
      ports.progress.emit({ kind: 'swept', targetId, objects });
      return { swept: [{ targetId, objects }], left: [] };
    } catch (error) {
      const because = `log groups, bundles and records could not be deleted: ${survivable(error).message}`;
      return { swept: [], left: [{ name: targetId, because }] };
    }
  });
  return { swept: outcomes.flatMap(({ swept }) => swept), left: outcomes.flatMap(({ left }) => left) };
}

/** The branches that a folder can belong to, as far as it says: a plain id is its branch, any other is known from its records only. */
async function branchesOf(
  { records }: CleanupPorts,
  bucket: string,
  targetId: string,
  project: string,
): Promise<readonly string[]> {
  const recorded = (await records.all(bucket, targetId)).flatMap(({ branch }) => branch ?? []);
  return [...new Set([targetId, ...recorded])].filter((branch) => previewId(project, branch) === targetId);
}
