import { PreviewError } from '../errors';
import type { PreviewRecord } from '../ports/record';
import type { RecordLocation, Records } from '../ports/records';

const attempts = 4;

/**
 * Changes a record, and starts again from its newest version when another run wrote in between. Returns what was written: nothing is when the
 * change gives `undefined`.
 */
export async function updateRecord<Changed extends PreviewRecord | undefined>(
  records: Records,
  location: RecordLocation,
  change: (former: PreviewRecord | undefined) => Changed,
): Promise<Changed> {
  for (let attempt = 1; ; attempt += 1) {
    const former = await records.read(location);
    const record = change(former?.record);
    if (record === undefined) return record;
    try {
      await records.write(location, record, former?.etag);
      return record;
    } catch (error) {
      const conflict = error instanceof PreviewError && error.code === 'record-conflict';
      if (!conflict || attempt === attempts) throw error;
    }
  }
}
