import { PreviewError } from '../errors';
import type { PreviewRecord } from '../ports/record';
import type { RecordLocation, Records } from '../ports/records';
import type { ResolvedSettings } from '../settings/resolve';
import type { Platforms } from './gather/pin-platforms';
import { snapshotOf } from './gather/pin-snapshot';

/** The record of a stack that has just been asked for: nothing was deployed, nothing seeded. */
export function newRecord(
  stackId: string,
  { target, values }: Pick<ResolvedSettings, 'target' | 'values'>,
  commit: string,
  platforms: Platforms,
): PreviewRecord {
  const snapshot = snapshotOf(values);
  return {
    format: 1,
    stackId,
    ...(target.kind === 'preview' && { branch: target.branch }),
    commit,
    deploys: [],
    seed: { state: 'none', database: '' },
    ...platforms,
    ...(snapshot && { snapshot }),
    asleep: false,
  };
}

const deploysKept = 20;

/** The record with one more deploy that became healthy. */
export function withDeploy(
  record: PreviewRecord,
  deploy: { readonly at: Date; readonly commit: string; readonly bundles: Readonly<Record<string, string>> },
  platforms: Platforms,
): PreviewRecord {
  const entry = { at: deploy.at.toISOString(), commit: deploy.commit, bundles: deploy.bundles };
  const deploys = [entry, ...record.deploys].slice(0, deploysKept);
  return { ...record, commit: deploy.commit, deploys, ...platforms };
}

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
