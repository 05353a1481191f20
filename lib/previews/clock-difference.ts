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

/** For people; undefined when the two clocks agree within five minutes. */
export function clockWarning(aheadMs: number): string | undefined {
  if (Math.abs(aheadMs) < notableMs) return undefined;
  const side = aheadMs > 0 ? 'ahead of' : 'behind';
  return `this computer's clock is ${duration(Math.abs(aheadMs))} ${side} AWS's`;
}
