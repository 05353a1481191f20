import { PreviewError } from '../../lib/errors';
import { recordKey } from '../../lib/naming/bundle-key';
import type { PreviewRecord } from '../../lib/ports/record';
import type { RecordLocation, Records, Versioned } from '../../lib/ports/records';
import { FaultSwitch } from './fault-switch';

/** Records in memory, with etags that count. */
export class FakeRecords implements Records {
  readonly faults = new FaultSwitch<'read' | 'all' | 'write'>();
  private readonly kept = new Map<string, { location: RecordLocation; text: string; etag: string }>();
  private writes = 0;

  async read(location: RecordLocation): Promise<Versioned | undefined> {
    this.faults.trip('read');
    const found = this.kept.get(keyOf(location));
    return found && { record: JSON.parse(found.text) as PreviewRecord, etag: found.etag };
  }

  async all(bucket: string, targetId: string): Promise<readonly PreviewRecord[]> {
    this.faults.trip('all');
    return [...this.kept.values()]
      .filter(({ location }) => location.bucket === bucket && location.targetId === targetId)
      .map(({ text }) => JSON.parse(text) as PreviewRecord);
  }

  async write(location: RecordLocation, record: PreviewRecord, former: string | undefined): Promise<string> {
    this.faults.trip('write');
    if (this.kept.get(keyOf(location))?.etag !== former) {
      throw new PreviewError('record-conflict', `the record of ${location.targetId} was written by someone else`, {
        fault: 'world',
      });
    }
    this.writes += 1;
    const etag = `"${this.writes}"`;
    this.kept.set(keyOf(location), { location, text: JSON.stringify(record), etag });
    return etag;
  }

  /** What stands in the record, without a version; for assertions. */
  peek(location: RecordLocation): PreviewRecord | undefined {
    const found = this.kept.get(keyOf(location));
    return found && (JSON.parse(found.text) as PreviewRecord);
  }

  targetIds(bucket: string): string[] {
    return [...this.kept.values()]
      .filter((kept) => kept.location.bucket === bucket)
      .map((kept) => kept.location.targetId);
  }

  /** Removes the records of a target; returns how many. */
  sweep(bucket: string, targetId: string): number {
    const toDelete = [...this.kept].filter(
      ([, { location }]) => location.bucket === bucket && location.targetId === targetId,
    );
    for (const [key] of toDelete) this.kept.delete(key);
    return toDelete.length;
  }
}

function keyOf(location: RecordLocation): string {
  return `${location.bucket}/${recordKey(location.targetId, location.stackId)}`;
}
