import type { Clock } from '../../ports/clock';
import type { Progress } from '../../progress';

/** Between two words about how far the run is. */
const everyMs = 500;

/** Counts what a run does, and tells how fast it is and how long it will still take. */
export class RunPace {
  private readonly running = new Set<string>();
  private readonly perBucket = new Map<string, number>();
  private readonly started: number;
  private firstObjectAt: number | undefined;
  private done = 0;
  private told = 0;

  constructor(
    private readonly clock: Clock,
    private readonly progress: Progress,
    private readonly total: number,
  ) {
    this.started = this.now();
  }

  begin(branch: string): void {
    this.running.add(branch);
    this.tell(false);
  }

  /** So many versions are gone from that bucket by now. */
  emptied(bucket: string, deleted: number): void {
    this.firstObjectAt ??= this.now();
    this.perBucket.set(bucket, deleted);
    this.tell(false);
  }

  end(branch: string): void {
    this.running.delete(branch);
    this.done += 1;
    this.tell(true);
  }

  private tell(anyway: boolean): void {
    const now = this.now();
    if (!anyway && now - this.told < everyMs) return;
    this.told = now;
    const objects = [...this.perBucket.values()].reduce((sum, count) => sum + count, 0);
    const seconds = Math.max(1, now - (this.firstObjectAt ?? now)) / 1000;
    const left = this.total - this.done;
    this.progress.emit({
      kind: 'cleanup-pace',
      done: this.done,
      total: this.total,
      running: [...this.running],
      objects,
      objectsPerSecond: Math.round(objects / Math.max(seconds, 1)),
      // The first that end say how long the others will take.
      ...(this.done > 0 && { millisecondsLeft: Math.round(((now - this.started) / this.done) * left) }),
    });
  }

  private now(): number {
    return this.clock.now().getTime();
  }
}
