import type { Audit, AuditLine } from '../../lib/ports/audit';
import { recordLine } from '../../lib/text/record-line';
import { FaultSwitch } from './fault-switch';

/** Who asked for what, in memory. */
export class FakeAudit implements Audit {
  readonly faults = new FaultSwitch<'append' | 'claim' | 'list'>();
  /** Lines that `list` is to count as unreadable. */
  unreadable = 0;
  private readonly claims = new Set<string>();
  private readonly kept = new Map<string, { readonly bucket: string; readonly line: AuditLine }>();

  async append(bucket: string, line: AuditLine): Promise<void> {
    this.faults.trip('append');
    const key = `${bucket}/${line.id}/${line.end ? 'ended' : 'begun'}`;
    if (!this.kept.has(key)) this.kept.set(key, { bucket, line: cut(line) });
  }

  async claim(bucket: string, event: string): Promise<'made' | 'there'> {
    this.faults.trip('claim');
    const key = JSON.stringify([bucket, event]);
    if (this.claims.has(key)) return 'there';
    this.claims.add(key);
    return 'made';
  }

  async list(
    bucket: string,
    since: Date,
  ): Promise<{ readonly lines: readonly AuditLine[]; readonly unreadable: number }> {
    this.faults.trip('list');
    return { lines: this.peek(bucket).filter(({ at }) => at >= since.toISOString()), unreadable: this.unreadable };
  }

  /** For assertions. */
  peek(bucket = 'bundles-staging'): readonly AuditLine[] {
    const acts = new Map<string, AuditLine>();
    for (const kept of this.kept.values()) {
      if (kept.bucket !== bucket) continue;
      const { line } = kept;
      acts.set(line.id, { ...line, ...acts.get(line.id), ...(line.end && { end: line.end }) });
    }
    return [...acts.values()].sort((one, other) => one.at.localeCompare(other.at));
  }
}

function cut({ by, asked, end, ...others }: AuditLine): AuditLine {
  const because = recordLine(end?.because, 300);
  return {
    ...others,
    ...{ by: recordLine(by, 300) ?? '', asked: recordLine(asked, 300) ?? '' },
    ...(end && { end: { ...end, ...(because !== undefined && { because }) } }),
  };
}
