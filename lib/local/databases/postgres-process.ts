import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Cluster, majorOf } from './cluster';
import type { PostgresPrograms } from './postgres-programs';
import type { RunAs } from './run-as';

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
  const output = openSync(log, 'a', 0o600);
  try {
    const child = spawn(programs.postgres, ['-D', place, ...settings.flatMap((setting) => ['-c', setting])], {
      ...user,
      cwd: data,
      detached: true,
      env: {},
      stdio: ['ignore', output, output],
    });
    child.on('error', () => undefined);
    return child;
  } finally {
    closeSync(output);
  }
}

/** The server writes its state into this file, as pg_ctl reads it. */
export async function isReady(child: ChildProcess, file: string): Promise<boolean> {
  for (let waited = 0; waited < 30_000; waited += 5) {
    if (child.exitCode !== null || child.signalCode !== null) {
      return false;
    }
    const [pid, , , , , , , state] = linesOf(file);
    if (Number(pid) === child.pid && state?.trim() === 'ready') {
      return true;
    }
    await sleep(5);
  }
  await ended(child, () => child.kill('SIGKILL'));
  return false;
}

/** Calls `stop` and waits; a server that does not listen is stopped harder. */
export function ended(child: ChildProcess, stop: () => void, harder: NodeJS.Signals = 'SIGQUIT'): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) {
      resolve();
      return;
    }
    child.ref();
    const impatient = setTimeout(() => child.kill(harder), 5000);
    child.once('exit', () => {
      clearTimeout(impatient);
      resolve();
    });
    stop();
  });
}

export function lastWords(file: string): string {
  return linesOf(file).slice(-4).join(' ').trim();
}

function linesOf(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}
