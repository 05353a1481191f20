import type { Databases, Snapshot } from '../../lib/ports/databases';
import { FaultSwitch } from './fault-switch';

/** The snapshots of DB instances, in memory. */
export class FakeDatabases implements Databases {
  readonly faults = new FaultSwitch<'snapshots'>();
  /** Instances that were asked for, in order. */
  readonly calls: string[] = [];
  private readonly kept: (Snapshot & { readonly instance: string })[] = [];

  add(instance: string, id: string, at: Date): void {
    this.kept.push({ instance, id, at });
  }

  async *snapshots(instance: string): AsyncIterable<Snapshot> {
    this.calls.push(instance);
    this.faults.trip('snapshots');
    for (const { id, at, ...one } of this.kept) if (one.instance === instance) yield { id, at };
  }
}
