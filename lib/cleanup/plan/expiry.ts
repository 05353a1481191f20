import { keepingOf } from '../../previews/keeping';
import type { CleanupPolicy, Expiry, KeepReason } from '../../previews/plan';
import type { Preview } from '../../previews/preview';
import { lastWork } from '../../previews/record/last-work';
import { lastChange } from '../../stacks/last-change';

const day = 86_400_000;

/** When a branch was last pushed to, as far as deploys of its preview say; a text says why that is not known. Pure. */
export function lastPushOf({ stack, record }: Preview, head: string, now: Date): Date | string {
  if (typeof record === 'string') return ', and when it was last pushed to is not known';
  if (record.commit !== head) return ' and has a commit that is not deployed';
  // No clock is a day ahead: a later time was made up.
  const deployed = record.deploys.map(({ at }) => Date.parse(at)).filter((time) => time <= now.getTime() + day);
  return new Date(Math.max(lastWork(stack, record, now).getTime(), ...deployed));
}

/** These end by themselves, at a moment that is known. */
const passing: readonly KeepReason[] = ['branch-alive', 'keep-until', 'young'];

/**
 * When a preview that is kept now goes for want of a push. Undefined when something keeps it whose end is not known. Pure.
 *
 * @param facts `reasons`: all that keep it now
 */
export function expiryOf(
  { stack, record }: Preview,
  facts: {
    readonly lastPush: Date;
    readonly reasons: readonly KeepReason[];
    readonly policy: CleanupPolicy;
    readonly now: Date;
  },
): Expiry | undefined {
  const { lastPush, reasons, policy, now } = facts;
  if (!reasons.every((reason) => passing.includes(reason))) return undefined;
  const keepUntil = typeof record === 'string' ? undefined : record.keepUntil;
  const goesAt = Math.max(
    lastPush.getTime() + policy.expireAfterDays * day,
    keepingOf({ createdAt: lastWork(stack, record, now) }, keepUntil, policy.maxKeepDays)?.until.getTime() ?? 0,
    lastChange(stack).getTime() + policy.graceMinutes * 60_000,
  );
  // A short life has a short warning: else it would come with the deploy.
  const warnMs = Math.min(policy.warnDays, policy.expireAfterDays / 2) * day;
  return { goesAt: new Date(goesAt), near: goesAt - now.getTime() <= warnMs && warnMs > 0, lastPush };
}
