import type { Ending } from '../ending';
import type { Announced, AnnouncePlace } from '../events';
import type { Subject } from '../subject';

/** What a place says that it did. */
export type Trace = Partial<Omit<Announced, 'failed'>>;

/** One place where deploys are announced. What it throws does not affect the other places. */
export interface Place {
  readonly name: AnnouncePlace;
  /** A deploy has begun. */
  started(subject: Subject): Promise<void>;
  /** It has ended; `done` is called for all that was said, also when something else could not be. */
  ended(subject: Subject, ending: Ending, done: (trace: Trace) => void): Promise<void>;
}
