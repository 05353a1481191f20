import { PreviewError } from '../../lib/errors';
import type { Buckets, EmptyingFact } from '../../lib/ports/buckets';
import { FaultSwitch } from './fault-switch';

/** Buckets that hold a number of object versions. */
export class FakeBuckets implements Buckets {
  readonly faults = new FaultSwitch<'empty'>();
  /** Buckets that were asked to be emptied, in order. */
  readonly calls: string[] = [];
  private readonly buckets = new Map<string, { versions: number; blocked?: { key: string; reason: string } }>();

  /** Makes a bucket, or puts so many versions into it. */
  fill(bucket: string, versions = 0): void {
    this.buckets.set(bucket, { ...this.buckets.get(bucket), versions });
  }

  /** One object of the bucket cannot be deleted. */
  block(bucket: string, key = 'locked.txt', reason = 'AccessDenied'): void {
    this.buckets.set(bucket, { versions: this.buckets.get(bucket)?.versions || 1, blocked: { key, reason } });
  }

  unblock(bucket: string): void {
    this.buckets.set(bucket, { versions: this.buckets.get(bucket)?.versions ?? 0 });
  }

  drop(bucket: string): void {
    this.buckets.delete(bucket);
  }

  has(bucket: string): boolean {
    return this.buckets.has(bucket);
  }

  isBlocked(bucket: string): boolean {
    return this.buckets.get(bucket)?.blocked !== undefined;
  }

  versions(bucket: string): number {
    return this.buckets.get(bucket)?.versions ?? 0;
  }

  async *empty(bucket: string, signal?: AbortSignal): AsyncIterable<EmptyingFact> {
    this.calls.push(bucket);
    this.faults.trip('empty');
    signal?.throwIfAborted();
    const held = this.buckets.get(bucket);
    if (!held) {
      yield { kind: 'gone' };
      return;
    }
    let deleted = 0;
    const floor = held.blocked ? 1 : 0;
    while (held.versions > floor) {
      signal?.throwIfAborted();
      const batch = Math.min(1000, held.versions - floor);
      held.versions -= batch;
      deleted += batch;
      yield { kind: 'emptying', deleted };
    }
    if (held.blocked) {
      throw new PreviewError(
        'bucket-not-emptied',
        `object ${held.blocked.key} in bucket ${bucket} cannot be deleted: ${held.blocked.reason}`,
        { fault: 'world' },
      );
    }
    yield { kind: 'emptied', deleted };
  }
}
