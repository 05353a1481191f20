import type { BranchIndex } from '../../previews/branch-index';
import type { CleanupPolicy, DeleteReason } from '../../previews/plan';
import type { Preview } from '../../previews/preview';
import { skipReason } from '../../settings/skip-rule';

const day = 86_400_000;

/** Whether a preview has lost its reason to live, before anything that may protect it is looked at. */
export type BranchVerdict =
  | { readonly verdict: 'keep'; readonly because: string }
  | { readonly verdict: 'delete'; readonly reason: DeleteReason; readonly because: string };

/** Its branch is gone, or a policy that settings switch on says that it goes all the same. Pure. */
export function reasonToDelete(
  preview: Preview,
  { index, policy, now }: { readonly index: BranchIndex; readonly policy: CleanupPolicy; readonly now: Date },
): BranchVerdict {
  const head = index.branchOf(preview);
  if (head === undefined) {
    return { verdict: 'delete', reason: 'branch-gone', because: `its branch ${preview.branch} is gone` };
  }
  const skipped = policy.removeSkipped ? skipReason(policy, head.name) : undefined;
  if (skipped !== undefined) {
    return { verdict: 'delete', reason: 'skipped-branch', because: `branches like "${skipped}" get no preview` };
  }
  return policy.expireAfterDays > 0
    ? expiry(preview, head.commit, policy.expireAfterDays, now)
    : { verdict: 'keep', because: 'its branch exists' };
}

/** Only a preview that shows the head of its branch can be said to be untouched: any other has seen a push that is not deployed. */
function expiry({ stack, record }: Preview, head: string, days: number, now: Date): BranchVerdict {
  const keep = (because: string): BranchVerdict => ({ verdict: 'keep', because: `its branch exists${because}` });
  if (typeof record === 'string') return keep(', and when it was last pushed to is not known');
  if (record.commit !== head) return keep(' and has a commit that is not deployed');
  const deployed = record.deploys.map(({ at }) => Date.parse(at)).filter((time) => !Number.isNaN(time));
  const last = Math.max((stack.updatedAt ?? stack.createdAt).getTime(), ...deployed);
  const idle = Math.floor((now.getTime() - last) / day);
  if (idle < days) return keep(`; it was pushed to ${idle} d ago`);
  return { verdict: 'delete', reason: 'expired', because: `nobody pushed to its branch for ${idle} d` };
}
