import type { Explanation } from '../../cleanup/cleanup-request';
import type { TargetKind } from '../../naming/target';
import { foreignText, formerlyHint } from '../../previews/foreign-repositories';
import { isEndless, keepingOf, keptText } from '../../previews/keeping';
import type { CleanupPolicy, Decision } from '../../previews/plan';
import { asleepText } from '../../previews/record/asleep-text';
import { heldText } from '../../previews/record/held-text';
import { lastWork } from '../../previews/record/last-work';
import { skipReason } from '../../settings/target-of-branch';
import type { SleepDecision } from '../../sleep/plan/sleep-plan';
import { lastChange } from '../../stacks/last-change';
import { duration } from '../../text/duration';
import { moment } from '../../text/moment';
import { plain } from '../../text/visible';

/** A fact that decides, with its title. Harmless text. */
export interface Fact {
  readonly title: string;
  readonly text: string;
}

/** One decision of cleanup with the data that it was made of. */
export function explanationLines(explained: Explanation, kind: TargetKind): string[] {
  return explanationFacts(explained, kind).map(line);
}

/** The same without its form. */
export function explanationFacts(explained: Explanation, kind: TargetKind): Fact[] {
  const { plan, listed, decisions } = explained;
  const { policy } = plan;
  const remote = { true: 'yes', false: 'no', unknown: 'unknown: the branches could not be listed' };
  const from = `${many(listed.previews, 'preview', 'previews')}${listed.stacks ? '' : ' (not all)'} and ${many(listed.branches, 'branch', 'branches')}`;
  return [
    fact('branch', explained.branch),
    fact('hash', explained.branchHash),
    fact('on remote', `${remote[`${explained.branchAlive}`]}${explained.head ? `, at ${explained.head}` : ''}`),
    fact('stack', explained.stackName),
    ...(decisions.length === 0
      ? [fact('decision', `none: ${whyNone(explained, kind)}`)]
      : decisions.flatMap((decision) => decisionLines(decision, policy, plan.at))),
    ...(plan.refusal ? [fact('but', `the whole run is refused: ${plan.refusal.because}`)] : []),
    ...plan.foreign.map((one) => fact('besides', `${foreignText(one)}. ${formerlyHint(one.repository)}`)),
    fact('from', `${from}, looked at ${plan.at.toISOString()}`),
    fact(
      'policy',
      [
        `grace ${duration(policy.graceMinutes * 60_000)}`,
        `protected ${policy.protectedBranches.join(', ') || 'none'}`,
        `expiry ${policy.expireAfterDays === 0 ? 'off' : `after ${policy.expireAfterDays} d`}`,
        `skipped branches ${policy.removeSkipped ? 'go' : 'stay'}`,
      ].join(', '),
    ),
  ];
}

function whyNone({ branch, plan }: Explanation, kind: TargetKind): string {
  if (kind !== 'preview') return `it is the branch of ${kind}, which cleanup never touches`;
  const pattern = skipReason(plan.policy, branch);
  return pattern === undefined ? 'it has no preview' : `it matches ${pattern} and gets no preview`;
}

function decisionLines(decision: Decision, policy: CleanupPolicy, at: Date): Fact[] {
  const { preview, verdict, reason, because } = decision;
  const { stack, record } = preview;
  const keeping =
    typeof record === 'object' &&
    keepingOf({ createdAt: lastWork(stack, record, at) }, record.keepUntil, policy.maxKeepDays);
  const expiry = decision.verdict === 'keep' ? decision.expiry : undefined;
  return [
    fact('id', stack.id),
    fact('state', stack.status),
    fact('last change', lastChange(stack).toISOString()),
    fact('protection', stack.terminationProtection ? 'termination protection is on' : 'none'),
    ...(typeof record === 'object'
      ? [fact('record', `commit ${record.commit}${record.keepUntil ? `, keep until ${record.keepUntil}` : ''}`)]
      : []),
    ...(keeping ? [fact('kept', `${keptText(keeping.until)}${keeping.cut ? `: ${bound(policy)}` : ''}`)] : []),
    ...(expiry && !isEndless(expiry.goesAt)
      ? [fact('expires', `after ${moment(expiry.goesAt)}; last push ${moment(expiry.lastPush)}`)]
      : []),
    ...(typeof record === 'object' && record.sleep ? [fact('sleep', asleepText(record.sleep))] : []),
    ...(typeof record === 'object' ? (record.held ?? []) : []).map((one) => fact('held', heldText(one))),
    fact('decision', `${verdict} (${reason})`),
    fact('because', because),
  ];
}

function bound({ maxKeepDays }: CleanupPolicy): string {
  return `settings keep it for ${maxKeepDays} d after its last change at the most`;
}

/** What the hourly job would do with it; a team that lets no preview sleep reads of what it would change alone. */
export function hourlyLine(decision: SleepDecision, isAsked: boolean): readonly string[] {
  return hourlyFacts(decision, isAsked).map(line);
}

/** The same without its form. */
export function hourlyFacts({ act, reason, because }: SleepDecision, isAsked: boolean): readonly Fact[] {
  return isAsked || act !== 'nothing' ? [fact('hourly job', `${act} (${reason}): ${because}`)] : [];
}

function fact(title: string, text: string): Fact {
  return { title, text: plain(text) };
}

function line({ title, text }: Fact): string {
  return `${title.padEnd(12)}${text}`;
}

function many(count: number, one: string, several: string): string {
  return `${count} ${count === 1 ? one : several}`;
}
