import { readChat } from '../../../lib/control/chat/read-chat';

const command = (text: string) => {
  const reading = readChat(text);
  return reading.kind === 'command' ? { ...reading.command, branch: reading.branch, words: reading.words } : reading;
};

test.each([
  ['sleep login-page', { verb: 'sleep', branch: 'login-page', words: 'sleep' }],
  ['  Sleep   login-page ', { verb: 'sleep', branch: 'login-page', words: 'sleep' }],
  ['sleep\u00a0login-page', { verb: 'sleep', branch: 'login-page', words: 'sleep' }],
  ['sleep `login-page`', { verb: 'sleep', branch: 'login-page', words: 'sleep' }],
  ['status login-page', { verb: 'status', branch: 'login-page', words: 'status' }],
  ['create login-page', { verb: 'create', branch: 'login-page', words: 'create' }],
  ['keep login-page 3d', { verb: 'keep', for: '3d', branch: 'login-page', words: 'keep 3d' }],
  [
    'keep login-page until 2026-12-24',
    { verb: 'keep', until: '2026-12-24', branch: 'login-page', words: 'keep until 2026-12-24' },
  ],
  ['keep forever 3d', { verb: 'keep', for: '3d', branch: 'forever', words: 'keep 3d' }],
  ['rollback login-page 2', { verb: 'rollback', to: '2', branch: 'login-page', words: 'rollback 2' }],
  ['rollback login-page', { verb: 'rollback', branch: 'login-page', words: 'rollback' }],
  ['logs login-page api', { verb: 'logs', service: 'api', branch: 'login-page', words: 'logs api' }],
  ['hold fix/日本語', { verb: 'hold', branch: 'fix/日本語', words: 'hold' }],
  ['destroy help', { verb: 'destroy', branch: 'help', words: 'destroy' }],
])('%j is a command about a branch', (text, expected) => {
  expect(command(text)).toMatchObject(expected);
});

test('status alone asks for all', () => {
  expect([readChat('status'), readChat(' STATUS ')]).toEqual([{ kind: 'list' }, { kind: 'list' }]);
});

test.each(['', '   ', 'help', 'HELP'])('%j asks for help', (text) => {
  expect(readChat(text)).toEqual({ kind: 'help' });
});

test.each([
  ['sleep', 'which branch'],
  ['destroy', 'which branch'],
  ['create', 'which branch'],
  ['slep login-page', '`sleep` may be meant'],
  ['login-page', 'no command'],
  ['sleep login-page now', 'nothing behind it'],
  ['create login-page other', 'nothing else'],
  ['keep login-page', 'takes one of'],
  ['keep login-page 3x', 'cannot be read'],
  ['logs login-page Api', 'No service has such a name'],
  ['sleep --all', 'names no branch'],
  ['sleep a..b', 'names no branch'],
  ['create -f', 'cannot be read'],
  ['sleep login\u200bpage', 'not shown'],
  ['sleep login\u202epage', 'not shown'],
  ['sleep HEAD', 'names no branch'],
  [`sleep ${'x/'.repeat(5000)}`, 'too long'],
])('%j is no command', (text, because) => {
  expect(readChat(text)).toMatchObject({ kind: 'help', because: expect.stringContaining(because) });
});

test('why it is none repeats nothing that was written', () => {
  for (const text of ['sleep <!channel>..', 'create @here..x', '<!everyone> x', 'rollback a <@U1>', 'keep a <!here>']) {
    expect(JSON.stringify(readChat(text))).not.toMatch(/channel|@here|!here|everyone|U1/);
  }
});
