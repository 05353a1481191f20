import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AwsError } from '../../http/aws-error';
import type { ProcessGroup } from '../../processes/process-group';
import type { ProcessRegister } from '../../processes/process-register';
import type { Authority } from '../../rds/tls/authority';
import type { Cache } from '../caches';

export interface RedisServerOptions {
  readonly program: string;
  readonly folder: string;
  readonly register: ProcessRegister;
  readonly authority: Authority;
}

const mostStartMs = 15_000;

/** The server of one cache. Its settings, its data, its log and its key are in one folder. */
export class RedisServer {
  private group: ProcessGroup | undefined;

  constructor(private readonly options: RedisServerOptions) {}

  /**
   * Writes the settings by which it starts; its owner alone can read them, for the password is one of them. False when they are what they were.
   */
  configure({ port, tls }: Pick<Cache, 'port' | 'tls'>, token: string | undefined): boolean {
    const { folder } = this.options;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const lines = [
      ...['bind 127.0.0.1', 'save ""', 'appendonly yes', 'appendfsync everysec', 'daemonize no'],
      ...[`dir ${quoted(folder)}`, `logfile ${quoted(join(folder, 'redis.log'))}`],
      `port ${tls === 'required' ? 0 : port}`,
      ...(tls === 'none' ? [] : this.certify(port)),
      ...(token === undefined ? [] : [`requirepass ${quoted(token)}`]),
    ];
    const text = `${lines.join('\n')}\n`;
    if (this.read('redis.conf') === text) return false;
    writeFileSync(this.settings, text, { mode: 0o600 });
    return true;
  }

  /** Resolves when it takes connections. Throws AwsError when it does not start. */
  async start(port: number): Promise<void> {
    const { program, folder, register } = this.options;
    const group = register.start({ file: program, args: [this.settings], folder, env: { LANG: 'C.UTF-8' } });
    this.group = group;
    for (const output of ['stdout', 'stderr'] as const) {
      group.read(
        output,
        () => undefined,
        () => undefined,
      );
    }
    for (const until = performance.now() + mostStartMs; performance.now() < until && group.isRunning; ) {
      if (await takesConnections(port)) return;
      await sleep(20);
    }
    throw new AwsError('GeneralServiceException', `The server of the cache does not start: ${this.lastWords()}`);
  }

  /** What it holds is kept. */
  async stop(): Promise<void> {
    if (this.group) await this.options.register.stop(this.group);
    this.group = undefined;
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.options.folder, { recursive: true, force: true });
  }

  private certify(port: number): readonly string[] {
    const { folder, authority } = this.options;
    const { certificate, key } = authority.certify('127.0.0.1');
    const files = { certificate: join(folder, 'certificate.pem'), key: join(folder, 'key.pem') };
    writeFileSync(files.certificate, certificate);
    rmSync(files.key, { force: true });
    writeFileSync(files.key, key, { mode: 0o600 });
    return [
      ...[`tls-port ${port}`, `tls-cert-file ${quoted(files.certificate)}`, `tls-key-file ${quoted(files.key)}`],
      'tls-auth-clients no',
      `tls-ca-cert-file ${quoted(files.certificate)}`,
    ];
  }

  private get settings(): string {
    return join(this.options.folder, 'redis.conf');
  }

  private lastWords(): string {
    return (this.read('redis.log') ?? '').trim().split('\n').slice(-3).join(' ');
  }

  private read(name: string): string | undefined {
    try {
      return readFileSync(join(this.options.folder, name), 'utf8');
    } catch {
      return undefined;
    }
  }
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n')}"`;
}

function takesConnections(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
