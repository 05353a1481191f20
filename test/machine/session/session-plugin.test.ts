import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { SessionManagerPlugin } from '../../../lib/machine/session/session-plugin';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'session-plugin-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const session = {
  ...{ id: 'ada-0123', token: 'the token', streamUrl: 'wss://stream/ada-0123', region: 'eu-central-1' },
  ...{ endpoint: 'https://ssm.eu-central-1.amazonaws.com', instanceId: 'i-0123456789abcdef0', reason: 'a look' },
  ...{ document: 'AWS-StartInteractiveCommand', parameters: { command: ['id'] } },
};
const log = () => join(folder, 'log');

/** A plugin that does this; its arguments and its variable are written down. */
function plugin(script: string, version = '1.2.650.0'): SessionManagerPlugin {
  writeFileSync(
    join(folder, 'session-manager-plugin'),
    `#!/bin/sh
if [ "$1" = --version ]; then echo ${version}; exit; fi
printf '%s\\n' "$@" "$AWS_SSM_START_SESSION_RESPONSE" >'${log()}'
${script}
`,
    { mode: 0o755 },
  );
  const environment = { PATH: [folder, process.env.PATH].join(delimiter) };
  return new SessionManagerPlugin({ environment, cwd: folder, profile: 'team' });
}

test('a plugin that is not there is named with how to install it', async () => {
  const none = new SessionManagerPlugin({ environment: { PATH: folder }, cwd: folder });
  await expect(none.check()).rejects.toMatchObject({
    ...{ code: 'plugin-missing', exitCode: 1, hint: expect.stringMatching(/^Install it: .*session-manager-plugin/i) },
  });
});

test('it talks until its session has ended, and the token stands on no command line', async () => {
  const there = plugin('exit 0');
  await there.check();
  await there.talk(session);
  const [answer, region, operation, profile, request, endpoint, variable] = readFileSync(log(), 'utf8').split('\n');
  expect([answer, region, operation, profile]).toEqual([
    ...['AWS_SSM_START_SESSION_RESPONSE', 'eu-central-1', 'StartSession', 'team'],
  ]);
  expect(JSON.parse(request ?? '')).toMatchObject({ Target: session.instanceId });
  expect(endpoint).toBe(session.endpoint);
  expect(JSON.parse(variable ?? '')).toMatchObject({ SessionId: 'ada-0123', TokenValue: 'the token' });
});

test('an interruption ends it, and is what is thrown', async () => {
  const abort = new AbortController();
  const talking = plugin('exec sleep 60').talk(session, abort.signal);
  abort.abort(new Error('stopped'));
  await expect(talking).rejects.toThrow('stopped');
});

test('the port that it opens is known, and it is closed on request', async () => {
  const opening = "printf 'Port 40123 opened for sessionId ada-0123.\\nWaiting for connections...\\n'; exec sleep 60";
  const way = await plugin(opening).forward(session);
  expect(way.port).toBe(40_123);
  way.close();
  await way.ended;
});

test.each([
  ['says nothing', 'exit 1', 'it said nothing'],
  ['says why', "echo 'listen tcp 127.0.0.1:80: bind: permission denied'; exit 0", 'bind: permission denied'],
])('a plugin that opens no port and %s is an error', async (_, script, words) => {
  await expect(plugin(script).forward(session)).rejects.toMatchObject({
    ...{ code: 'port-not-forwarded', exitCode: 1, message: expect.stringContaining(words) },
  });
});

test('an interruption before the port is open ends it', async () => {
  const abort = new AbortController();
  const opening = plugin('exec sleep 60').forward(session, abort.signal);
  while (!existsSync(log())) await new Promise((resolve) => setImmediate(resolve));
  abort.abort(new Error('stopped'));
  await expect(opening).rejects.toThrow('stopped');
});
