import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { maskedLogsProgramText } from '../../../../lib/machine/bundle/hooks/masked-logs-hook';
import {
  maskedLogsCommand,
  maskedLogsNoApp,
  maskedLogsNoProgram,
  maskedLogsProgram,
} from '../../../../lib/naming/masked-logs';

const shells = ['dash', 'bash'].filter((shell) => spawnSync(shell, ['-c', 'true']).status === 0);
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'masked-logs-'));
  for (const folder of ['bin', 'proc/4711', 'var/log']) mkdirSync(join(root, folder), { recursive: true });
  program('systemctl', 'echo 4711');
  writeFileSync(join(root, 'hook'), maskedLogsProgramText, { mode: 0o755 });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function program(name: string, script: string): void {
  writeFileSync(join(root, 'bin', name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(root, 'bin', name), 0o755);
}

const environ = (variables: Readonly<Record<string, string>>) =>
  Object.entries(variables)
    .map(([name, value]) => `${name}=${value}\0`)
    .join('');

function sh(args: readonly string[], shell = 'sh') {
  const env = { PATH: [join(root, 'bin'), process.env.PATH].join(delimiter), PREVIEW_STACKS_LOCAL_ROOT: root };
  const { status, stdout, stderr } = spawnSync(shell, args, { encoding: 'utf8', env });
  return { status, stdout, stderr };
}

function shown(variables: Readonly<Record<string, string>>, log: string, shell?: string): string {
  writeFileSync(join(root, 'proc/4711/environ'), environ(variables));
  writeFileSync(join(root, 'var/log/web.stdout.log'), log);
  const { status, stdout, stderr } = sh([join(root, 'hook'), 'show'], shell);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
}

const masked = (value: string, log: string, shell?: string) => shown({ A: value }, `${log}\n`, shell).trimEnd();

test.each(['dash', 'bash'].map((shell) => [shell]))('values of all kinds are masked, by %s', (shell) => {
  expect(shells).toContain(shell);
  for (const value of [
    'correct-horse',
    's3cret.*+?[a-z]^$(x|y){2}',
    `it's "quoted" \\ back\\\\slashed \\1 & /`,
    '日本語 ✓ élan',
    '  spaces  at ends  ',
    '$(touch ran) `touch ran` %s %d %25',
    '[masked A]',
    'abababab',
  ]) {
    expect(masked(value, `before ${value} between ${value}, after`, shell)).toBe(
      'before [masked A] between [masked A], after',
    );
  }
});

test.each([
  ['as JavaScript writes it in a URL', encodeURIComponent],
  [
    'with other signs in it as well',
    (value: string) => [...Buffer.from(value)].map((one) => `%${one.toString(16)}`).join(''),
  ],
  ['in capitals', (value: string) => encodeURIComponent(value).replace(/%../g, (one) => one.toUpperCase())],
  ['in JSON', (value: string) => JSON.stringify(value).slice(1, -1)],
  [
    'in JSON as Go writes it',
    (value: string) => JSON.stringify(value).slice(1, -1).replaceAll('&', '\\u0026').replaceAll('/', '\\/'),
  ],
])('a value is masked %s', (_, write) => {
  expect(masked('p@ss/w"o\\r d&é', `x=${write('p@ss/w"o\\r d&é')}&y`)).toBe('x=[masked A]&y');
});

test('one value that begins another, or goes on from it, leaves no end of the longer one', () => {
  const variables = { SHORT: 'secret-one', LONG: 'secret-one-and-more', NEXT: 'more-and-more' };
  expect(shown(variables, 'secret-one secret-one-and-more secret-one-and-more-and-more\n')).toBe(
    '[masked SHORT] [masked LONG] [masked LONG]\n',
  );
});

test('a value with line breaks is masked line by line', () => {
  const key = '-----BEGIN KEY-----\nMIIEvQIBADANBg\nshort\n-----END KEY-----';
  expect(masked(key, key)).toBe('[masked A]\n[masked A]\nshort\n[masked A]');
  expect(masked(key, JSON.stringify({ key }))).toBe('{"key":"[masked A]\\n[masked A]\\nshort\\n[masked A]"}');
});

test('the password in a URL is masked by itself, encoded and not, also with an @ in it', () => {
  const url = 'postgres://shop:p%40ss%2Fword@db.internal:5432/shop';
  expect(shown({ DATABASE_URL: url }, `${url}\nfailed for p@ss/word or p%40ss%2Fword\n`)).toBe(
    '[masked DATABASE_URL]\nfailed for [masked DATABASE_URL] or [masked DATABASE_URL]\n',
  );
  expect(masked('redis://:open@sesame@cache', 'AUTH open@sesame')).toBe('AUTH [masked A]');
});

test('texts in a secret of JSON are masked by themselves, its keys are not', () => {
  expect(
    masked('{"username":"shopkeeper","password": "open-sesame"}', 'username shopkeeper password open-sesame'),
  ).toBe('username [masked A] password [masked A]');
});

test.each(['ab\\cd1234', 'say "hello" now', 'a/b/c/d/e', 'ends with a \\', '"quoted"'])(
  'a text in a secret of JSON is masked as it says, not as it is written: %s',
  (text) => {
    for (const json of [
      JSON.stringify({ text, other: 'open-sesame' }),
      `{"text":"${JSON.stringify(text).slice(1, -1).replaceAll('/', '\\/')}"}`,
    ]) {
      expect(masked(json, `it is ${text}, so`)).toBe('it is [masked A], so');
    }
  },
);

test('what is empty, short or known to be harmless is shown', () => {
  const variables = { EMPTY: '', SHORT: 'abcde', NODE_ENV: 'production', PREVIEW_STACKS_URL: 'https://a.acme.dev' };
  const log = 'abcde in production at https://a.acme.dev, =\n';
  expect(shown({ ...variables, PATH: '/usr/bin:/bin' }, log)).toBe(log);
  expect(shown({ PREVIEW_STACKS_ACCESS_PASSWORD: 'correct-horse' }, 'correct-horse\n')).not.toContain('horse');
});

test('colours within a value do not hide it', () => {
  expect(masked('correct-horse', '\u001b[32mcorrect\u001b[0m-\u0007horse\u001b[1m!')).toBe('[masked A]!');
});

test('the newest lines are shown, as many as SSM keeps, and none that is too long to be read through', () => {
  const lines = Array.from({ length: 300 }, (_, index) => `${index} correct-horse`);
  expect(masked('correct-horse', lines.join('\n')).split('\n')).toEqual(
    lines.slice(100).map((one) => one.replace(/c.*/, '[masked A]')),
  );
  const long = Array.from({ length: 10 }, (_, index) => `${index}${'x'.repeat(7000)}`);
  const output = masked('correct-horse', long.join('\n'));
  expect(output.length).toBeLessThanOrEqual(24_000);
  expect(output.endsWith(long[9] ?? '')).toBe(true);
  expect(masked('correct-horse', `${'x'.repeat(9000)}correct-horse`)).toBe('[masked: a line of 9013 bytes]');
});

test('nothing is shown where the environment cannot be read', () => {
  writeFileSync(join(root, 'var/log/web.stdout.log'), 'correct-horse\n');
  for (const environment of [undefined, '']) {
    if (environment !== undefined) writeFileSync(join(root, 'proc/4711/environ'), environment);
    const { status, stdout } = sh([join(root, 'hook'), 'show']);
    expect({ status, stdout }).toEqual({ status: maskedLogsNoApp, stdout: '' });
  }
});

test('on a Docker platform it reads the one container', () => {
  program('systemctl', 'echo 0');
  writeFileSync(join(root, 'environ'), environ({ TOKEN: 'correct-horse' }));
  program(
    'docker',
    `case "$1" in ps) echo c1 ;; exec) cat '${root}/environ' ;; logs) echo "$@"; echo correct-horse >&2 ;; esac`,
  );
  expect(sh([join(root, 'hook'), 'show'])).toEqual({
    status: 0,
    stderr: '',
    stdout: 'logs --tail 200 c1\n[masked TOKEN]\n',
  });
  program('docker', 'if [ "$1" = ps ]; then echo c1; fi');
  expect(sh([join(root, 'hook'), 'show'])).toMatchObject({ status: maskedLogsNoApp, stdout: '' });
  program('docker', 'echo c1; echo c2');
  expect(sh([join(root, 'hook'), 'show'])).toMatchObject({ status: maskedLogsNoApp, stdout: '' });
});

test('as a hook it installs itself, and the document runs it; where there is none, the document says so', () => {
  const document = ['-c', maskedLogsCommand.join('\n')];
  expect(sh(document)).toEqual({ status: maskedLogsNoProgram, stdout: '', stderr: '' });
  expect(sh([join(root, 'hook')])).toEqual({ status: 0, stdout: '', stderr: '' });
  expect(statSync(join(root, maskedLogsProgram)).mode & 0o777).toBe(0o755);
  writeFileSync(join(root, 'proc/4711/environ'), environ({ A: 'correct-horse' }));
  writeFileSync(join(root, 'var/log/web.stdout.log'), 'correct-horse\n');
  expect(sh(document)).toEqual({ status: 0, stdout: '[masked A]\n', stderr: '' });
});

test('a hook that cannot install itself ends no deployment', () => {
  writeFileSync(join(root, 'opt'), 'a file');
  expect(sh([join(root, 'hook')])).toMatchObject({ status: 0, stdout: expect.stringContaining('not shown') });
  expect(existsSync(join(root, maskedLogsProgram))).toBe(false);
});
