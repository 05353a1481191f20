import type { RequestCounts } from '../../ports/traffic';
import type { Preview } from '../../previews/preview';
import type { SleepSettings } from '../../settings/sleep/sleep-settings';

/** What is known of one preview, by which is decided whether it sleeps. */
export interface SleepFacts {
  readonly preview: Preview;
  /** Of its branch, as the default branch has them. @default it never sleeps by itself */
  readonly settings: SleepSettings | 'none' | undefined;
  /** Whether Beanstalk runs exactly one instance of it, by settings. */
  readonly isSingle: boolean;
  /** RDS's status of its database. @default it has none, or that was not asked for */
  readonly databaseStatus?: string;
  /** Requests that its balancer counted. @default that was not asked for */
  readonly traffic?: RequestCounts;
}

/** What decides besides the preview itself. */
export interface SleepCircumstances {
  /** By AWS's clock. */
  readonly now: Date;
  /** Nothing sleeps so soon after a deploy. */
  readonly graceMinutes: number;
  /** How long waking usually takes. */
  readonly wakeMs: number;
}

/** What the hourly job does with a preview: puts it to sleep or wakes it, releases what is held for too long, or nothing. */
export type SleepAct = 'sleep' | 'wake' | 'release' | 'nothing';

/** Why. */
export type SleepReason =
  /** The night has begun. */
  | 'night'
  /** Nothing used it for as long as settings say. */
  | 'idle'
  /** RDS started its database by itself. */
  | 'database-started'
  /** A run that put it to sleep or woke it did not come to its end. */
  | 'cut-short'
  /** The night is over, or nearly. */
  | 'morning'
  /** An instance is held for longer than was asked for. */
  | 'overdue'
  /** It sleeps, and it is to. */
  | 'asleep'
  /** It is awake, and it is to be. */
  | 'awake'
  /** Settings do not let it sleep by itself. */
  | 'not-asked'
  /** It runs exactly one instance. */
  | 'single-instance'
  /** It was deployed a moment ago. */
  | 'young'
  /** An instance is held. */
  | 'held'
  /** CloudFormation works on it, or another run does. */
  | 'busy'
  /** Its stack takes no change, or it has no record that can be read. */
  | 'unknown';

/** What is to be done with one preview, and why. */
export interface SleepDecision {
  readonly preview: Preview;
  readonly act: SleepAct;
  readonly reason: SleepReason;
  /** For people. */
  readonly because: string;
  /** What the record will say of a sleep. @default it is not put to sleep */
  readonly as?: 'night' | 'idle';
}
