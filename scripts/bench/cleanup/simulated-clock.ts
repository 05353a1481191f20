import { FakeClock } from '../../../test/fakes/fake-clock';

/** Time that jumps to the next alarm once no task is left to run: an hour of waiting takes a moment, and many tasks can wait side by side. */
export class SimulatedClock extends FakeClock {
  private readonly due: number[] = [];
  private moving = false;

  override sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    return new Promise((resolve, reject) => {
      this.after(milliseconds, () => (signal?.aborted ? reject(signal.reason) : resolve()));
    });
  }

  override after(milliseconds: number, ring: () => void): void {
    super.after(milliseconds, ring);
    this.due.push(this.now().getTime() + milliseconds);
    if (this.moving) return;
    this.moving = true;
    setImmediate(() => this.move());
  }

  private move(): void {
    this.due.sort((a, b) => a - b);
    const next = this.due.shift();
    if (next === undefined) {
      this.moving = false;
      return;
    }
    if (next > this.now().getTime()) this.advance(next - this.now().getTime());
    // The tasks that the alarm woke run before time goes on.
    setImmediate(() => this.move());
  }
}
