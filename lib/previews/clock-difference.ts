import type { Clock } from '../ports/clock';
import type { Stacks } from '../ports/stacks';
import { duration } from '../text/duration';

/** From here on a difference is worth a word: AWS itself refuses signatures that are older. */
const notableMs = 5 * 60_000;

/**
 * The moment by which ages are measured: the earlier of this computer's and AWS's, so that a wrong clock only ever keeps more. AWS's clock dates
 * the stacks.
 *
 * @param aheadMs how far this computer's clock is ahead of AWS's
 */
export function earlierOf(now: Date, aheadMs: number): Date {
  return new Date(now.getTime() - Math.max(0, aheadMs));
}

/** Whether the difference is more than five minutes, so that people should know. */
export function isNotable(aheadMs: number): boolean {
  return Math.abs(aheadMs) > notableMs;
}

/** Now, by AWS's clock where this computer's is wrong: AWS's dates what is compared with it. */
export function awsNow({ clock, stacks }: { readonly clock: Clock; readonly stacks: Stacks }): Date {
  const aheadMs = stacks.clockAheadMs() ?? 0;
  return new Date(clock.now().getTime() - (isNotable(aheadMs) ? aheadMs : 0));
}

/** For people. AWS's answers say the time in whole seconds. */
export function clockDifference(aheadMs: number): string {
  if (Math.abs(aheadMs) < 2000) return "this computer's clock agrees with AWS's";
  return `this computer's clock is ${duration(Math.abs(aheadMs))} ${aheadMs > 0 ? 'ahead of' : 'behind'} AWS's`;
}
