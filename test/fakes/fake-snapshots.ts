import type { Snapshot, Snapshots } from '../../lib/ports/snapshots';
import { FaultSwitch } from './fault-switch';

/** Snapshots in memory. */
export class FakeSnapshots implements Snapshots {
  readonly faults = new FaultSwitch<'list'>();
  /** Instances that were asked for, in order. */
  readonly calls: string[] = [];
  private readonly kept: (Snapshot & { readonly instance: string })[] = [];

  add(instance: string, id: string, at: Date): void {
    this.kept.push({ instance, id, at });
  }

  async *list(instance: string): AsyncIterable<Snapshot> {
    this.calls.push(instance);
    this.faults.trip('list');
    for (const { id, at, ...one } of this.kept) if (one.instance === instance) yield { id, at };
  }
}
