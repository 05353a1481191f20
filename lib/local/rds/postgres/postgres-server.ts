import type { ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { AwsError } from '../../http/aws-error';
import { freePort } from '../server/free-port';
import { reap } from '../server/reap';
import { runAs } from '../server/run-as';
import { ended, lastWords } from '../server/server-process';
import { watchdog } from '../server/watchdog';
import { adminRole, openCluster } from './cluster';
import { isReady, launchPostgres } from './postgres-process';
import { postgresPrograms, postgresRemark } from './postgres-programs';
import type { SqlServer } from './sql-server';

interface Running {
  readonly child: ChildProcess;
  readonly guard: ChildProcess;
  readonly port: number;
  readonly password: string;
}

/** A PostgreSQL server of our own in `folder`, started when it is first needed and again when it has died. */
export class PostgresServer implements SqlServer {
  readonly exclusive = true;
  private starting?: Promise<Running>;
  private closed = false;

  /** @param packages folders whose `node_modules` hold PostgreSQL's programs, besides this program's own */
  constructor(
    private readonly folder: string,
    private readonly packages: readonly string[] = [],
  ) {}

  async ready(): Promise<{ host: string; port: number }> {
    const { port } = await this.running();
    return { host: '127.0.0.1', port };
  }

  async admin<T>(work: (client: Client) => Promise<T>, database = 'postgres'): Promise<T> {
    const { port, password } = await this.running();
    const client = new Client({ host: '127.0.0.1', port, user: adminRole, password, database });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  remark(): string {
    return postgresRemark([__dirname, ...this.packages]);
  }

  /** PostgreSQL's fast shutdown: connections are cut, what was committed is kept. */
  async close(): Promise<void> {
    this.closed = true;
    const running = await this.starting?.catch(() => undefined);
    if (!running) {
      return;
    }
    await ended(running.child, () => running.child.kill('SIGINT'));
    running.guard.kill('SIGKILL');
  }

  private running(): Promise<Running> {
    if (this.closed) {
      return Promise.reject(new AwsError('GeneralServiceException', 'The PostgreSQL server is being stopped'));
    }
    this.starting ??= this.start().catch((error) => {
      this.starting = undefined;
      throw error;
    });
    return this.starting;
  }

  private async start(): Promise<Running> {
    const user = runAs();
    const programs = await postgresPrograms(user, [__dirname, ...this.packages]);
    mkdirSync(this.folder, { recursive: true });
    const cluster = await openCluster(this.folder, programs, user);
    const name = `preview-stacks-${createHash('sha256').update(cluster.data).digest('hex').slice(0, 16)}`;
    await reap(join(cluster.data, 'postmaster.pid'), name);
    // Another program may take the free port before the server does, or processes of a killed server may not have ended yet.
    for (let attempt = 1; ; attempt += 1) {
      const port = await freePort();
      const log = join(this.folder, 'postgres.log');
      const child = launchPostgres(programs, cluster, { port, name, log, user });
      const { pid } = child;
      if (pid !== undefined && (await isReady(child, join(cluster.data, 'postmaster.pid')))) {
        const guard = watchdog(pid);
        child.once('exit', () => {
          guard.kill('SIGKILL');
          this.starting = undefined;
        });
        child.unref();
        return { child, guard, port, password: cluster.password };
      }
      if (attempt === 8) {
        throw new AwsError('GeneralServiceException', `The PostgreSQL server does not start: ${lastWords(log)}`);
      }
      await sleep(250);
    }
  }
}
