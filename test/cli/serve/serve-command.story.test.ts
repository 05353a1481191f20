import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type IncomingHttpHeaders, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { WireWorld } from '../../cleanup/wire-world';
import { type Started, start } from '../../local/start';

const program = resolve(__dirname, '../../../dist/bin/preview-stacks.js');
const host = 'previews.acme.dev';
let local: Started;
let world: WireWorld;
let folder: string;
const running: ChildProcess[] = [];

beforeAll(async () => {
  local = await start();
  world = await WireWorld.open(local);
  folder = await mkdtemp(join(tmpdir(), 'preview-stacks-serve-'));
  const file = { ...world.file, staging: { ...world.file.staging, control: {}, ci: { provider: 'github-actions' } } };
  await writeFile(join(folder, 'preview-stacks.config.json'), JSON.stringify(file));
  world.github.visibility = 'private';
  world.github.allow('ann', 'admin');
  world.github.allow('bob', 'read');
  world.github.signIns.app.back = `https://${host}/sign-in/back`;
  await world.addPreview('orphan-one', 1);
});
afterEach(() => {
  for (const child of running.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
});
afterAll(async () => {
  await world.close();
  await local.close();
  await rm(folder, { recursive: true, force: true });
});

const secrets = () => ({
  GITHUB_TOKEN: 'ghs_of_the_server',
  GITHUB_OAUTH_CLIENT_SECRET: world.github.signIns.app.secret,
});

function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const given = { GITHUB_API_URL: world.github.url, GITHUB_OAUTH_CLIENT_ID: world.github.signIns.app.id, ...secrets() };
  const child = spawn(process.execPath, [program, 'serve', ...args], {
    cwd: folder,
    env: { ...process.env, ...given, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  return child;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** As the proxy that ends TLS hands it on. */
function ask(port: number, path: string, cookie = '', body?: object): Promise<Answer> {
  const own = { origin: `https://${host}`, 'content-type': 'application/json', 'x-preview-stacks': '1' };
  const headers = { host, cookie, ...(body && own) };
  return new Promise((answered, reject) => {
    const asked = request(
      { host: '127.0.0.1', port, path, method: body ? 'POST' : 'GET', headers, agent: false },
      (came) =>
        text(came).then(
          (said) => answered({ status: came.statusCode ?? 0, headers: came.headers, body: said }),
          reject,
        ),
    );
    asked.on('error', reject).end(body && JSON.stringify(body));
  });
}

const cookieIn = ({ headers }: Answer) => (headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';

test('a team signs in, sees and does what each may, and nothing of a secret is in the log', async () => {
  const child = run(['--url', `https://${host}`, '--port', '0', '--host', '127.0.0.1', '--json']);
  const log = text(child.stderr);
  const document = await new Promise<string>((answered) => {
    let said = '';
    createInterface(child.stdout).on('line', (line) => {
      said += line;
      if (line === '}') answered(said);
    });
  });
  const { port } = JSON.parse(document) as { port: number };
  expect(await ask(port, '/health')).toMatchObject({ status: 200, body: 'ok\n' });
  expect(await ask(port, '/api/state')).toMatchObject({ status: 401 });

  const enter = async (login: string) => {
    world.github.signIns.visitor = login;
    const begun = await ask(port, '/sign-in/begin');
    const agreed = await fetch(begun.headers.location ?? '', { redirect: 'manual' });
    const back = new URL(agreed.headers.get('location') ?? '');
    return ask(port, `${back.pathname}${back.search}`, cookieIn(begun));
  };
  const bob = cookieIn(await enter('bob'));
  expect(JSON.parse((await ask(port, '/api/state', bob)).body)).toMatchObject({
    ...{ viewer: { login: 'bob' }, verbs: [], previews: [{ branch: 'orphan-one' }] },
  });
  const destroy = { branch: 'orphan-one', command: { verb: 'destroy' } };
  expect((await ask(port, '/api/acts', bob, destroy)).status).toBe(403);
  expect((await enter('mallory')).status).toBe(403);

  const ann = cookieIn(await enter('ann'));
  expect((await ask(port, '/api/acts', ann, destroy)).status).toBe(202);
  const previews = async () => JSON.parse((await ask(port, '/api/state', ann)).body).previews;
  while ((await previews()).length > 0) await new Promise((passed) => setTimeout(passed, 200));

  child.kill('SIGTERM');
  const [code] = await once(child, 'close');
  expect(code).toBe(0);
  const lines = (await log).trim().split('\n');
  const events = lines.flatMap((line) => (line.startsWith('{"at"') ? [JSON.parse(line)] : []));
  expect(events).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ kind: 'serving', url: `https://${host}` }),
      expect.objectContaining({ kind: 'no-access', login: 'mallory' }),
      expect.objectContaining({ kind: 'signed-in', login: 'ann', permission: 'admin' }),
      expect.objectContaining({ kind: 'answered', by: 'ann', branch: 'orphan-one', asked: 'destroy', ended: 'done' }),
    ]),
  );
  for (const secret of [...Object.values(secrets()), ann.split('=')[1], bob.split('=')[1], 'gho_', 'code=']) {
    expect(await log).not.toContain(secret);
  }
});

test.each<[string, readonly string[], Readonly<Record<string, string>>, string]>([
  ['no address', [], {}, 'option-missing'],
  ['an address without TLS', ['--url', 'http://previews.acme.dev'], {}, 'option-invalid'],
  ['no OAuth app', ['--url', `https://${host}`], { GITHUB_OAUTH_CLIENT_ID: '' }, 'sign-in-unset'],
  ['no token', ['--url', `https://${host}`], { GITHUB_TOKEN: '' }, 'sign-in-unset'],
  ['an address that this machine has not', ['--url', `https://${host}`, '--host', '192.0.2.1'], {}, 'option-invalid'],
])('with %s it does not start', async (_, args, env, code) => {
  const child = run(args, env);
  const [said, [ended]] = await Promise.all([text(child.stderr), once(child, 'close')]);
  expect(said).toContain(`(${code})`);
  expect(ended).toBe(2);
});
