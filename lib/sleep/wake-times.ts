import { survivable } from '../errors';
import { sharedRecordFolder } from '../naming/bundle-key';
import type { RecordLocation, Records } from '../ports/records';
import { updateRecord } from '../previews/update-record';

const minute = 60_000;
/** RDS starts a database in 3 to 10 minutes mostly, and an instance takes 2 to 4: what counts until it was seen here. */
const unseenMs = 8 * minute;
/** Any branch's job may write that record: no made-up time makes previews wake hours before the morning. */
const longestMs = 45 * minute;
const kept = 9;

/** How long waking took the last times, in the record that the deploys of all previews share. */
export class WakeTimes {
  private readonly at: RecordLocation;

  /** @param where the bundle bucket, and the application stack */
  constructor(
    private readonly records: Records,
    where: { readonly bucket: string; readonly stackId: string },
  ) {
    this.at = { ...where, targetId: sharedRecordFolder('preview') };
  }

  /** Their median. */
  async usualMs(): Promise<number> {
    const found = await this.records.read(this.at).catch(survivable);
    const known = found !== undefined && 'record' in found ? found.record.durations?.update?.wake : undefined;
    const seconds = [...(known ?? [])].sort((a, b) => a - b);
    const median = seconds[Math.floor(seconds.length / 2)];
    return median === undefined ? unseenMs : Math.min(longestMs, median * 1000);
  }

  /** Where no deploy has made the record yet, none is kept. */
  async keep(milliseconds: number): Promise<void> {
    await updateRecord(this.records, this.at, (record) => {
      if (record === undefined) return undefined;
      const { update } = record.durations ?? {};
      const wake = [Math.round(milliseconds / 1000), ...(update?.wake ?? [])].slice(0, kept);
      return { ...record, durations: { ...record.durations, update: { ...update, wake } } };
    }).catch(survivable);
  }
}
