import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CloudFormationClient, CreateStackCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { zipOf } from '../elastic-beanstalk/zip-of';
import { appSource, hostsOf, templateOf } from './apps';
import type { Target } from './requests';

const root = resolve(__dirname, '../../..');
const bucket = 'bundles';

/** The endpoint as people start it, with a folder that is kept and apps that run. */
export class HostileEndpoint {
  private child: ChildProcess | undefined;
  private words = '';
  private starting: Promise<void> = Promise.resolve();

  private constructor(
    private readonly folder: string,
    readonly target: Target,
  ) {}

  static async open(): Promise<HostileEndpoint> {
    const folder = await mkdtemp(join(tmpdir(), 'preview-stacks-hostile-'));
    const port = await freePort();
    const endpoint = new HostileEndpoint(folder, { port, apps: hostsOf, bucket });
    await endpoint.start();
    await endpoint.makeApps();
    return endpoint;
  }

  /** Starts it again if it has ended, and resolves when it is up; its last words are for the first who asks. */
  async revive(): Promise<string | undefined> {
    await this.starting;
    if (this.child?.exitCode === null && this.child.signalCode === null) return undefined;
    const said = this.words.trim().split('\n').slice(-6).join(' | ');
    this.starting = this.start();
    await this.starting;
    return said;
  }

  /** Apps that do not answer, each given some seconds. */
  async lost(): Promise<string[]> {
    const answers = await Promise.all(this.target.apps.map((host) => this.untilWell(host)));
    return this.target.apps.filter((_, index) => !answers[index]);
  }

  /** Ends it, and returns the processes of apps that are left. */
  async close(): Promise<number[]> {
    const { child } = this;
    const running = JSON.parse((await this.get('127.0.0.1', '/_local/running')).body || '{"processes":[]}');
    if (child?.exitCode === null) {
      child.kill('SIGINT');
      await once(child, 'exit');
    }
    await rm(this.folder, { recursive: true, force: true });
    return running.processes.map(({ pid }: { pid: number }) => pid).filter(isAlive);
  }

  private async start(): Promise<void> {
    const program = [join(root, 'bin/preview-stacks.ts'), 'local'];
    const options = ['--port', String(this.target.port), '--data', this.folder];
    const child = spawn(process.execPath, ['--import', require.resolve('tsx'), ...program, ...options], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    this.words = '';
    for (const output of [child.stdout, child.stderr]) {
      output.setEncoding('utf8').on('data', (text: string) => {
        this.words = (this.words + text).slice(-10_000);
      });
    }
    while (!this.words.includes('is up after')) {
      if (child.exitCode !== null) throw new Error(`The endpoint did not start: ${this.words}`);
      await sleep(20);
    }
  }

  private async makeApps(): Promise<void> {
    const options = {
      ...{ endpoint: `http://127.0.0.1:${this.target.port}`, region: 'eu-central-1' },
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    };
    const s3 = new S3Client({ ...options, forcePathStyle: true });
    await s3.send(new CreateBucketCommand({ Bucket: bucket }));
    const Body = await zipOf({ Procfile: 'web: node server.js\n', 'server.js': appSource });
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'app.zip', Body }));
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'key', Body: 'content' }));
    const stacks = new CloudFormationClient(options);
    const TemplateBody = JSON.stringify(templateOf(bucket));
    await stacks.send(
      new CreateStackCommand({ StackName: 'apps', TemplateBody, Capabilities: ['CAPABILITY_NAMED_IAM'] }),
    );
    for (let status = ''; status !== 'CREATE_COMPLETE'; await sleep(50)) {
      const { Stacks = [] } = await stacks.send(new DescribeStacksCommand({ StackName: 'apps' }));
      status = Stacks[0]?.StackStatus ?? '';
      if (/FAILED|ROLLBACK/.test(status)) throw new Error(`The apps are ${status}: ${Stacks[0]?.StackStatusReason}`);
    }
    s3.destroy();
    stacks.destroy();
  }

  private async untilWell(host: string): Promise<boolean> {
    for (let tries = 0; tries < 100; tries += 1) {
      if ((await this.get(host, '/health')).status === 200) return true;
      await sleep(100);
    }
    return false;
  }

  private get(host: string, path: string): Promise<{ readonly status: number; readonly body: string }> {
    return new Promise((settle) => {
      const headers = { host: `${host}:${this.target.port}` };
      const asked = request(
        { host: '127.0.0.1', port: this.target.port, path, headers, agent: false, timeout: 5000 },
        (answer) => {
          let body = '';
          answer.setEncoding('utf8').on('data', (text: string) => {
            body += text;
          });
          answer.on('error', () => undefined);
          answer.on('close', () => settle({ status: answer.statusCode ?? 0, body }));
        },
      );
      asked.on('timeout', () => asked.destroy());
      asked.on('error', () => settle({ status: 0, body: '' }));
      asked.end();
    });
  }
}

async function freePort(): Promise<number> {
  const { createServer } = await import('node:net');
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  return typeof address === 'object' && address ? address.port : 0;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
