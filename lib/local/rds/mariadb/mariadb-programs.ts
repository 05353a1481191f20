import { realpathSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { isProgram, runProgram } from '../server/run-program';

/** Where systems keep servers; the PATH of an ordinary user often has no `sbin`. */
export const usualFolders: readonly string[] = [
  '/usr/sbin',
  '/usr/bin',
  '/usr/local/sbin',
  '/usr/local/bin',
  '/usr/libexec',
  '/opt/homebrew/bin',
  '/opt/homebrew/opt/mariadb/bin',
  '/usr/local/mariadb/bin',
];

export interface MariaDbPrograms {
  readonly server: string;
  /** Makes an empty data folder. */
  readonly install: string;
  /** `10.11.19` */
  readonly version: string;
}

export type MariaDbSearch =
  | { readonly kind: 'found'; readonly programs: MariaDbPrograms }
  /** @param because for a person */
  | { readonly kind: 'absent'; readonly because: string };

/** Looks for MariaDB's server, by either of its names: a `mysqld` that is MySQL's own is passed by. */
export async function findMariaDb(folders: readonly string[]): Promise<MariaDbSearch> {
  const places = [...new Set(folders.filter(isAbsolute))];
  for (const server of places.flatMap((place) => ['mariadbd', 'mysqld'].map((name) => join(place, name)))) {
    const version = isProgram(server) ? await versionOf(server) : undefined;
    if (version === undefined) continue;
    const near = [...places, dirname(server), join(dirname(realpathSync(server)), '..', 'scripts')];
    const install = near
      .flatMap((place) => ['mariadb-install-db', 'mysql_install_db'].map((name) => join(place, name)))
      .find(isProgram);
    if (install !== undefined) return { kind: 'found', programs: { server, install, version } };
    return { kind: 'absent', because: `${server} is there, and no mariadb-install-db` };
  }
  return { kind: 'absent', because: 'this machine has no MariaDB server (mariadbd)' };
}

async function versionOf(server: string): Promise<string | undefined> {
  const said = await runProgram(server, ['--version']).catch(() => '');
  return /\b(\d+\.\d+\.\d+)-MariaDB\b/.exec(said)?.[1];
}
