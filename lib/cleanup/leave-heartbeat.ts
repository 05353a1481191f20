import { survivable } from '../errors';
import type { CleanupCounts, Heartbeat } from '../ports/heartbeats';
import type { CleanupPlan } from '../previews/plan';
import type { RemovalResult } from '../previews/removal-result';
import type { CleanupPorts, CleanupReport } from './cleanup-request';

/** Writes the heartbeat of this run. A heartbeat that cannot be written counts as something left to do. */
export async function leaveHeartbeat(
  { heartbeats, clock }: CleanupPorts,
  report: CleanupReport,
  bucket: string | undefined,
): Promise<CleanupReport> {
  // Without an application stack there is no bucket, and no preview to clean up.
  if (bucket === undefined) return report;
  const { counts, left } = report;
  const { refusal } = report.plan;
  const at = clock.now().toISOString();
  const good = refusal === undefined && left.length === 0;
  try {
    const lastGood = good ? at : (await heartbeats.read(bucket))?.lastGood;
    const heartbeat: Heartbeat = {
      format: 1,
      at,
      good,
      ...(lastGood !== undefined && { lastGood }),
      counts,
      ...(refusal && { refusal: refusal.reason }),
    };
    await heartbeats.write(bucket, heartbeat);
    return report;
  } catch (error) {
    const entry = { name: 'heartbeat', because: `the heartbeat could not be written: ${survivable(error).message}` };
    return { ...report, left: [...left, entry], counts: { ...counts, left: counts.left + 1 } };
  }
}

/** How many previews ended how. */
export function countsOf(plan: CleanupPlan, { results, left }: Pick<CleanupReport, 'results' | 'left'>): CleanupCounts {
  const ended = (outcome: RemovalResult['outcome']) => results.filter((result) => result.outcome === outcome).length;
  return {
    deleted: ended('deleted'),
    kept: plan.decisions.filter(({ verdict }) => verdict === 'keep').length,
    skipped: ended('skipped'),
    failed: ended('failed'),
    unfinished: ended('unfinished'),
    left: left.length,
  };
}
