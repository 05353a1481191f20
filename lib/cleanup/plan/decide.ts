import type { Stack } from '../../ports/stacks';
import type { BranchIndex } from '../../previews/branch-index';
import { keepingOf, keptText } from '../../previews/keeping';
import type { CleanupPolicy, Decision, DeleteReason, KeepReason } from '../../previews/plan';
import type { Preview } from '../../previews/preview';
import { lastWork } from '../../previews/record/last-work';
import { globMatches } from '../../settings/glob';
import { skipReason } from '../../settings/target-of-branch';
import { lastChange } from '../../stacks/last-change';
import { isDeletable, isUnderWay, stackState } from '../../stacks/stack-state';
import { duration } from '../../text/duration';
import { moment } from '../../text/moment';
import { expiryOf, lastPushOf } from './expiry';

const minute = 60_000;
const day = 86_400_000;
/**
 * No operation that ends takes as long: CloudFormation gives up on a custom resource after an hour, and databases come and go within two. After it an
 * orphan that cannot be deleted yet counts as left.
 */
const stuckAfterMs = 6 * 60 * minute;

/** What decides besides the preview itself. */
export interface Circumstances {
  /** What follows from the branch alone. */
  readonly verdict: BranchVerdict;
  readonly policy: CleanupPolicy;
  readonly now: Date;
  /** Whether everything was listed, and the list of branches is believed. */
  readonly credible: boolean;
}

type Kept = readonly [KeepReason, string];
type Rule = (preview: Preview, circumstances: Circumstances) => Kept | undefined;

/** Every reason to keep, the strongest first. A preview is deleted only when none holds. */
const rules: readonly Rule[] = [
  (_preview, { verdict }) => (verdict.verdict === 'keep' ? ['branch-alive', verdict.because] : undefined),
  ({ stack }) =>
    stack.status === 'DELETE_IN_PROGRESS' ? ['being-deleted', 'CloudFormation is deleting it already'] : undefined,
  ({ stack }) =>
    isUnderWay(stack.status) ? ['in-progress', `CloudFormation is working on it (${stack.status})`] : undefined,
  ({ stack }) =>
    isDeletable(stack.status)
      ? undefined
      : ['unknown-state', `its state ${stack.status} (${stackState(stack.status)}) is none that cleanup knows`],
  ({ stack }) =>
    stack.terminationProtection
      ? ['termination-protection', 'its stack is protected from deletion in CloudFormation']
      : undefined,
  protectedByPattern,
  ({ branchCut }) =>
    branchCut
      ? ['branch-name-cut', 'its branch name is too long for a tag and it has no record that holds it']
      : undefined,
  ({ record }) =>
    record === 'unreadable'
      ? ['record-unreadable', 'its record, which may say to keep it, could not be read']
      : undefined,
  keptUntil,
  young,
];

/** Keep or delete, and why. Pure. */
export function decide(
  preview: Preview,
  circumstances: Omit<Circumstances, 'verdict'> & Parameters<typeof reasonToDelete>[1],
): Decision {
  const verdict = reasonToDelete(preview, circumstances);
  const { policy, now, credible } = circumstances;
  const kept = rules.flatMap((rule) => {
    const held = rule(preview, { verdict, policy, now, credible });
    return held ? [held] : [];
  });
  const [first] = kept;
  if (first) {
    const [reason, because] = first;
    // What anything else keeps as well is not missed.
    const orphaned = credible && kept.every(([one]) => mayBeStuck.includes(one));
    const stuckMs = orphaned ? now.getTime() - begunAt(preview.stack).getTime() : 0;
    const reasons = kept.map(([one]) => one);
    const expiry = verdict.lastPush && expiryOf(preview, { lastPush: verdict.lastPush, reasons, policy, now });
    if (stuckMs < stuckAfterMs) {
      const whole = expiry?.near ? `${because}; it goes after ${moment(expiry.goesAt)}` : because;
      return { preview, verdict: 'keep', reason, because: whole, ...(expiry && { expiry }) };
    }
    const whole = `${because}, for ${duration(stuckMs)}; ${verdict.because}`;
    return { preview, verdict: 'keep', reason, because: whole, stuckMs };
  }
  // The first rule keeps what has no reason to go.
  const { lastPush: _, ...toDelete } = verdict as ReasonToDelete;
  return credible ? { preview, ...toDelete } : unknown(preview, toDelete);
}

const mayBeStuck: readonly KeepReason[] = ['being-deleted', 'in-progress', 'unknown-state'];

/** When CloudFormation began what it does now: AWS says the time of a deletion while it goes on (recorded answers of 2018 and 2022). */
function begunAt(stack: Stack): Date {
  return (stack.status.startsWith('DELETE_') ? stack.deletionAt : undefined) ?? lastChange(stack);
}

function unknown(preview: Preview, { reason }: ReasonToDelete): Decision {
  const because =
    reason === 'branch-gone'
      ? `its branch ${preview.branch} is not in a list that is not believed`
      : 'not decided: not everything could be listed';
  return { preview, verdict: 'unknown', reason: 'not-listed', because };
}

function protectedByPattern({ branch, stack }: Preview, { policy }: Circumstances): Kept | undefined {
  const pattern = policy.protectedBranches.find((one) => globMatches(one, branch) || globMatches(one, stack.name));
  return pattern === undefined ? undefined : ['protected-branch', `settings protect "${pattern}"`];
}

/** A job of any branch may write any preview's record: how far it reaches is bounded by settings, counted from what CloudFormation says. */
function keptUntil({ stack, record }: Preview, { policy, now }: Circumstances): Kept | undefined {
  if (typeof record === 'string') return undefined;
  const keeping = keepingOf({ createdAt: lastWork(stack, record, now) }, record.keepUntil, policy.maxKeepDays);
  if (keeping === undefined || keeping.until.getTime() <= now.getTime()) return undefined;
  if (!keeping.cut) return ['keep-until', `someone asked to keep it ${keptText(keeping.until)}`];
  const bound = `settings allow ${policy.maxKeepDays} d after its last change: until ${moment(keeping.until)}`;
  return ['keep-until', `someone asked to keep it until ${record.keepUntil}, and ${bound}`];
}

function young({ stack }: Preview, { policy, now }: Circumstances): Kept | undefined {
  const age = now.getTime() - lastChange(stack).getTime();
  const grace = policy.graceMinutes * minute;
  if (age >= grace) return undefined;
  return ['young', `it was touched ${duration(Math.max(0, age))} ago; the grace is ${duration(grace)}`];
}

const stages = ['production', 'staging'] as const;

/** What follows from the branch and the policies, before anything that may protect the preview is looked at. */
export type BranchVerdict =
  | { readonly verdict: 'keep'; readonly because: string; readonly lastPush?: Date }
  | ReasonToDelete;

interface ReasonToDelete {
  readonly verdict: 'delete';
  readonly reason: DeleteReason;
  readonly because: string;
  /** Set when it is the time since then that deletes it. */
  readonly lastPush?: Date;
}

/** Deleted when its branch is gone, or when a policy that settings switch on says so. Pure. */
export function reasonToDelete(
  preview: Preview,
  { index, policy, now }: { readonly index: BranchIndex; readonly policy: CleanupPolicy; readonly now: Date },
): BranchVerdict {
  const head = index.branchOf(preview);
  if (head === undefined) {
    return { verdict: 'delete', reason: 'branch-gone', because: `its branch ${preview.branch} is gone` };
  }
  const stage = stages.find((one) => policy.stageBranches[one] === head.name);
  if (stage !== undefined) {
    const because = `pushes to its branch ${head.name} deploy ${stage} now, and no preview`;
    return { verdict: 'delete', reason: 'branch-is-target', because };
  }
  const skipped = policy.removeSkipped ? skipReason(policy, head.name) : undefined;
  if (skipped !== undefined) {
    return { verdict: 'delete', reason: 'skipped-branch', because: `branches like "${skipped}" get no preview` };
  }
  return policy.expireAfterDays > 0
    ? expiry(preview, head.commit, policy.expireAfterDays, now)
    : { verdict: 'keep', because: 'its branch exists' };
}

/** Only a preview that runs the head of its branch can expire: any other has seen a push that is not deployed. */
function expiry(preview: Preview, head: string, days: number, now: Date): BranchVerdict {
  const keep = (because: string, lastPush?: Date): BranchVerdict => ({
    verdict: 'keep',
    because: `its branch exists${because}`,
    ...(lastPush && { lastPush }),
  });
  const lastPush = lastPushOf(preview, head, now);
  if (typeof lastPush === 'string') return keep(lastPush);
  const idle = Math.floor((now.getTime() - lastPush.getTime()) / day);
  if (idle < days) return keep(`; it was pushed to ${idle} d ago`, lastPush);
  return { verdict: 'delete', reason: 'expired', because: `its branch had no push for ${idle} d`, lastPush };
}
