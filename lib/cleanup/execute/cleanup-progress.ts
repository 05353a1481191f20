import type { Clock } from '../../ports/clock';
import type { Progress } from '../../progress';

/** Least time between two events. */
const everyMs = 500;

/** Counts what a run does, and reports its speed and the time left. */
export class CleanupProgress {
  private readonly running = new Set<string>();
  private readonly perBucket = new Map<string, number>();
  private readonly started: number;
  private firstObjectAt: number | undefined;
  private done = 0;
  private reportedAt = 0;

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

  /** @param deleted versions of that bucket deleted so far */
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
    if (!anyway && now - this.reportedAt < everyMs) return;
    this.reportedAt = now;
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
      // Estimated from the previews that are done.
      ...(this.done > 0 && { millisecondsLeft: Math.round(((now - this.started) / this.done) * left) }),
    });
  }

  private now(): number {
    return this.clock.now().getTime();
  }
}
