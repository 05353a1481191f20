/** A day of the week, in the time zone of the nights. */
export type Weekday = 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday';

/**
 * When previews sleep by themselves. The hourly job reads it from the default branch, so that no other branch can change it; an override of `branches`
 * may.
 */
export interface SleepSettings {
  /**
   * A preview is put to sleep after this many hours without a request through its balancer, a deploy, or a person who woke it, and stays asleep until
   * someone wakes it or pushes. Hours of the night do not count; 0 is never. @default none: never
   */
  readonly idleHours?: number;
  /** The hours in which no one works; see below. 'none' takes away what another layer wrote. @default none */
  readonly nights?: NightSettings | 'none';
}

/** From when to when previews sleep, by the clock on the wall: in spring and autumn the night is an hour shorter or longer. */
export interface NightSettings {
  /** Every day at this time previews are put to sleep, `HH:MM`. Must be given. */
  readonly from: string;
  /** Those that the night put to sleep answer again by this time, `HH:MM`; three hours after `from` or later. Must be given. */
  readonly to: string;
  /** On whose mornings they are woken: without Saturday and Sunday they sleep from Friday evening to Monday morning. @default every day */
  readonly days?: readonly Weekday[];
  /** IANA name of the time zone, such as 'Europe/Berlin'. Must be given. */
  readonly timeZone: string;
}
