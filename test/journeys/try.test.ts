import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { packageRoot, previewStacks, type Ran } from '../../scripts/demo/program';
import { visit } from '../../scripts/demo/visit';
import { refuseOldProgram } from './journey';

/** An app as generators make them: no health path, the pages at the top; it notes the number of its process. */
const app = `
const { createServer } = require('node:http');
const { connect } = require('node:net');
const { writeFileSync } = require('node:fs');
if (process.env.PID_FILE) writeFileSync(process.env.PID_FILE, String(process.pid));
createServer((request, response) => {
  if (request.url !== '/' && request.url !== '/up') return response.writeHead(404).end();
  const { RDS_HOSTNAME: host, RDS_PORT: port, STRIPE = '' } = process.env;
  const say = (database) => response.end(JSON.stringify({ page: require('./page'), database, stripe: STRIPE.length }));
  if (!host) return say('none');
  connect(port, host, function () { this.destroy(); say('answers'); }).on('error', () => say('silent'));
}).listen(process.env.PORT, () => console.log('the app listens'));
`;
const files = {
  'package.json': '{ "name": "corner-shop", "private": true, "scripts": { "start": "node server.js" } }',
  'server.js': app,
  'page.js': "module.exports = 'committed';\n",
  '.gitignore': 'node_modules/\nbuilt.js\n',
};

/** Settings of a team that has an account, a domain, a secret, a build, and jobs of CI. */
const settings = (pidFile: string) => `
const secret = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop/stripe-AbCdEf';
module.exports = {
  project: 'shop',
  github: 'acme/shop',
  base: {
    account: '111122223333', region: 'eu-west-1', ci: { provider: 'github-actions' }, fileStore: 'none',
    services: { web: {
      platform: 'nodejs-22', healthPath: '/up', secrets: { STRIPE: secret + ':key' },
      environment: { PID_FILE: ${JSON.stringify(pidFile)} },
      build: ['node', 'build.js'], buildOutput: ['built.js'],
    } },
    database: { engine: 'postgres' },
  },
  production: { branch: 'production', host: 'shop.acme.com', account: '444455556666', ci: { createProvider: false } },
  staging: { branch: 'main', host: 'staging.acme.dev' },
  preview: { previewDomain: 'preview.acme.dev' },
};
`;

let folder: string;
let shop: string;
let temporary: string;
beforeAll(refuseOldProgram);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'preview-stacks-journey-'));
  shop = join(folder, 'corner-shop');
  temporary = join(folder, 'temporary');
  mkdirSync(temporary);
  write(files);
  git('init', '--quiet', '-b', 'main');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const environment = () => ({
  ...{ PATH: process.env.PATH, HOME: folder, TMPDIR: temporary, GIT_CONFIG_NOSYSTEM: '1' },
  // An account of somebody: nothing of a try may reach it.
  ...{ AWS_PROFILE: 'of-somebody', AWS_EC2_METADATA_DISABLED: 'true', GITHUB_TOKEN: 'of-somebody' },
});

function write(texts: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(shop, name)), { recursive: true });
    writeFileSync(join(shop, name), text);
  }
}

function git(...args: string[]): string {
  const author = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com'];
  return execFileSync('git', [...author, ...args], { cwd: shop, env: environment(), encoding: 'utf8' });
}

function commit(): void {
  git('add', '.');
  git('commit', '--quiet', '-m', 'A corner shop');
}

/** What is in the repository, and when it was written. */
function repository(): readonly string[] {
  return execFileSync('find', ['.', '-printf', '%p %T@ %s\n'], { cwd: shop, encoding: 'utf8' }).split('\n').sort();
}

const tries = (...args: string[]): Promise<Ran> => previewStacks(['try', ...args], { cwd: shop, env: environment() });

describe('try', () => {
  test('runs an app without settings, a commit or a remote, says what it assumed, and leaves nothing', async () => {
    const before = repository();
    const { code, stdout, stderr } = await tries();
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(stderr).toContain('with 4 uncommitted changes');
    expect(stderr).toContain('the app is well when / answers 200');
    expect(stdout).toContain('the app listens');
    expect(stdout).toMatch(/On AWS:\n {2}/);
    expect(stdout.trim().split('\n').at(-1)).toMatch(/^http:\/\/try\.preview\.localhost:\d+\/ answered 200$/);
    expect(repository()).toEqual(before);
    expect(readdirSync(temporary)).toEqual([]);
  }, 60_000);

  test('takes settings that name an account, and runs them here with a database, a build and stand-ins for secrets', async () => {
    const pidFile = join(folder, 'pid');
    write({
      'preview-stacks.config.js': settings(pidFile),
      'build.js': "require('node:fs').writeFileSync('built.js', require('made'));",
      'node_modules/made/index.js': "module.exports = 'module.exports = 1';",
    });
    commit();
    git('switch', '--quiet', '-c', 'feature/login');
    write({ 'page.js': "module.exports = 'not committed';\n" });
    const before = repository();
    const child = started('--stay');
    const url = await urlOf(child);
    const page = JSON.parse((await visit(`${url}/`)).body);
    expect(page).toEqual({ page: 'not committed', database: 'answers', stripe: expect.any(Number) });
    expect(page.stripe).toBeGreaterThan(20);
    expect(url).toMatch(/^http:\/\/feature-login-[0-9a-f]{8}\.preview\.localhost:\d+$/);
    expect(repository()).toEqual(before);
    // A try that stays ends with Ctrl-C, and that is its good end.
    expect(await interrupted(child.process)).toBe(0);
    expect(child.said()).toContain('with 1 uncommitted change,');
    expect(child.said()).toContain('base.account: there is no account here');
    expect(child.said()).toContain('The secrets must exist: STRIPE');
    expect(isRunning(Number(readFileSync(pidFile, 'utf8')))).toBe(false);
    expect(readdirSync(temporary)).toEqual([]);
    await expect(visit(url)).rejects.toThrow();
  }, 90_000);

  test('takes a ready bundle, which git does not track', async () => {
    const only = { web: { bundle: 'app.zip', healthPath: '/' } };
    write({
      '.gitignore': 'app.zip\n',
      'preview-stacks.config.json': JSON.stringify({
        project: 'shop',
        base: { region: 'eu-west-1', database: 'none', fileStore: 'none', services: only },
        preview: { previewDomain: 'preview.acme.dev' },
      }),
    });
    commit();
    const zip = new ZipFile();
    for (const [name, text] of Object.entries(files)) zip.addBuffer(Buffer.from(text), name);
    zip.end();
    await pipeline(zip.outputStream, createWriteStream(join(shop, 'app.zip')));
    const { code, stdout, stderr } = await tries('--json');
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(JSON.parse(stdout)).toMatchObject({
      ...{ branch: 'main', uncommitted: 0, probed: { kind: 'answered', status: 200 } },
      replaced: [{ path: 'preview.previewDomain', because: expect.any(String) }],
    });
  }, 60_000);

  test('of an app that ends at once shows its last words, exits with 1, and leaves nothing', async () => {
    write({
      'server.js': "throw new Error('no such configuration');",
      'preview-stacks.config.json': JSON.stringify({
        project: 'shop',
        base: { region: 'eu-west-1', database: 'none', fileStore: 'none' },
        preview: { previewDomain: 'preview.acme.dev' },
      }),
    });
    commit();
    const began = Date.now();
    const { code, stdout, stderr } = await tries();
    expect(code).toBe(1);
    // Not the minute that an app has to become healthy.
    expect(Date.now() - began).toBeLessThan(45_000);
    expect(stderr).toMatch(/^error The deployment to \S+ failed: .*ended with exit code 1, 3 times in a row/m);
    expect(stderr).toContain('Error: no such configuration');
    expect(stderr).toContain('Everything of this try is taken down.');
    expect(stdout).toBe('');
    expect(readdirSync(temporary)).toEqual([]);
  }, 60_000);

  test('of an app whose front page answers 500 shows what it wrote about it, and exits with 1', async () => {
    write({
      'server.js': `require('node:http').createServer((request, response) => {
        if (request.url === '/up') return response.end();
        console.error('Error: no table orders');
        response.writeHead(500).end();
      }).listen(process.env.PORT, () => console.log('the app listens'));`,
      'preview-stacks.config.json': JSON.stringify({
        project: 'shop',
        base: { region: 'eu-west-1', database: 'none', fileStore: 'none', services: { web: { healthPath: '/up' } } },
        preview: { previewDomain: 'preview.acme.dev' },
      }),
    });
    commit();
    const { code, stdout, stderr } = await tries();
    expect({ code, stderr }).toMatchObject({ code: 1 });
    expect(stdout).toContain('Error: no table orders');
    expect(stdout.trim().split('\n').at(-1)).toMatch(/\/ answered 500: a fault of the app, though \/up answered 200\./);
  }, 60_000);

  test('that is interrupted while it deploys ends with 130, and leaves nothing', async () => {
    commit();
    const child = started();
    await child.until(/corner-preview-try: create$/m);
    expect(await interrupted(child.process)).toBe(130);
    expect(child.said()).toContain('everything of this try is taken down');
    expect(readdirSync(temporary)).toEqual([]);
  }, 60_000);

  test('of a container says at once that it needs docker or podman', async () => {
    rmSync(join(shop, 'package.json'));
    write({ Dockerfile: 'FROM node:22\n' });
    // Neither answers, whether this machine has them or not.
    const programs = mkdtempSync(join(tmpdir(), 'preview-stacks-programs-'));
    for (const name of ['docker', 'podman'])
      writeFileSync(join(programs, name), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    const env = { ...environment(), PATH: `${programs}:${process.env.PATH}` };
    const { code, stderr } = await previewStacks(['try'], { cwd: shop, env });
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('neither docker nor podman answers') });
    expect(readdirSync(temporary)).toEqual([]);
    rmSync(programs, { recursive: true });
  });

  test('of nothing, or of a kind of app that the settings say otherwise, tries nothing', async () => {
    for (const name of Object.keys(files)) rmSync(join(shop, name));
    expect(await tries()).toMatchObject({ code: 2, stderr: expect.stringContaining('app-missing') });
    write({ ...files, 'preview-stacks.config.js': settings('unused') });
    const { code, stderr } = await tries('--app', 'python');
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining('preview-stacks.config.js says what'),
    });
    expect(readdirSync(temporary)).toEqual([]);
  });

  test('outside of a repository tries nothing', async () => {
    const ran = await previewStacks(['try'], { cwd: temporary, env: environment() });
    expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining('repository-missing') });
  });
});

interface Started {
  readonly process: ChildProcess;
  said(): string;
  /** Resolves with what matched, on either output. */
  until(pattern: RegExp): Promise<string>;
}

function started(...args: string[]): Started {
  const program = join(packageRoot, 'dist', 'bin', 'preview-stacks.js');
  const child = spawn(process.execPath, [program, 'try', ...args], { cwd: shop, env: environment() });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      said += text;
    });
  }
  const until = (pattern: RegExp) =>
    new Promise<string>((settle, fail) => {
      const look = () => {
        const [found] = pattern.exec(said) ?? [];
        if (found !== undefined) settle(found);
      };
      child.stdout.on('data', look);
      child.stderr.on('data', look);
      child.once('close', (code) => fail(new Error(`It ended with ${code}:\n${said}`)));
    });
  return { process: child, said: () => said, until };
}

/** The last line of what it says before it waits. */
async function urlOf(child: Started): Promise<string> {
  const lines = await child.until(/^Ctrl-C takes everything down\.\nhttp\S+$/m);
  return lines.split('\n').at(-1) ?? '';
}

function interrupted(child: ChildProcess): Promise<number | null> {
  return new Promise((settle) => {
    child.once('close', settle);
    child.kill('SIGINT');
  });
}

/** A process that has ended and that no parent has asked for is a zombie: in a container there may be no one to ask. */
function isRunning(pid: number): boolean {
  const file = `/proc/${pid}/stat`;
  return existsSync(file) && !/\) Z /.test(readFileSync(file, 'utf8'));
}
