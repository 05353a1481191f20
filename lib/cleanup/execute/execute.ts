import { inParallel } from '../../previews/in-parallel';
import type { CleanupPlan } from '../../previews/plan';
import { interruption } from '../../stacks/interruptible';
import type { CleanupPorts, CleanupReport } from '../cleanup-request';
import { CleanupProgress } from './cleanup-progress';
import { deleteOrphanFolders } from './delete-orphan-folders';
import { DeletionWatch } from './deletion-watch';
import type { ExecuteOptions, Execution } from './execution';
import { queueRemovalNotices } from './queue-removal-notices';
import { removePreview } from './remove-preview';
import { verify } from './verify';

/** Does what the plan says, and looks whether it is done. One failure never stops the others. */
export async function execute(
  ports: CleanupPorts,
  plan: CleanupPlan,
  options: ExecuteOptions,
): Promise<Pick<CleanupReport, 'results' | 'swept' | 'left'>> {
  const { inventory, removalNotices, signal } = options;
  const toDelete = plan.decisions.filter((decision) => decision.verdict === 'delete');
  const atOnce = plan.policy.deletionsAtOnce;
  const run: Execution = {
    ...options,
    plan,
    running: new Set<string>(),
    watch: new DeletionWatch(ports),
    progress: new CleanupProgress(ports.clock, ports.progress, toDelete.length),
  };
  const bucket = inventory.application?.bundleBucket;
  // Before anything goes: a run that is killed must not leave GitHub with previews that are gone.
  if (removalNotices && bucket !== undefined) await queueRemovalNotices(ports, removalNotices, bucket, plan);
  const folders = await deleteOrphanFolders(ports, plan, options);
  const results = await inParallel(toDelete, atOnce, async (decision) => {
    signal?.throwIfAborted();
    return removePreview(ports, decision, run);
  }).catch((error: unknown) => {
    const goesOn = [...run.running].map((name) => `${name} is being deleted`);
    throw signal?.aborted ? interruption(goesOn, error) : error;
  });
  const verified = await verify(ports, results, { inventory, since: plan.at, signal });
  return {
    results: verified.results,
    swept: folders.swept,
    left: [...verified.left, ...folders.left, ...stuck(plan)],
  };
}

/** Orphans that CloudFormation does not get on with: nothing of ours will ever come to them. */
function stuck({ decisions }: CleanupPlan): CleanupReport['left'] {
  return decisions
    .filter((decision) => decision.verdict === 'keep' && decision.stuckMs !== undefined)
    .map(({ preview, because }) => ({ name: preview.stack.name, because }));
}
