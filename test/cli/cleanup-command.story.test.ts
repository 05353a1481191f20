import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { run as list } from '../../lib/cli/commands/every-day/list';
import { run as logs } from '../../lib/cli/commands/every-day/logs';
import { run as open } from '../../lib/cli/commands/every-day/open';
import { run as why } from '../../lib/cli/commands/look/why';
import { run as cleanup } from '../../lib/cli/commands/team/cleanup';
import { WireWorld } from '../cleanup/wire-world';
import { type Started, start } from '../local/start';
import { TerminalStandIn } from './terminal-stand-in';

const secret = 'ghp_0123456789abcdefTOKEN';
const root = resolve(__dirname, '../..');
let local: Started;
let world: WireWorld;
let folder: string;
let terminal: TerminalStandIn;

beforeAll(async () => {
  local = await start();
  world = await WireWorld.open(local);
  process.env.AWS_SECRET_ACCESS_KEY = 'wJalrXUtnFEMIsecret';
  folder = await mkdtemp(join(tmpdir(), 'preview-stacks-command-'));
  await writeFile(join(folder, 'preview-stacks.config.json'), JSON.stringify(world.file));
  world.github.push('alive-one');
  await world.addPreview('alive-one', 1);
});
beforeEach(() => {
  terminal = new TerminalStandIn();
});
afterEach(() => local.faults.remove());
afterAll(async () => {
  await world.close();
  await local.close();
  await rm(folder, { recursive: true, force: true });
});

const env = () => ({ GITHUB_API_URL: world.github.url, GITHUB_TOKEN: secret });
const invocation = () => ({ terminal, env: env(), cwd: folder, signal: new AbortController().signal });
const said = () => [...terminal.results, ...terminal.lines].join('\n');

test('K55 without --execute it prints a plan that a person understands at a glance', async () => {
  await world.addPreview('orphan-one', 2);
  expect(await cleanup(invocation(), {})).toBe(0);
  expect(terminal.results.map((line) => line.replace(/ +/g, ' '))).toEqual([
    'BRANCH STACK STATE CLEANUP BECAUSE',
    'alive-one shop-preview-alive-one CREATE_COMPLETE KEEP its branch exists',
    'orphan-one shop-preview-orphan-one CREATE_COMPLETE DELETE its branch orphan-one is gone',
    'Would save at least $0.95 a day (list prices of 2026-11).',
    '',
    'Would delete 1 preview of 2. Nothing was changed: --execute does it.',
  ]);
  expect(terminal.lines).toEqual([]);
});

test('list says what each preview costs a day', async () => {
  expect(await list(invocation(), {})).toBe(0);
  expect(terminal.results.map((line) => line.split(/ {2,}/)[4])).toEqual(['$/DAY', '$0.95+', '$0.95+']);
  terminal = new TerminalStandIn();
  expect(await list(invocation(), { json: true })).toBe(0);
  const { targets } = JSON.parse(terminal.results.join('')) as { targets: readonly object[] };
  for (const one of targets) expect(one).toMatchObject({ costPerDay: { atLeast: true, pricesOf: '2026-11-28' } });
});

test('why explains one decision with what it was made of', async () => {
  expect(await why(invocation(), { branch: 'orphan-one' })).toBe(0);
  const lines = terminal.results.map((line) => line.replace(/ +/g, ' '));
  expect(lines).toContain('on remote no');
  expect(lines).toContain('decision delete (branch-gone)');
  expect(lines.find((line) => line.startsWith('from '))).toMatch(/^from 2 previews and 2 branches, looked at 20/);
  expect(said()).not.toContain('hourly job');
});

test('where settings put previews to sleep, why says what the hourly job would do, also as JSON', async () => {
  const settings = join(folder, 'sleeping.config.json');
  const preview = { ...world.file.preview, sleep: { idleHours: 12 } };
  await writeFile(settings, JSON.stringify({ ...world.file, preview }));
  expect(await why(invocation(), { branch: 'alive-one', config: settings })).toBe(0);
  expect(terminal.results.at(-1)).toBe('hourly job  nothing (unknown): no deploy of it has come to its end');
  terminal = new TerminalStandIn();
  expect(await why(invocation(), { branch: 'alive-one', config: settings, json: true })).toBe(0);
  expect(JSON.parse(terminal.results.join(''))).toMatchObject({
    hourly: [{ act: 'nothing', reason: 'unknown', because: 'no deploy of it has come to its end' }],
  });
});

test('logs of what was never deployed well names the next commands', async () => {
  expect(await logs(invocation(), { branch: 'never-deployed' })).toBe(1);
  expect(terminal.lines.map((line) => line.replace(/environment \S+\.$/, 'environment ….'))).toEqual([
    'There is no environment ….',
    '  Deploy first: `preview-stacks list` shows what is there.',
  ]);
  terminal.lines.length = 0;
  expect(await logs(invocation(), { branch: 'orphan-oen' })).toBe(1);
  expect(terminal.lines[1]).toBe(
    '  Did you mean orphan-one? Else deploy first: `preview-stacks list` shows what is there.',
  );
});

test('open of what has no URL or is not there says so, and prints none', async () => {
  expect(await open(invocation(), { branch: 'alive-one' })).toBe(1);
  expect(terminal.lines[0]).toBe('web has no URL in the stack shop-preview-alive-one (CREATE_COMPLETE).');
  terminal.lines.length = 0;
  expect(await open(invocation(), { branch: 'alive-oen' })).toBe(1);
  expect(terminal.results).toEqual([]);
  expect(terminal.lines).toEqual([
    expect.stringMatching(/^Nothing is deployed there: there is no stack shop-preview-alive-oen/),
    '  Did you mean alive-one? Else deploy first: `preview-stacks list` shows what is there.',
  ]);
});

test('list warns while cleanup has never run, and no more when it has', async () => {
  expect(await list(invocation(), {})).toBe(0);
  expect(terminal.lines).toEqual([expect.stringContaining('Cleanup has not run yet')]);
});

test('K60 with --execute it ends with what is left, and tells what it does in plain lines', async () => {
  expect(await cleanup(invocation(), { execute: true })).toBe(0);
  expect(terminal.results.at(-3)).toBe('Saves at least $0.95 a day (list prices of 2026-11).');
  expect(terminal.results.at(-1)).toMatch(/^1 preview deleted, 1 kept in .+\. 0 left\.$/);
  expect(terminal.lines[0]).toContain('orphan-one: deleting shop-preview-orphan-one');
  expect(terminal.lines.at(-2)).toMatch(/✓ .* orphan-one: deleted/);
  expect(terminal.lines.at(-1)).toMatch(/orphan-one: GitHub knows that it is gone/);
  terminal = new TerminalStandIn();
  await list(invocation(), {});
  expect(terminal.lines).toEqual([]);
});

test('K57 K60 what is left ends it with 1, and the report names resource and cause', async () => {
  await world.addPreview('stuck-one', 0, { plain: true });
  local.faults.add({ kind: 'refuse-delete', match: 'stuck-one', message: 'must detach all policies first' });
  expect(await cleanup(invocation(), { execute: true })).toBe(1);
  expect(terminal.results).toContainEqual(
    expect.stringMatching(/^stuck-one .* FAILED .*Note \(AWS::SSM::Parameter\).*must detach all policies first/),
  );
  expect(terminal.results.at(-1)).toMatch(/0 previews deleted, 1 kept, 1 failed in .+\. 1 left\.$/);
});

test('on a terminal a block says how far it is', async () => {
  terminal = new TerminalStandIn(true);
  await world.addPreview('watched-one', 3);
  expect(await cleanup(invocation(), { execute: true })).toBe(0);
  expect(terminal.transients.join('\n')).toMatch(/Cleanup: \d of 2 done/);
});

test('with --json the result is one document, and progress is one JSON line each', async () => {
  await world.addPreview('json-one', 0, { plain: true });
  expect(await cleanup(invocation(), { execute: true, json: true })).toBe(0);
  expect(JSON.parse(terminal.results.join('\n'))).toMatchObject({ executed: true, counts: { deleted: 1, left: 0 } });
  const kinds = terminal.lines.map((line) => (JSON.parse(line) as { kind: string }).kind);
  expect(kinds.slice(0, 4)).toEqual(['listed', 'listed', 'listed', 'listed']);
  expect(kinds).toEqual(expect.arrayContaining(['planned', 'removal-started', 'cleanup-pace', 'removal-finished']));
});

test('K56 a refused run says how to allow it once, and ends with 1', async () => {
  await world.addPreview('refused-one', 0, { plain: true });
  expect(await cleanup(invocation(), { execute: true, maxDeletions: '0' })).toBe(1);
  expect(terminal.results.at(-1)).toContain('--max-deletions 1');
  expect(await cleanup(invocation(), { execute: true, maxDeletions: '1' })).toBe(0);
});

test.each([
  [{ maxDeletions: 'many' }, 'whole number'],
  [{ maxShare: '2' }, '0 to 1'],
  [{ maxMinutes: '0' }, 'minutes above 0'],
])('a limit that is none is refused before anything is asked: %j', async (options, hint) => {
  await expect(cleanup(invocation(), options)).rejects.toMatchObject({
    exitCode: 2,
    hint: expect.stringContaining(hint),
  });
});

test('K61 neither token nor secret is printed, whatever fails', async () => {
  await world.addPreview('secret-one', 2);
  local.faults.add({ kind: 'access-denied', service: 's3', operation: 'DeleteObjects' });
  await cleanup(invocation(), { execute: true, verbose: true });
  world.github.odd = () => ({ status: 401, body: { message: `Bad credentials ${secret}` } });
  await cleanup(invocation(), { execute: true, verbose: true });
  await cleanup(invocation(), { execute: true, json: true });
  world.github.odd = () => undefined;
  expect(said()).toContain('branches could not all be listed');
  expect(said()).not.toContain(secret);
  expect(said()).not.toContain('wJalrXUtnFEMIsecret');
});

test('K53 SIGTERM begins nothing new, says what goes on, and ends with 130', async () => {
  await world.addPreview('slow-one', 0, { plain: true });
  local.faults.add({ kind: 'stuck', operation: 'delete', match: 'slow-one', delayMs: 3000 });
  const program = ['--import', require.resolve('tsx'), join(root, 'bin/preview-stacks.ts'), 'cleanup', '--execute'];
  const child = spawn(process.execPath, program, {
    cwd: folder,
    env: { ...process.env, ...env() },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const asked = () => local.requestLog.requests().filter(({ operation }) => operation === 'ListStacks').length;
  const before = asked();
  const output = text(child.stderr);
  const closed = once(child, 'close');
  while (asked() === before && child.exitCode === null) await new Promise((wake) => setTimeout(wake, 10));
  child.kill('SIGTERM');
  const [code] = await closed;
  expect(code).toBe(130);
  expect(await output).toContain('CloudFormation goes on by itself: shop-preview-slow-one is being deleted');
}, 20_000);
