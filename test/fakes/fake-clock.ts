import type { Clock } from '../../lib/ports/clock';

/** Time that passes only when somebody sleeps, and then at once. */
export class FakeClock implements Clock {
  /** Every sleep asked for, in milliseconds. */
  readonly sleeps: number[] = [];
  private alarms: { at: number; ring: () => void }[] = [];

  constructor(private time: Date = new Date('2026-11-20T12:00:00.000Z')) {}

  now(): Date {
    return new Date(this.time);
  }

  async sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.sleeps.push(milliseconds);
    this.advance(milliseconds);
    // Others get their turn, as in a real wait; a macrotask, so that a polling loop cannot starve the test.
    await new Promise<void>((resolve) => setImmediate(resolve));
    signal?.throwIfAborted();
  }

  /** Lets time pass; alarms that fall due ring in order, each at its own moment. */
  advance(milliseconds: number): void {
    const end = this.time.getTime() + milliseconds;
    for (;;) {
      const due = this.alarms.filter((alarm) => alarm.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.alarms = this.alarms.filter((alarm) => alarm !== due);
      this.time = new Date(Math.max(due.at, this.time.getTime()));
      due.ring();
    }
    this.time = new Date(end);
  }

  /** Something that happens in the world after so many milliseconds: a push, Ctrl-C, an app that becomes healthy. */
  after(milliseconds: number, ring: () => void): void {
    this.alarms.push({ at: this.time.getTime() + milliseconds, ring });
  }
}
