import { survivable } from '../../errors';
import { sharedRecordFolder } from '../../naming/bundle-key';
import type { RecordLocation, Records } from '../../ports/records';
import { updateRecord } from '../update-record';

const keptEach = 9;
/** A record holds no longer time. */
const mostSeconds = 86_400;

/** How long one thing took the last times, among the durations in the record that the deploys of all previews share. Nothing depends on it. */
export class KeptSeconds {
  private readonly at: RecordLocation;

  /**
   * @param where the bundle bucket, and the application stack
   * @param name what it is called among the durations of updates
   */
  constructor(
    private readonly records: Records,
    where: { readonly bucket: string; readonly stackId: string },
    private readonly name: string,
  ) {
    this.at = { ...where, targetId: sharedRecordFolder('preview') };
  }

  /** In seconds, the newest first; none where nothing was kept, or it cannot be read. */
  async last(): Promise<readonly number[]> {
    const found = await this.records.read(this.at).catch(survivable);
    return found !== undefined && 'record' in found ? (found.record.durations?.update?.[this.name] ?? []) : [];
  }

  /** Where no deploy has made the record yet, none is kept. */
  async keep(milliseconds: number): Promise<void> {
    // Nothing takes no time: by 0 a gap would be none.
    const seconds = Math.max(1, Math.min(mostSeconds, Math.round(milliseconds / 1000)));
    await updateRecord(this.records, this.at, (former) => {
      if (former === undefined) return undefined;
      const update = former.durations?.update;
      const times = [seconds, ...(update?.[this.name] ?? [])].slice(0, keptEach);
      return { ...former, durations: { ...former.durations, update: { ...update, [this.name]: times } } };
    }).catch(survivable);
  }
}
