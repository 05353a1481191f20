import { PreviewError } from '../errors';
import { inParallel } from '../previews/in-parallel';
import { interruption } from '../previews/interruption';
import type { Inventory } from '../previews/inventory';
import type { CleanupPlan } from '../previews/plan';
import { previewPrefix } from '../previews/preview';
import type { CleanupPorts, CleanupReport } from './cleanup-request';
import { removePreview } from './remove-preview';

/** Deletions at once: what CloudFormation's five requests a second can follow. */
const atOnce = 5;

/** Does what the plan says. One failure never stops the others. */
export async function execute(
  ports: CleanupPorts,
  plan: CleanupPlan,
  { inventory, signal }: { readonly inventory: Inventory; readonly signal?: AbortSignal | undefined },
): Promise<Pick<CleanupReport, 'results' | 'swept' | 'left'>> {
  const doomed = plan.decisions.filter((decision) => decision.verdict === 'delete');
  const { application } = inventory;
  const running = new Set<string>();
  const results = await inParallel(doomed, atOnce, async ({ preview }) => {
    signal?.throwIfAborted();
    return removePreview(ports, preview, { application, running, signal });
  }).catch((error: unknown) => {
    throw signal?.aborted
      ? interruption(
          [...running].map((name) => `${name} is being deleted`),
          error,
        )
      : error;
  });
  const bucket = application?.bundleBucket;
  const sweeps =
    bucket === undefined
      ? []
      : await inParallel(plan.leftovers, atOnce, (targetId) => sweepLeftover(ports, bucket, targetId, inventory));
  const remaining = results.filter((result) => result.outcome === 'failed' || result.outcome === 'unfinished');
  return {
    results,
    swept: sweeps.flatMap((sweep) => ('objects' in sweep ? sweep : [])),
    left: [
      ...remaining.map((result) => ({ name: result.stackName, because: result.because })),
      ...sweeps.flatMap((sweep) => ('because' in sweep ? sweep : [])),
    ],
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
