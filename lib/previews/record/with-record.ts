import type { ApplicationFacts } from '../../facts/facts';
import { branchHash } from '../../naming/hash8';
import type { Records } from '../../ports/records';
import type { Preview } from '../preview';

/** The preview with its record, and with its whole branch name when only the record holds that. */
export async function withRecord(
  records: Records,
  preview: Preview,
  application: Pick<ApplicationFacts, 'bundleBucket'> | undefined,
): Promise<Preview> {
  if (application === undefined) return preview;
  const location = { bucket: application.bundleBucket, targetId: preview.targetId, stackId: preview.stack.id };
  try {
    const record = (await records.read(location))?.record;
    if (record === undefined) return preview;
    const raw = record.branch;
    if (!preview.branchCut || raw === undefined || branchHash(raw) !== preview.branchHash)
      return { ...preview, record };
    return { ...preview, record, branch: raw, branchCut: false };
  } catch {
    // Whatever the cause: what the record says is not known, and who asks has to act on that.
    return { ...preview, record: 'unreadable' };
  }
}
