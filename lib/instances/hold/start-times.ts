import { survivable } from '../../errors';
import { sharedRecordFolder } from '../../naming/bundle-key';
import type { RecordLocation } from '../../ports/records';
import type { Deployed } from '../../previews/deployed/look-at';
import { updateRecord } from '../../previews/update-record';
import type { HoldPorts, Usual } from './hold-request';

/** Its name among the durations that deploys of previews keep. */
const name = 'instance-start';
const kept = 9;

/** Beanstalk's platforms start an instance and deploy to it in this time, where nothing was measured. */
const fromMemory: Usual = { shortest: 2 * 60_000, longest: 4 * 60_000 };

/** How long an instance takes until it serves: by those that `hold` waited for before. */
export async function usualStart({ records }: HoldPorts, deployed: Deployed): Promise<Usual> {
  const found = await records.read(placeOf(deployed)).catch(survivable);
  const seconds = found !== undefined && 'record' in found ? (found.record.durations?.update?.[name] ?? []) : [];
  if (seconds.length === 0) return fromMemory;
  return { shortest: Math.min(...seconds) * 1000, longest: Math.max(...seconds) * 1000 };
}

/** Keeps how long one took. Nothing depends on it. */
export async function keepStart({ records }: HoldPorts, deployed: Deployed, milliseconds: number): Promise<void> {
  const seconds = Math.min(86_400, Math.round(milliseconds / 1000));
  await updateRecord(records, placeOf(deployed), (former) => {
    if (former === undefined) return undefined;
    const update = former.durations?.update;
    const starts = [seconds, ...(update?.[name] ?? [])].slice(0, kept);
    return { ...former, durations: { ...former.durations, update: { ...update, [name]: starts } } };
  }).catch(survivable);
}

function placeOf({ application, applicationStackId: stackId }: Deployed): RecordLocation {
  return { bucket: application.bundleBucket, targetId: sharedRecordFolder('preview'), stackId };
}
