import type { Clock } from '../../lib/ports/clock';

/** Time that passes only when the test says so. */
export class ManualClock implements Clock {
  private time = Date.parse('2026-11-20T12:00:00.000Z');
  private sleepers: { readonly at: number; readonly wake: () => void }[] = [];

  now(): Date {
    return new Date(this.time);
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const sleeper = {
        at: this.time + milliseconds,
        wake: () => {
          signal?.removeEventListener('abort', stop);
          resolve();
        },
      };
      this.sleepers.push(sleeper);
      const stop = () => {
        this.sleepers = this.sleepers.filter((one) => one !== sleeper);
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', stop, { once: true });
    });
  }

  /** How many wait for a moment to come. */
  get waiting(): number {
    return this.sleepers.length;
  }

  /** Everyone who waits for a moment until then is woken, in order, and does what it does. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.time + milliseconds;
    for (;;) {
      const [next] = this.sleepers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (!next) break;
      this.sleepers = this.sleepers.filter((one) => one !== next);
      this.time = next.at;
      next.wake();
      await settled();
    }
    this.time = end;
    await settled();
  }
}

/** Everything that waits for nothing but its turn has had it. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
