import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import type { RunAs } from '../server/run-as';
import { launchServer, untilReady } from '../server/server-process';

export interface MariaDbLaunch {
  readonly server: string;
  readonly data: string;
  readonly temp: string;
  readonly port: number;
  readonly log: string;
  /** PEM files. */
  readonly certificate: string;
  readonly key: string;
  /** SQL to run first. */
  readonly initFile: string;
  readonly user: RunAs | undefined;
}

/** What the server writes its number into, in its data folder. */
export const pidFile = 'server.pid';

/** Arguments by which a server in this data folder is known. */
export function dataArgument(data: string): string {
  return `--datadir=${data}`;
}

/** For making a data folder and for running in it: many servers share one machine, so that each is kept small. */
export function sharedArguments(temp: string, user?: RunAs): readonly string[] {
  return [
    // Its own: a server that starts clears the folder of all temporary tables.
    `--tmpdir=${temp}`,
    '--innodb-log-file-size=4M',
    '--innodb-autoextend-increment=1',
    '--skip-name-resolve',
    ...asRoot(user),
  ];
}

/** Starts the server without waiting for it. */
export function launchMariaDb({ server, data, temp, port, log, initFile, user, ...tls }: MariaDbLaunch): ChildProcess {
  const settings = [
    dataArgument(data),
    `--port=${port}`,
    '--bind-address=127.0.0.1',
    // No socket: a path in a deep folder is too long for one.
    '--socket=',
    `--pid-file=${pidFile}`,
    `--ssl-cert=${tls.certificate}`,
    `--ssl-key=${tls.key}`,
    `--secure-file-priv=${data}`,
    '--character-set-server=utf8mb4',
    '--performance-schema=OFF',
    '--skip-log-bin',
    '--innodb-buffer-pool-size=16M',
    '--innodb-use-native-aio=OFF',
    // What a crash of the machine would lose is a preview on a laptop; a crash of the server loses nothing.
    '--innodb-flush-log-at-trx-commit=2',
    '--key-buffer-size=1M',
    '--aria-pagecache-buffer-size=1M',
    ...(existsSync(initFile) ? [`--init-file=${initFile}`] : []),
  ];
  const args = ['--no-defaults', ...settings, ...sharedArguments(temp, user)];
  return launchServer({ program: server, args, data, log, user });
}

/** A server that greets has run its first SQL and takes logins. */
export function greets(child: ChildProcess, port: number): Promise<boolean> {
  return untilReady(child, 10, () => saysSomething(port));
}

function saysSomething(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    const tell = (said: boolean) => {
      socket.destroy();
      resolve(said);
    };
    socket.setTimeout(1000, () => tell(false));
    socket.once('data', () => tell(true));
    socket.once('error', () => tell(false));
    socket.once('end', () => tell(false));
  });
}

/** MariaDB runs as root only when an option says so. */
function asRoot(user: RunAs | undefined): readonly string[] {
  return user === undefined && process.getuid?.() === 0 ? ['--user=root'] : [];
}
