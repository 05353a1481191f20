import type { NightSettings, Weekday } from '../../settings/sleep/sleep-settings';
import { type CalendarDay, daysAfter, WallClock } from './wall-clock';

const weekdays: readonly Weekday[] = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const day = 86_400_000;

/** A moment at which the settings say that previews fall asleep, or are awake. */
interface Turn {
  readonly at: number;
  readonly to: 'night' | 'day';
}

/** The night that it is. */
export interface Night {
  /** When previews were last to fall asleep: in a night of several days, each evening is one. */
  readonly fellAt: Date;
  /** When it ends. */
  readonly endsAt: Date;
}

/** Nights by the settings, in the time zone of the people who work with the previews. */
export class Nights {
  private readonly clock: WallClock;

  constructor(private readonly settings: NightSettings) {
    this.clock = WallClock.of(settings.timeZone);
  }

  /** Undefined by day. */
  at(now: Date): Night | undefined {
    const time = now.getTime();
    // Every day has an evening, and some day of a week a morning.
    const turns = this.turns(now, 2, 8);
    const last = turns.findLast(({ at }) => at <= time);
    const next = turns.find(({ at, to }) => at > time && to === 'day');
    if (last?.to !== 'night' || next === undefined) return undefined;
    return { fellAt: new Date(last.at), endsAt: new Date(next.at) };
  }

  /** Milliseconds between two moments that were no night. */
  awakeMs(from: Date, to: Date): number {
    const [start, end] = [from.getTime(), to.getTime()];
    const back = Math.ceil(Math.max(0, end - start) / day) + 2;
    let awake = 0;
    let since = start;
    let state: Turn['to'] = 'day';
    for (const { at, to: next } of this.turns(to, back, 1)) {
      if (at > end) break;
      if (at > start && state === 'day') awake += at - since;
      if (at > start) since = at;
      state = next;
    }
    return state === 'day' ? awake + Math.max(0, end - since) : awake;
  }

  /** In the order of time. Where the clock jumps over a whole night, its end comes last. */
  private turns(around: Date, daysBack: number, daysOn: number): readonly Turn[] {
    const today = this.clock.dayAt(around);
    const days = Array.from({ length: daysBack + daysOn + 1 }, (_, index) => daysAfter(today, index - daysBack));
    return days
      .flatMap((one) => this.turnsOf(one))
      .sort((a, b) => a.at - b.at || (a.to === b.to ? 0 : a.to === 'night' ? -1 : 1));
  }

  private turnsOf(one: CalendarDay): readonly Turn[] {
    const { from, to, days = weekdays } = this.settings;
    const weekday = weekdays[new Date(Date.UTC(one.year, one.month - 1, one.day)).getUTCDay()];
    const falls: Turn = { at: this.clock.momentOf(one, from).getTime(), to: 'night' };
    const isWorkday = days.some((name) => name === weekday);
    return isWorkday ? [falls, { at: this.clock.momentOf(one, to).getTime(), to: 'day' }] : [falls];
  }
}
