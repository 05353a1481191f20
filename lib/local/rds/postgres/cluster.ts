import { randomBytes, randomUUID } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { machineCache } from '../server/machine-cache';
import type { RunAs } from '../server/run-as';
import { runProgram } from '../server/run-program';
import type { PostgresPrograms } from './postgres-programs';

/** RDS's own name for the role that we keep to ourselves. */
export const adminRole = 'rdsadmin';

export interface Cluster {
  /** PostgreSQL's data folder. */
  readonly data: string;
  readonly password: string;
}

/**
 * The cluster in `folder`: the one that is there, or a copy of one that was initialised once on this machine, which is six times
 * quicker than initdb. PostgreSQL's user must own its files, so that a folder that root and others use in turn changes hands.
 */
export async function openCluster(
  folder: string,
  programs: PostgresPrograms,
  user: RunAs | undefined,
): Promise<Cluster> {
  const cluster = join(folder, 'cluster');
  if (!existsSync(cluster)) {
    const prepared = await machineCache(cacheName(programs, user), (fresh) => initialise(fresh, programs, user));
    for (const half of readdirSync(folder).filter((name) => name.startsWith('cluster.'))) {
      rmSync(join(folder, half), { recursive: true, force: true });
    }
    const copy = join(folder, `cluster.${randomUUID()}`);
    mkdirSync(copy, { recursive: true, mode: 0o700 });
    own(copy, user);
    await runProgram('/bin/cp', ['-R', `${join(prepared, 'cluster')}/.`, '.'], { user, cwd: copy });
    renameSync(copy, cluster);
  } else if (user && statSync(cluster).uid !== user.uid) {
    await runProgram('/bin/chown', ['-R', `${user.uid}:${user.gid}`, cluster]);
  }
  return { data: join(cluster, 'data'), password: readFileSync(join(cluster, 'password'), 'utf8').trim() };
}

function cacheName(programs: PostgresPrograms, user: RunAs | undefined): string {
  return `cluster-${programs.version}${user ? `-${user.uid}` : ''}`;
}

async function initialise(folder: string, programs: PostgresPrograms, user: RunAs | undefined): Promise<void> {
  const cluster = join(folder, 'cluster');
  const password = join(cluster, 'password');
  mkdirSync(cluster, { mode: 0o700 });
  writeFileSync(password, `${randomBytes(24).toString('hex')}\n`, { mode: 0o600 });
  own(cluster, user);
  own(password, user);
  const settings = [
    '--encoding=UTF8',
    '--locale=C',
    '--wal-segsize=1',
    '--auth=scram-sha-256',
    '--no-sync',
    '--no-instructions',
  ];
  const collation = majorOf(programs) >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : [];
  const args = ['-D', join(cluster, 'data'), '-U', adminRole, `--pwfile=${password}`, ...settings, ...collation];
  try {
    await runProgram(programs.initdb, args, { user });
  } catch (error) {
    rmSync(cluster, { recursive: true, force: true });
    throw error;
  }
}

export function majorOf(programs: PostgresPrograms): number {
  return Number.parseInt(programs.version, 10);
}

function own(path: string, user: RunAs | undefined): void {
  if (user) {
    chownSync(path, user.uid, user.gid);
  }
}
