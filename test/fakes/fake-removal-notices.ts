import type { RemovalNotice, RemovalNotices } from '../../lib/ports/removal-notices';
import { FaultSwitch } from './fault-switch';

/** Notes in memory. */
export class FakeRemovalNotices implements RemovalNotices {
  readonly faults = new FaultSwitch<'read' | 'change'>();
  /** Methods called. */
  readonly calls: string[] = [];
  private readonly kept = new Map<string, Map<string, RemovalNotice>>();

  async read(bucket: string): Promise<readonly RemovalNotice[]> {
    this.calls.push('read');
    this.faults.trip('read');
    return this.peek(bucket);
  }

  async change(
    bucket: string,
    { add = [], remove = [] }: { readonly add?: readonly RemovalNotice[]; readonly remove?: readonly string[] },
  ): Promise<void> {
    this.calls.push('change');
    this.faults.trip('change');
    const notes = this.kept.get(bucket) ?? new Map<string, RemovalNotice>();
    this.kept.set(bucket, notes);
    for (const stackId of remove) notes.delete(stackId);
    for (const note of add) {
      const since = notes.get(note.stackId)?.since ?? note.since;
      notes.delete(note.stackId);
      notes.set(note.stackId, { ...note, since });
    }
  }

  /** For assertions. */
  peek(bucket = 'bundles-staging'): readonly RemovalNotice[] {
    return [...(this.kept.get(bucket)?.values() ?? [])];
  }
}
