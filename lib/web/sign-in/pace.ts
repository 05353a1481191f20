import type { Clock } from '../../ports/clock';

const minuteMs = 60_000;

/** How often something may be done within a minute: by each, and by all. */
export class Pace {
  private readonly times: { readonly who: string; readonly at: number }[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly most: { readonly each: number; readonly all: number },
  ) {}

  /** Counts it, unless it is once too often. */
  allows(who: string): boolean {
    const now = this.clock.now().getTime();
    // Also when the clock was set back.
    const kept = this.times.filter(({ at }) => Math.abs(now - at) < minuteMs);
    this.times.splice(0, this.times.length, ...kept);
    if (kept.length >= this.most.all || kept.filter((one) => one.who === who).length >= this.most.each) return false;
    this.times.push({ who, at: now });
    return true;
  }
}
