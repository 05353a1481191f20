import { SystemClock } from '../../machine/system-clock';
import type { Clock } from '../../ports/clock';

/** The clock that a person at the terminal watches; it keeps no process that has nothing else to do. */
export function openClock(): Clock {
  return new SystemClock(false);
}
