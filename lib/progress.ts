import type { AnnounceEvent } from './announce/events';
import type { CleanupEvent } from './cleanup/events';
import type { ControlEvent } from './control/events';
import type { DeployEvent } from './deploy/events';
import type { LookedAt } from './doctor/events';
import type { HealthEvent } from './health/events';
import type { HoldEvent, LogsEvent } from './instances/events';
import type { SleepEvent } from './sleep/events';
import type { StackFact } from './stacks/events';

/** What any command says while it waits for GitHub. */
export interface GitHubAwaited {
  /** GitHub refuses calls because of a rate limit; emitted when the wait begins and every minute. */
  readonly kind: 'github-awaited';
  /** Left until GitHub may be asked again. */
  readonly milliseconds: number;
}

/** Everything that the product can say while it works. Data, no sentences: who draws it chooses the words. */
export type ProgressEvent =
  | DeployEvent
  | HealthEvent
  | SleepEvent
  | LogsEvent
  | HoldEvent
  | ControlEvent
  | CleanupEvent
  | AnnounceEvent
  | LookedAt
  | GitHubAwaited
  | StackFact;

/** Where events go. */
export interface Progress {
  emit(event: ProgressEvent): void;
}
