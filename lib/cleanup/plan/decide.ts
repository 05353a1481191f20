import type { CleanupPolicy, Decision, KeepReason } from '../../previews/plan';
import type { Preview } from '../../previews/preview';
import { globMatches } from '../../settings/glob';
import { isDeletable, isUnderWay, stackState } from '../../stacks/stack-state';
import { type BranchVerdict, reasonToDelete } from './reason-to-delete';

const minute = 60_000;

/** What decides besides the preview itself. */
export interface Circumstances {
  /** What follows from the branch alone. */
  readonly verdict: BranchVerdict;
  readonly policy: CleanupPolicy;
  readonly now: Date;
}

type Kept = readonly [KeepReason, string];
type Rule = (preview: Preview, circumstances: Circumstances) => Kept | undefined;

/** Every reason to keep, the strongest first. A preview is deleted only when none holds. */
const rules: readonly Rule[] = [
  (_preview, { verdict }) => (verdict.verdict === 'keep' ? ['branch-alive', verdict.because] : undefined),
  ({ stack }) =>
    stack.status === 'DELETE_IN_PROGRESS' ? ['being-deleted', 'CloudFormation is deleting it already'] : undefined,
  ({ stack }) =>
    isUnderWay(stack.status)
      ? ['in-progress', `CloudFormation is working on it (${stack.status}); the next run looks again`]
      : undefined,
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
  const all: Circumstances = { verdict, policy: circumstances.policy, now: circumstances.now };
  for (const rule of rules) {
    const kept = rule(preview, all);
    if (kept) return { preview, verdict: 'keep', reason: kept[0], because: kept[1] };
  }
  // The first rule keeps what has no reason to go.
  return { preview, ...(verdict as Extract<BranchVerdict, { verdict: 'delete' }>) };
}

function protectedByPattern({ branch, stack }: Preview, { policy }: Circumstances): Kept | undefined {
  const pattern = policy.protectedBranches.find((one) => globMatches(one, branch) || globMatches(one, stack.name));
  return pattern === undefined ? undefined : ['protected-branch', `settings protect "${pattern}"`];
}

function keptUntil({ record }: Preview, { now }: Circumstances): Kept | undefined {
  if (typeof record === 'string' || record.keepUntil === undefined) return undefined;
  const until = Date.parse(record.keepUntil);
  // An unreadable date still protects: the comparison with NaN is false.
  if (until <= now.getTime()) return undefined;
  return ['keep-until', `somebody asked to keep it until ${record.keepUntil}`];
}

function young({ stack }: Preview, { policy, now }: Circumstances): Kept | undefined {
  const touched = stack.updatedAt ?? stack.createdAt;
  const age = (now.getTime() - touched.getTime()) / minute;
  if (age >= policy.graceMinutes) return undefined;
  return ['young', `it was touched ${Math.max(0, Math.floor(age))} min ago; the grace is ${policy.graceMinutes} min`];
}
