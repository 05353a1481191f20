import type { Databases } from '../../../lib/local/rds/databases';

/** Deletes what a test left, so that the next one can use the same server: to start another costs a second of processor time. */
export async function emptyDatabases(databases: Databases): Promise<void> {
  for (const { identifier, deletionProtection } of databases.instances()) {
    if (deletionProtection) await databases.change(identifier, { deletionProtection: false });
    await databases.delete(identifier);
  }
  for (const { identifier } of databases.snapshots()) await databases.deleteSnapshot(identifier);
  for (const kind of ['subgrp', 'pg'] as const) {
    for (const { name } of databases.groups(kind)) databases.deleteGroup(kind, name);
  }
}
