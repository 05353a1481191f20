import type { Clock } from '../../ports/clock';

/** A clock is corrected by this much at most. */
const correctionMs = 60_000;

/** Whether so much time has passed. When the clock was set back no one knows: then it has, too. */
export function isOver(since: number, milliseconds: number, clock: Clock): boolean {
  const age = clock.now().getTime() - since;
  return age >= milliseconds || age < -correctionMs;
}
