import type { CleanupEnd } from '../announce/announce-cleanup';
import type { CleanupReport } from '../cleanup/cleanup-request';

/** What of a cleanup's report is announced: of a preview that went, why it had to go, not how it went. */
export function cleanupEnd({ plan, results, left }: CleanupReport): CleanupEnd {
  const reasons = new Map(plan.decisions.map(({ preview, because }) => [preview.stack.id, because]));
  const told = results.map((result) =>
    result.outcome === 'deleted' ? { ...result, because: reasons.get(result.stackId) ?? result.because } : result,
  );
  return { results: told, left, ...(plan.refusal && { stopped: { how: 'refused', because: plan.refusal.because } }) };
}
