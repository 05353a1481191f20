import { PreviewError } from '../../errors';
import type { Clock } from '../../ports/clock';
import type { Deployments } from '../../ports/deployments';
import type { Progress } from '../../progress';
import { isUnfinished } from '../places/former-deployments';

/** Earlier runs have looked at older ones. */
const lookBackMs = 24 * 3_600_000;
/** No deploy takes so long. One that does still sets its final status. */
const staleMs = 2 * 3_600_000;
/** Each costs a request. */
const lookedAtMost = 100;

/**
 * Ends deployments of the last 24 hours that have shown "deploying" for more than two hours: their runs were cancelled, and no later run ended
 * them.
 *
 * @returns why it could not go on; undefined when it could
 */
export async function closeStale(
  {
    deployments,
    clock,
    progress,
  }: { readonly deployments: Deployments; readonly clock: Clock; readonly progress: Progress },
  isOver: () => boolean,
): Promise<PreviewError | undefined> {
  const now = clock.now().getTime();
  let looked = 0;
  try {
    for await (const { id, environment, createdAt } of deployments.list()) {
      const age = now - createdAt.getTime();
      if (age > lookBackMs || looked >= lookedAtMost || isOver()) break;
      if (age <= staleMs) continue;
      looked += 1;
      if (!isUnfinished((await deployments.status(id))?.state)) continue;
      await deployments.setStatus(id, {
        state: 'error',
        description: 'The run was cut short, and no other came after it',
      });
      progress.emit({ kind: 'stale-deployment-closed', deployment: id, environment });
    }
    return undefined;
  } catch (error) {
    if (error instanceof PreviewError) return error;
    throw error;
  }
}
