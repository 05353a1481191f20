import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { WireWorld } from '../../cleanup/wire-world';
import { type Started, start } from '../../local/start';
import { EventReader } from '../../web/event-reader';

const program = resolve(__dirname, '../../../dist/bin/preview-stacks.js');
let local: Started;
let world: WireWorld;
let folder: string;
const running: ChildProcess[] = [];

beforeAll(async () => {
  local = await start();
  world = await WireWorld.open(local);
  folder = await mkdtemp(join(tmpdir(), 'preview-stacks-ui-'));
  await writeFile(join(folder, 'preview-stacks.config.json'), JSON.stringify(world.file));
  // A project that never installed them.
  const without = `const { Module } = require('node:module'); const find = Module._resolveFilename;
    Module._resolveFilename = function (name, ...more) {
      if (/^(@hono|hono)(\\/|$)/.test(name)) {
        throw Object.assign(new Error("Cannot find module '" + name + "'"), { code: 'MODULE_NOT_FOUND' });
      }
      return find.call(this, name, ...more);
    };`;
  await writeFile(join(folder, 'without.cjs'), without);
  await world.addPreview('orphan-one', 1);
});
afterEach(async () => {
  for (const child of running.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
});
afterAll(async () => {
  await world.close();
  await local.close();
  await rm(folder, { recursive: true, force: true });
});

function run(args: readonly string[], node: readonly string[] = []) {
  const child = spawn(process.execPath, [...node, program, ...args], {
    cwd: folder,
    env: { ...process.env, GITHUB_API_URL: world.github.url, GITHUB_TOKEN: 'token' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  return child;
}

/** The page as a browser has it, once its address is printed. */
async function open(...args: string[]) {
  const child = run(['ui', ...args]);
  const said = text(child.stderr);
  const [address] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { origin } = new URL(address);
  const entered = await fetch(address, { redirect: 'manual' });
  const cookie = (entered.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const headers = { cookie, origin, 'content-type': 'application/json', 'x-preview-stacks': '1' };
  return {
    origin,
    cookie,
    get: (path: string) => fetch(`${origin}${path}`, { headers: { cookie } }),
    post: (body: object) => fetch(`${origin}/api/acts`, { method: 'POST', headers, body: JSON.stringify(body) }),
    /** What the program ends with. */
    end: async (signal: 'SIGINT' | 'SIGTERM') => {
      child.kill(signal);
      const [code] = await once(child, 'close');
      return { code, stderr: await said };
    },
  };
}

async function ended(child: ChildProcess) {
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout as NodeJS.ReadableStream),
    text(child.stderr as NodeJS.ReadableStream),
    once(child, 'close'),
  ]);
  return { code, stdout, stderr };
}

test('a browser with the address sees the previews and does something with them, until Ctrl-C', async () => {
  const page = await open();
  expect(await (await page.get('/')).text()).toContain('<!doctype html>');
  expect(await (await page.get('/api/state')).json()).toMatchObject({
    project: 'shop',
    verbs: expect.arrayContaining(['create', 'destroy']),
    previews: [{ branch: 'orphan-one', cleanup: { verdict: 'delete' } }],
  });
  const tab = await EventReader.open(`${page.origin}/api/events`, page.cookie);
  expect(await tab.next()).toMatchObject({ name: 'state', data: { previews: [{ branch: 'orphan-one' }] } });
  const asked = await page.post({ branch: 'orphan-one', command: { verb: 'destroy' } });
  expect(asked.status).toBe(202);
  let act = await tab.nextOf('act');
  while (act?.data.state === 'running') act = await tab.nextOf('act');
  expect(act?.data).toMatchObject({ branch: 'orphan-one', words: 'destroy', state: 'done' });
  expect(await tab.nextOf('state')).toMatchObject({ data: { previews: [] } });
  const { code, stderr } = await page.end('SIGINT');
  expect(code).toBe(0);
  expect(stderr).toContain('Its address is for this machine and for one browser, once. Ctrl-C ends it.');
  expect(await tab.next()).toBeUndefined();
});

test('a page that was started to look at only does nothing, and ends with SIGTERM', async () => {
  const page = await open('--read-only');
  expect(await (await page.get('/api/state')).json()).toMatchObject({
    verbs: [],
    readOnly: 'The page was started with --read-only.',
  });
  expect((await page.post({ branch: 'orphan-one', command: { verb: 'destroy' } })).status).toBe(404);
  expect((await page.end('SIGTERM')).code).toBe(0);
});

test('a port that is taken is named, and nothing was tried', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as { port: number };
  const { code, stdout, stderr } = await ended(run(['ui', '--port', String(port)]));
  other.close();
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(`Port ${port} is in use on 127.0.0.1 (port-in-use)`);
});

test('without its packages it asks for them by name, and no other command misses them', async () => {
  const without = ['--require', join(folder, 'without.cjs')];
  const { code, stdout, stderr } = await ended(run(['ui'], without));
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/npm install --save-dev hono@\d+\.\d+\.\d+ @hono\/node-server@\d+\.\d+\.\d+/);
  expect((await ended(run(['list'], without))).code).toBe(0);
});
