import { PreviewError } from '../errors';
import { inParallel } from '../previews/in-parallel';
import { interruption } from '../previews/interruption';
import type { Inventory } from '../previews/inventory';
import type { CleanupPlan } from '../previews/plan';
import { previewPrefix } from '../previews/preview';
import type { CleanupPorts, CleanupReport } from './cleanup-request';
import { DeletionWatch } from './deletion-watch';
import type { Execution } from './execution';
import { removePreview } from './remove-preview';
import { RunPace } from './run-pace';
import { verify } from './verify';

export interface ExecuteOptions {
  readonly inventory: Inventory;
  readonly deadline: number;
  readonly keepSnapshots: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** Does what the plan says, and looks whether it is done. One failure never stops the others. */
export async function execute(
  ports: CleanupPorts,
  plan: CleanupPlan,
  options: ExecuteOptions,
): Promise<Pick<CleanupReport, 'results' | 'swept' | 'left'>> {
  const { inventory, signal } = options;
  const doomed = plan.decisions.filter((decision) => decision.verdict === 'delete');
  const atOnce = plan.policy.deletionsAtOnce;
  const run: Execution = {
    ...options,
    running: new Set<string>(),
    watch: new DeletionWatch(ports),
    pace: new RunPace(ports.clock, ports.progress, doomed.length),
  };
  const results = await inParallel(doomed, atOnce, async (decision) => {
    signal?.throwIfAborted();
    return removePreview(ports, decision, run);
  }).catch((error: unknown) => {
    const goesOn = [...run.running].map((name) => `${name} is being deleted`);
    throw signal?.aborted ? interruption(goesOn, error) : error;
  });
  const bucket = inventory.application?.bundleBucket;
  const sweeps =
    bucket === undefined
      ? []
      : await inParallel(plan.leftovers, atOnce, (targetId) => sweepLeftover(ports, bucket, targetId, inventory));
  const verified = await verify(ports, results, { inventory, since: plan.at, signal });
  return {
    results: verified.results,
    swept: sweeps.flatMap((sweep) => ('objects' in sweep ? sweep : [])),
    left: [...verified.left, ...sweeps.flatMap((sweep) => ('because' in sweep ? sweep : []))],
  };
}

type Sweep =
  | { readonly targetId: string; readonly objects: number }
  | { readonly name: string; readonly because: string }
  | { readonly inUse: true };

async function sweepLeftover(
  ports: CleanupPorts,
  bucket: string,
  targetId: string,
  inventory: Inventory,
): Promise<Sweep> {
  try {
    // A stack of that name that came since the listing uses what lies there.
    if (await ports.stacks.find(previewPrefix(inventory.owner.project) + targetId)) return { inUse: true };
    const objects = await ports.bundles.sweep(bucket, targetId);
    ports.progress.emit({ kind: 'swept', targetId, objects });
    return { targetId, objects };
  } catch (error) {
    if (!(error instanceof PreviewError)) throw error;
    return { name: targetId, because: `bundles and records could not be deleted: ${error.message}` };
  }
}
