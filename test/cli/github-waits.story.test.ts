import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { run as cleanup } from '../../lib/cli/commands/team/cleanup';
import { WireWorld } from '../cleanup/wire-world';
import { type Started, start } from '../local/start';
import { commitAll, git } from '../machine/git/git-fixture';
import { TerminalStandIn } from './terminal-stand-in';

const root = resolve(__dirname, '../..');
let local: Started;
let world: WireWorld;
let folder: string;
const children: ChildProcess[] = [];

beforeAll(async () => {
  local = await start();
  world = await WireWorld.open(local);
  folder = await mkdtemp(join(tmpdir(), 'preview-stacks-interrupted-'));
  const { base, ...file } = world.file;
  const settings = (more: object) =>
    JSON.stringify({ ...file, base: { ...base, ...more, ci: { provider: 'github-actions' } } });
  commitAll(folder, {
    'preview-stacks.config.json': settings({ hostedZoneId: 'Z0123456789ABCDEFGHIJ' }),
    'without-zone.json': settings({}),
  });
  git(folder, 'checkout', '--quiet', '-b', 'login');
  world.github.odd = () => ({
    status: 429,
    headers: { 'retry-after': '60' },
    body: { message: 'You have exceeded a secondary rate limit' },
  });
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});
afterAll(async () => {
  await world.close();
  await local.close();
  await rm(folder, { recursive: true, force: true });
});

/** The real program in this folder; what it writes for people is gathered. */
function run(
  args: readonly string[],
  url = world.github.url,
): { readonly child: ChildProcess; readonly said: () => string } {
  const child = spawn(
    process.execPath,
    ['--import', require.resolve('tsx'), join(root, 'bin/preview-stacks.ts'), ...args],
    {
      cwd: folder,
      env: { ...process.env, GITHUB_API_URL: url, GITHUB_TOKEN: 'token' },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  children.push(child);
  let said = '';
  child.stderr?.on('data', (chunk) => {
    said += String(chunk);
  });
  return { child, said: () => said };
}

test.each([[['cleanup', '--execute']], [['deploy']], [['announce']], [['doctor']], [['synth', '--application']]])(
  'K53 SIGTERM ends at once what waits a minute for a limit of GitHub: %j ends with 130',
  async (args) => {
    const deletions = () => local.requestLog.requests().filter(({ operation }) => /^Delete/.test(operation)).length;
    const before = deletions();
    const { child, said } = run(args);
    const closed = once(child, 'close');
    while (!said().includes('waiting for its end') && child.exitCode === null) {
      await new Promise((wake) => setTimeout(wake, 10));
    }
    expect(said()).toContain("GitHub's rate limit is used up: waiting for its end, 1 min 0 s more");
    const asked = performance.now();
    child.kill('SIGTERM');
    const [code] = await closed;
    expect(code).toBe(130);
    // Less than a second on a quiet machine.
    expect(performance.now() - asked).toBeLessThan(5000);
    expect(deletions()).toBe(before);
  },
  50_000,
);

test('a command that fails ends at once with its own code, although another step waits for a limit of GitHub', async () => {
  const begun = performance.now();
  const { child, said } = run(['synth', '--application', '--config', 'without-zone.json']);
  const [code, signal] = await once(child, 'close');
  expect({ code, signal }).toEqual({ code: 2, signal: null });
  expect(said()).toContain('hosted-zone-missing');
  expect(performance.now() - begun).toBeLessThan(30_000);
}, 90_000);

test('a signal after the end, while a request is on its way, does not change the code', async () => {
  const silent = createServer(() => undefined).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  const { child, said } = run(['synth', '--application', '--config', 'without-zone.json'], url);
  const closed = once(child, 'close');
  while (!said().includes('hosted-zone-missing') && child.exitCode === null) {
    await new Promise((wake) => setTimeout(wake, 10));
  }
  await new Promise((wake) => setTimeout(wake, 200));
  child.kill('SIGTERM');
  const [code, signal] = await closed;
  silent.closeAllConnections();
  silent.close();
  expect({ code, signal }).toEqual({ code: 2, signal: null });
}, 50_000);

test('a limit that ends after --max-minutes is not waited for: the run is refused, and nothing is deleted', async () => {
  const terminal = new TerminalStandIn();
  const env = { GITHUB_API_URL: world.github.url, GITHUB_TOKEN: 'token' };
  const { signal } = new AbortController();
  const begun = performance.now();
  expect(await cleanup({ terminal, env, cwd: folder, signal }, { execute: true, maxMinutes: '0.5' })).toBe(1);
  expect(performance.now() - begun).toBeLessThan(30_000);
  expect(terminal.results.join('\n')).toContain("GitHub's rate limit is used up until ");
});
