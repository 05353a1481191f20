import type { Expiring } from '../announce/expiring/expiring';
import type { CleanupEnd } from '../announce/removed/announce-cleanup';
import type { CleanupReport } from '../cleanup/cleanup-request';
import type { CleanupPlan, KeepReason } from '../previews/plan';

/** What of a cleanup's report is announced: of a preview that went, why it had to go, not how it went. */
export function cleanupEnd({ plan, results, left }: CleanupReport): CleanupEnd {
  const reasons = new Map(plan.decisions.map(({ preview, because }) => [preview.stack.id, because]));
  const announced = results.map((result) =>
    result.outcome === 'deleted' ? { ...result, because: reasons.get(result.stackId) ?? result.because } : result,
  );
  return {
    results: announced,
    left,
    staying: stayingOf(plan),
    at: plan.at,
    expiring: plan.refusal ? [] : expiringOf(plan),
    ...(plan.refusal && { stopped: { how: 'refused', because: plan.refusal.because } }),
  };
}

/** Branches whose previews stand and stay, the youngest preview first. */
function stayingOf({ decisions }: CleanupPlan): readonly string[] {
  return decisions
    .filter((decision) => decision.verdict === 'keep' && standing.includes(decision.reason))
    .map(({ preview }) => preview)
    .sort((one, other) => other.stack.createdAt.getTime() - one.stack.createdAt.getTime())
    .map(({ branch }) => branch);
}

function expiringOf({ decisions }: CleanupPlan): readonly Expiring[] {
  return decisions.flatMap((decision) => {
    const expiry = decision.verdict === 'keep' ? decision.expiry : undefined;
    return expiry ? [{ preview: decision.preview, expiry }] : [];
  });
}

/** Other reasons leave open whether it answers, or what its branch is called. */
const standing: readonly KeepReason[] = ['branch-alive', 'protected-branch', 'keep-until', 'young'];
