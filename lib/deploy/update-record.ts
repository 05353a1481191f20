import { PreviewError } from '../errors';
import type { RecordLocation, Records } from '../ports/records';
import type { PreviewRecord } from '../previews/record';

const attempts = 4;

/** Changes a record, again from its newest version when somebody else wrote meanwhile. Returns what was written. */
export async function updateRecord(
  records: Records,
  location: RecordLocation,
  change: (former: PreviewRecord | undefined) => PreviewRecord,
): Promise<PreviewRecord> {
  for (let attempt = 1; ; attempt += 1) {
    const former = await records.read(location);
    const record = change(former?.record);
    try {
      await records.write(location, record, former?.etag);
      return record;
    } catch (error) {
      const conflict = error instanceof PreviewError && error.code === 'record-conflict';
      if (!conflict || attempt === attempts) throw error;
    }
  }
}
