import type { PreviewRecord } from '../previews/record';
import type { ResolvedSettings } from '../settings/resolve';
import type { SnapshotSettings, TargetSettings } from '../settings/settings';

/** The snapshot that a stack's database starts from; undefined for an empty one. */
export function snapshotOf({ database }: Pick<TargetSettings, 'database'>): SnapshotSettings | undefined {
  return database === 'none' ? undefined : database.snapshot;
}

/**
 * The settings with the snapshot that the stack was made from, whatever they say now: another one, or none, would have RDS make
 * a new database and delete the one with the data (trap T26).
 *
 * @param record of the stack that exists; undefined when there is none
 */
export function pinSnapshot(settings: ResolvedSettings, record: PreviewRecord | undefined): ResolvedSettings {
  const { database } = settings.values;
  if (record === undefined || database === 'none' || record.snapshot?.id === database.snapshot?.id) return settings;
  const { snapshot: _asked, username, ...rest } = database;
  const pinned = record.snapshot
    ? { ...rest, snapshot: record.snapshot }
    : { ...rest, ...(username !== undefined && { username }) };
  return { ...settings, values: { ...settings.values, database: pinned } };
}
