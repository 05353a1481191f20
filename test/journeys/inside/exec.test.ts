import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { DescribeSessionsCommand, SSMClient } from '@aws-sdk/client-ssm';
import { packageRoot } from '../../../scripts/demo/program';
import { sign } from '../../../scripts/demo/visit';
import { installSessionPlugin } from '../../fixtures/install-session-plugin';
import { answerOf, type Journey, openJourney, urlOf } from '../journey';

let journey: Journey;
let folder: string;
let path: string;
let log: string;

beforeAll(async () => {
  journey = await openJourney();
  folder = mkdtempSync(join(tmpdir(), 'preview-stacks-inside-'));
  path = [installSessionPlugin(join(folder, 'bin')), process.env.PATH].join(delimiter);
  log = join(folder, 'plugin.log');
  expect(await journey.run(['deploy-application', '--target', 'staging'])).toMatchObject({ code: 0 });
  await journey.workshop.pushBranch('login-page', { heading: 'Inside' });
  const url = urlOf(await journey.run(['deploy']));
  expect((await sign(url, 'Grace', 'seen from inside')).status).toBeLessThan(400);
}, 180_000);
afterAll(async () => {
  await journey?.close();
  rmSync(folder, { recursive: true, force: true });
});

const exec = (...args: readonly string[]) => journey.run(['exec', ...args]);
const withPlugin = (args: readonly string[], more: Record<string, string> = {}) =>
  journey.run(['exec', ...args], { PATH: path, PLUGIN_LOG: log, ...more });

/** The program with a person who types. */
async function typed(text: string, args: readonly string[] = []): Promise<{ code: number | null; said: string }> {
  const { variables } = journey.endpoint;
  const child = spawn(process.execPath, [join(packageRoot, 'dist/bin/preview-stacks.js'), 'exec', ...args], {
    cwd: journey.workshop.folder,
    env: { ...variables, PATH: path, HOME: folder, PLUGIN_LOG: log },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (part) => (said += part));
  child.stdin.end(text);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, said };
}

async function openSessions(): Promise<number> {
  const { variables } = journey.endpoint;
  const client = new SSMClient({
    ...{ endpoint: journey.endpoint.url, region: variables.AWS_DEFAULT_REGION ?? '' },
    credentials: {
      accessKeyId: variables.AWS_ACCESS_KEY_ID ?? '',
      secretAccessKey: variables.AWS_SECRET_ACCESS_KEY ?? '',
    },
  });
  const { Sessions = [] } = await client.send(new DescribeSessionsCommand({ State: 'Active' }));
  client.destroy();
  return Sessions.length;
}

describe('a command', () => {
  test("runs in the app's folder with its environment, and each word is one word", async () => {
    const ran = await exec(
      '--',
      'node',
      '-p',
      "require('fs').existsSync('Procfile') + ' ' + process.env.RDS_DB_NAME + ' $HOME'",
    );
    expect(ran).toMatchObject({ code: 0, stdout: expect.stringMatching(/^true \w+ \$HOME\n$/), stderr: '' });
  });

  test('its exit code and both outputs are passed on', async () => {
    const ran = await exec('--', 'sh', '-c', 'printf "a\\033[31m"; echo b >&2; exit 7');
    expect(ran).toMatchObject({ code: 7, stdout: 'a\u001b[31m', stderr: 'b\n' });
    expect(await exec('--', 'no-such-program')).toMatchObject({ code: 127 });
    const one = await exec('--', 'npm run seed');
    expect(one).toMatchObject({ code: 127, stderr: expect.stringContaining('for a shell write: exec -- sh -c') });
  });

  test('with --json its output is one document', async () => {
    const ran = await exec('--json', '--', 'sh', '-c', 'head -c 30000 /dev/zero | tr "\\0" x; exit 3');
    expect(ran.code).toBe(3);
    expect(answerOf(ran)).toMatchObject({ service: 'web', ended: 'by-itself', exitCode: 3, cut: ['stdout'] });
  });

  test('what has no instance and no stack says so', async () => {
    const gone = await exec('--branch', 'never-deployed', '--', 'true');
    expect(gone).toMatchObject({ code: 1, stderr: expect.stringContaining('(instance-missing)') });
    const other = await exec('--instance', 'i-0123456789abcdef0', '--', 'true');
    expect(other).toMatchObject({ code: 1, stderr: expect.stringContaining('has no instance i-0123456789abcdef0') });
  });
});

describe('a terminal', () => {
  test("is the app's, by AWS's plugin, and its token is on no command line", async () => {
    const { code, said } = await typed('pwd\necho "db=$RDS_DB_NAME"\necho "typed $((40 + 2))"\nexit\n');
    expect(said).toMatch(/var\/app\/current/);
    expect(said).toMatch(/db=\w+/);
    expect(said).toContain('typed 42');
    expect(code).toBe(0);
    const args = JSON.parse(readFileSync(log, 'utf8').trim().split('\n').at(-1) ?? '') as string[];
    expect(args[0]).toBe('AWS_SSM_START_SESSION_RESPONSE');
    expect(args.join(' ')).not.toContain('TokenValue');
    expect(await openSessions()).toBe(0);
  });

  test('a command takes it with --tty', async () => {
    const { said } = await typed('a line\n', ['--tty', '--', 'sh', '-c', 'read line; echo "read: $line"']);
    expect(said).toContain('read: a line');
  });

  test('an older plugin gets the answer as an argument', async () => {
    const ran = await withPlugin(['--tty', '--', 'echo', 'old'], { PLUGIN_VERSION: '1.2.497.0' });
    expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining('old') });
  });

  test('without the plugin it says how to install it, and opens no session', async () => {
    const ran = await exec();
    expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining('(plugin-missing)') });
    expect(ran.stderr).toContain('Install it:');
    expect(await openSessions()).toBe(0);
  });
});

describe('a way to the database', () => {
  const client = () => {
    const file = join(journey.workshop.folder, 'client.cjs');
    writeFileSync(
      file,
      `const { Client } = require('pg');
const client = new Client({ ssl: { rejectUnauthorized: false } });
client.connect()
  .then(() => client.query("select count(*)::int as n from notes where message = 'seen from inside'"))
  .then(({ rows }) => { console.log('notes: ' + rows[0].n); return client.end(); })
  .then(() => process.exit(Number(process.argv[2] ?? 0)), (error) => { console.error(error.message); process.exit(1); });
`,
    );
    return file;
  };

  test('a client gets it and the password in its environment, and its exit code is ours', async () => {
    const ran = await withPlugin(['--forward', '--', 'node', client(), '5']);
    expect(ran).toMatchObject({ code: 5, stdout: 'notes: 1\n' });
    const asked = readFileSync(log, 'utf8');
    const password = (await withPlugin(['--forward', '--', 'sh', '-c', 'printf %s "$PGPASSWORD"'])).stdout;
    expect(password.length).toBeGreaterThan(10);
    expect(asked + ran.stdout + ran.stderr).not.toContain(password);
    expect(await openSessions()).toBe(0);
  });

  test('without a client the port stays open until Ctrl-C, and the address has no password', async () => {
    const { variables } = journey.endpoint;
    const child = spawn(process.execPath, [join(packageRoot, 'dist/bin/preview-stacks.js'), 'exec', '--forward'], {
      cwd: journey.workshop.folder,
      env: { ...variables, PATH: path, HOME: folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const address = await new Promise<string>((resolve) => child.stdout.setEncoding('utf8').once('data', resolve));
    expect(address).toMatch(/^postgresql:\/\/\w+@127\.0\.0\.1:\d+\/\w+\?sslmode=require\n$/);
    expect(await openSessions()).toBe(1);
    child.kill('SIGINT');
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0);
    expect(await openSessions()).toBe(0);
  });

  test('a plugin that opens no port is an error with its words, and the session is ended', async () => {
    const ran = await withPlugin(['--forward', '--', 'true'], { PLUGIN_SILENT: '1' });
    expect(ran).toMatchObject({ code: 1, stderr: expect.stringMatching(/no port today.*\(port-not-forwarded\)/) });
    expect(await openSessions()).toBe(0);
  });

  test('the password comes to the clipboard by its standard input', async () => {
    const file = join(folder, 'clipboard');
    writeFileSync(join(folder, 'bin', 'xclip'), `#!/bin/sh\ncat > '${file}'\necho "$@" >> '${file}.args'\n`, {
      mode: 0o755,
    });
    const ran = await withPlugin(['--forward', '--copy-password', '--', 'sh', '-c', 'printf %s "$PGPASSWORD"'], {
      DISPLAY: ':0',
    });
    expect(ran).toMatchObject({ code: 0, stderr: expect.stringContaining('The password is on the clipboard.') });
    expect(readFileSync(file, 'utf8')).toBe(ran.stdout);
    expect(readFileSync(`${file}.args`, 'utf8')).toBe('-selection clipboard\n');
    rmSync(join(folder, 'bin', 'xclip'));
    const none = await withPlugin(['--forward', '--copy-password']);
    expect(none).toMatchObject({ code: 2, stderr: expect.stringContaining('(clipboard-missing)') });
    expect(existsSync(`${file}.args`)).toBe(true);
  });
});
