import type { CleanupCounts } from '../previews/heartbeat';
import type { CleanupPlan } from '../previews/plan';
import type { RemovalResult } from '../previews/removal-result';
import type { CleanupReport } from './cleanup-request';

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
