const minute = 60_000;
const step = 10 * minute;

interface Night {
  /** The last evening. */
  readonly fellAt: number;
  /** The next morning on which someone works. */
  readonly endsAt: number;
}

/** Nights as one who looks at a clock on the wall every ten minutes finds them: the judge of what the product reckons. */
export class WallCalendar {
  private readonly wall: Intl.DateTimeFormat;
  private readonly shown = new Map<number, string>();
  private at = 0;
  private fellAt: number | undefined;

  constructor(
    private readonly nights: {
      readonly from: string;
      readonly to: string;
      readonly days: readonly string[];
      readonly timeZone: string;
    },
  ) {
    const parts = { weekday: 'long', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
    this.wall = new Intl.DateTimeFormat('en-GB', { ...parts, timeZone: nights.timeZone });
  }

  /** Looks at the clock until then; what it turned to at that moment, if it did. */
  reach(until: number): 'night' | 'day' | undefined {
    let turned: 'night' | 'day' | undefined;
    for (let at = this.at === 0 ? until : this.at + step; at <= until; at += step) {
      turned = this.turnAt(at);
      if (turned === 'night') this.fellAt = at;
      if (turned === 'day') this.fellAt = undefined;
      this.at = at;
    }
    return turned;
  }

  /** The night at a moment that is not long after. */
  peek(at: number): { readonly night: Night | undefined } {
    let fellAt = this.fellAt;
    for (let next = this.at + step; next <= at; next += step) {
      const turned = this.turnAt(next);
      if (turned === 'night') fellAt = next;
      if (turned === 'day') fellAt = undefined;
    }
    if (fellAt === undefined) return { night: undefined };
    let endsAt = Math.floor(at / step) * step + step;
    while (this.turnAt(endsAt) !== 'day') endsAt += step;
    return { night: { fellAt, endsAt } };
  }

  private turnAt(at: number): 'night' | 'day' | undefined {
    const shown = this.shown.get(at) ?? this.wall.format(at);
    this.shown.set(at, shown);
    const [weekday = '', time = ''] = shown
      .replace(',', '')
      .split(' ')
      .filter((part) => part !== 'at');
    if (time === this.nights.from) return 'night';
    return time === this.nights.to && this.nights.days.includes(weekday.toLowerCase()) ? 'day' : undefined;
  }
}
