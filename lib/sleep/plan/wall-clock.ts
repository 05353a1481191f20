/** A day of the calendar, without a time. */
export interface CalendarDay {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

const minute = 60_000;
const hour = 60 * minute;

/** The clock on the wall of one time zone. */
export class WallClock {
  private static readonly made = new Map<string, WallClock>();
  private readonly format: Intl.DateTimeFormat;
  /** A moment takes four looks at the clock, and previews of one zone ask for the same. */
  private readonly moments = new Map<number, number>();

  /** @param timeZone IANA name, as settings have it */
  static of(timeZone: string): WallClock {
    const clock = WallClock.made.get(timeZone) ?? new WallClock(timeZone);
    WallClock.made.set(timeZone, clock);
    return clock;
  }

  private constructor(timeZone: string) {
    const parts = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const;
    this.format = new Intl.DateTimeFormat('en-US', { ...parts, second: 'numeric', timeZone, hourCycle: 'h23' });
  }

  /** Which day it is there. */
  dayAt(at: Date): CalendarDay {
    const there = new Date(this.read(at.getTime()));
    return { year: there.getUTCFullYear(), month: there.getUTCMonth() + 1, day: there.getUTCDate() };
  }

  /**
   * When the clock shows a time on a day. A time that comes twice in autumn is the first; one that does not come in spring is as much later as the
   * clock jumps.
   *
   * @param time `HH:MM`
   */
  momentOf({ year, month, day }: CalendarDay, time: string): Date {
    const [hours = 0, minutes = 0] = time.split(':').map(Number);
    const wanted = Date.UTC(year, month - 1, day, hours, minutes);
    const moment = this.moments.get(wanted) ?? this.momentShowing(wanted);
    this.moments.set(wanted, moment);
    return new Date(moment);
  }

  private momentShowing(wanted: number): number {
    // No zone is further from UTC than 14 hours, and none changes twice in three days.
    const before = this.offsetAt(wanted - 36 * hour);
    const after = this.offsetAt(wanted + 36 * hour);
    const shown = [wanted - before, wanted - after].filter((instant) => this.read(instant) === wanted);
    return shown.length > 0 ? Math.min(...shown) : wanted - before;
  }

  /** How far the clock there is ahead of UTC's. */
  private offsetAt(instant: number): number {
    const whole = Math.floor(instant / 1000) * 1000;
    return this.read(whole) - whole;
  }

  /** What the clock there shows, as if it were UTC's. */
  private read(instant: number): number {
    const shown = Object.fromEntries(
      this.format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
    );
    const { year = 0, month = 1, day = 1, hour: hours = 0, minute: minutes = 0, second = 0 } = shown;
    return Date.UTC(year, month - 1, day, hours, minutes, second);
  }
}

/** The day that many days later. */
export function daysAfter({ year, month, day }: CalendarDay, days: number): CalendarDay {
  const at = new Date(Date.UTC(year, month - 1, day + days));
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() };
}
