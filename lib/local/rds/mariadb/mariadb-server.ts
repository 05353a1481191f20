import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AwsError } from '../../http/aws-error';
import { ownAddress } from '../database-records';
import type { Place } from '../instance-engine';
import { freePort } from '../server/free-port';
import { reap } from '../server/reap';
import { everyoneCanEnter, type RunAs, runAs } from '../server/run-as';
import { runProgram } from '../server/run-program';
import { ended, lastWords } from '../server/server-process';
import { watchdog } from '../server/watchdog';
import type { Authority } from '../tls/authority';
import { dataArgument, greets, launchMariaDb, pidFile, sharedArguments } from './mariadb-process';
import type { MariaDbPrograms } from './mariadb-programs';

interface Running {
  readonly child: ChildProcess;
  readonly guard: ChildProcess;
  readonly port: number;
}

/**
 * A MariaDB server of one instance in `folder`, started when it is first needed and again when it has died. Each instance has its own:
 * programs name the database in their SQL, so that it must really bear its name.
 */
export class MariaDbServer {
  private starting?: Promise<Running>;
  private stopping?: Promise<void>;

  constructor(
    private readonly programs: MariaDbPrograms,
    private readonly folder: string,
    private readonly authority: Authority,
  ) {}

  /** Leaves SQL for the next start. */
  prepare(sql: string): void {
    mkdirSync(this.folder, { recursive: true });
    writeFileSync(this.initFile, sql, { mode: 0o600 });
  }

  async ready(): Promise<Place> {
    await this.stopping;
    this.starting ??= this.start().catch((error) => {
      this.starting = undefined;
      throw error;
    });
    const { port } = await this.starting;
    return { host: '127.0.0.1', port };
  }

  /** Connections are cut, what was committed is kept; `ready` starts it again. */
  async stop(): Promise<void> {
    const { starting } = this;
    this.stopping ??= (async () => {
      const running = await starting?.catch(() => undefined);
      if (running) {
        await ended(running.child, () => running.child.kill('SIGTERM'), 'SIGKILL');
        running.guard.kill('SIGKILL');
      }
      this.starting = undefined;
      this.stopping = undefined;
    })();
    await this.stopping;
  }

  private async start(): Promise<Running> {
    const { programs, folder, initFile } = this;
    const data = join(folder, 'data');
    mkdirSync(this.temp, { recursive: true, mode: 0o700 });
    // Root starts it as an unprivileged user where that user can enter the folder: MariaDB, unlike PostgreSQL, opens it by its whole path.
    const user = everyoneCanEnter(folder) ? runAs() : undefined;
    await reap(join(data, pidFile), dataArgument(data), ['SIGTERM', 'SIGKILL']);
    await this.makeData(data);
    const tls = this.certify();
    await own([data, this.temp, ...Object.values(tls), ...(existsSync(initFile) ? [initFile] : [])], user);
    const log = join(folder, 'mariadb.log');
    // Another program may take the free port before the server does.
    for (let attempt = 1; ; attempt += 1) {
      const port = await freePort();
      const child = launchMariaDb({
        ...{ server: programs.server, data, temp: this.temp, port, log, initFile, user },
        ...tls,
      });
      if (child.pid !== undefined && (await greets(child, port))) {
        rmSync(initFile, { force: true });
        const guard = watchdog(child.pid, 'SIGTERM');
        child.once('exit', () => {
          guard.kill('SIGKILL');
          this.starting = undefined;
        });
        child.unref();
        return { child, guard, port };
      }
      if (attempt === 4) {
        throw new AwsError('GeneralServiceException', `The MariaDB server does not start: ${lastWords(log)}`);
      }
      await sleep(250);
    }
  }

  private async makeData(data: string): Promise<void> {
    if (existsSync(data)) return;
    for (const half of readdirSync(this.folder).filter((name) => name.startsWith('data.'))) {
      rmSync(join(this.folder, half), { recursive: true, force: true });
    }
    const fresh = join(this.folder, `data.${randomUUID()}`);
    mkdirSync(fresh, { mode: 0o700 });
    const settings = ['--auth-root-authentication-method=socket', '--skip-test-db', ...sharedArguments(this.temp)];
    await runProgram(this.programs.install, ['--no-defaults', dataArgument(fresh), ...settings]);
    renameSync(fresh, data);
  }

  /** Writes what the server proves its name with, anew at each start. */
  private certify(): { readonly certificate: string; readonly key: string } {
    const { certificate, key } = this.authority.certify(ownAddress);
    const files = { certificate: join(this.folder, 'certificate.pem'), key: join(this.folder, 'key.pem') };
    writeFileSync(files.certificate, certificate);
    rmSync(files.key, { force: true });
    writeFileSync(files.key, key, { mode: 0o600 });
    return files;
  }

  private get temp(): string {
    return join(this.folder, 'temp');
  }

  private get initFile(): string {
    return join(this.folder, 'init.sql');
  }
}

/** A folder that root and others use in turn changes hands. */
async function own(paths: readonly string[], user: RunAs | undefined): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = user ?? { uid: 0, gid: 0 };
  for (const path of paths) {
    if (statSync(path).uid === uid) continue;
    if (statSync(path).isDirectory()) await runProgram('/bin/chown', ['-R', `${uid}:${gid}`, path]);
    else chownSync(path, uid, gid);
  }
}
