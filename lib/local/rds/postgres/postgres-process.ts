import type { ChildProcess } from 'node:child_process';
import type { RunAs } from '../server/run-as';
import { launchServer, linesOf, untilReady } from '../server/server-process';
import { type Cluster, majorOf } from './cluster';
import type { PostgresPrograms } from './postgres-programs';

export interface Launch {
  readonly port: number;
  readonly name: string;
  readonly log: string;
  readonly user: RunAs | undefined;
}

/** Starts the server without waiting for it. */
export function launchPostgres(
  programs: PostgresPrograms,
  { data }: Cluster,
  { port, name, log, user }: Launch,
): ChildProcess {
  const settings = [
    `port=${port}`,
    `cluster_name=${name}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    // What a crash of the machine would lose is a preview on a laptop; what a crash of the server would lose is written all the same.
    'fsync=off',
    'full_page_writes=off',
    'wal_level=minimal',
    'max_wal_senders=0',
    'shared_buffers=32MB',
    'max_connections=400',
    'log_checkpoints=off',
    ...(majorOf(programs) >= 18 ? ['io_method=sync'] : []),
  ];
  // Root's user cannot enter a folder below /root, but it can be put there: the working folder is taken before the user changes.
  const place = user && process.platform === 'linux' ? '/proc/self/cwd' : data;
  const args = ['-D', place, ...settings.flatMap((setting) => ['-c', setting])];
  return launchServer({ program: programs.postgres, args, data, log, user });
}

/** The server writes its state into this file, as pg_ctl reads it. */
export function isReady(child: ChildProcess, file: string): Promise<boolean> {
  return untilReady(child, 5, () => {
    const [pid, , , , , , , state] = linesOf(file);
    return Number(pid) === child.pid && state?.trim() === 'ready';
  });
}
