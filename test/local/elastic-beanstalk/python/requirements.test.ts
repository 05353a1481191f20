import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requirementsOf } from '../../../../lib/local/elastic-beanstalk/python/requirements';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'requirements-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (files: Readonly<Record<string, string>>) => {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
};
const read = (more: readonly string[] = []) => requirementsOf(folder, more);

test('requirements are the lines of requirements.txt and of what it includes, without comments, options and constraints', async () => {
  write({
    'requirements.txt': [
      '# the app',
      '--index-url https://user:secret@example.com/simple',
      'flask==3.0.0  # newest',
      'requests==2.0 --hash=sha256:aa \\',
      '  --hash=sha256:bb',
      '-r more.txt',
      '-c limits.txt',
      '--requirement=../outside.txt',
    ].join('\r\n'),
    'more.txt': 'gunicorn>=20\n-r requirements.txt\n',
    'limits.txt': 'werkzeug<4\n-r limits-more.txt\n',
    'limits-more.txt': 'click<9\n',
  });
  const { source, pipArguments, lines } = await read();
  expect({ source, pipArguments }).toEqual({ source: 'requirements.txt', pipArguments: ['-r', 'requirements.txt'] });
  expect([...new Set(lines)]).toEqual(['flask==3.0.0', 'requests==2.0', 'gunicorn>=20']);
});

test('of several files the first of requirements.txt, Pipfile.lock and Pipfile counts, as on AWS', async () => {
  write({ Pipfile: '[packages]\nflask = "*"\n' });
  expect((await read()).source).toBe('Pipfile');
  write({ 'Pipfile.lock': '{ "default": {} }' });
  expect((await read()).source).toBe('Pipfile.lock');
  write({ 'requirements.txt': '' });
  expect((await read()).source).toBe('requirements.txt');
});

test('a Pipfile names its packages with versions and extras, and none for development', async () => {
  const text = `[packages]
flask = "*"
"psycopg2-binary" = ">=2.9"
uvicorn = {version = "==0.30", extras = ["standard", 'x']}
django = {extras = ["argon2"]}

[dev-packages]
pytest = "*"
`;
  write({ Pipfile: text });
  expect((await read()).pipArguments).toEqual([
    'flask',
    'psycopg2-binary>=2.9',
    'uvicorn[standard,x]==0.30',
    'django[argon2]',
  ]);
});

test('a Pipfile.lock names exactly what is locked; one that is no JSON fails the deployment', async () => {
  const flask = { version: '==3.0.0', extras: ['async'], markers: "python_version >= '3.8'" };
  write({
    'Pipfile.lock': JSON.stringify({
      default: { flask, click: { version: '==8.1.7' }, '--pre': {} },
      develop: { pytest: {} },
    }),
  });
  expect((await read()).pipArguments).toEqual(["flask[async]==3.0.0; python_version >= '3.8'", 'click==8.1.7']);
  write({ 'Pipfile.lock': '{' });
  await expect(read()).rejects.toThrow('Pipfile.lock is not JSON');
});

test('gunicorn is added where the platform must bring it, and not where the app names it', async () => {
  expect(await read(['gunicorn'])).toMatchObject({ pipArguments: ['gunicorn'], lines: ['gunicorn'] });
  write({ 'requirements.txt': 'flask\n' });
  expect((await read(['gunicorn'])).pipArguments).toEqual(['-r', 'requirements.txt', 'gunicorn']);
  write({ 'requirements.txt': 'Gunicorn[gevent]==20.1\n' });
  expect((await read(['gunicorn'])).pipArguments).toEqual(['-r', 'requirements.txt']);
});

test('what would be installed has a key that changes with any text that decides it', async () => {
  write({ 'requirements.txt': '-c limits.txt\nflask\n', 'limits.txt': 'flask<4\n' });
  const { key } = await read();
  expect(key).toMatch(/^[0-9a-f]{16}$/);
  expect((await read()).key).toBe(key);
  write({ 'limits.txt': 'flask<3\n' });
  expect((await read()).key).not.toBe(key);
});

test.each([
  ...[
    '-e .',
    './lib/own',
    'own @ file:///x/own.whl',
    '/x/own.whl',
    'vendor/own-1.0-py3-none-any.whl',
    'own.tar.gz[all]',
  ],
  ...['--find-links ./.wheels', '-f.wheels', '--no-index --find-links=x', '-i file:./index', '--index-url=./index'],
  ...['-r ../outside.txt', '-r /outside.txt', '-c https://example.com/limits.txt', '-r not-there.txt', '$OWN'],
])('requirements that pip may meet from files of the bundle have no key: %s', async (line) => {
  write({ 'requirements.txt': `flask\n${line}\n` });
  expect((await read()).key).toBeUndefined();
  write({ 'requirements.txt': 'flask\n-c limits.txt\n', 'limits.txt': `${line}\n` });
  expect((await read()).key).toBeUndefined();
});

test('requirements of an index alone have a key, however they are written', async () => {
  write({
    'requirements.txt': [
      ...['--index-url https://user:secret@example.com/simple', '-ihttp://example.com/', '--pre', '--no-binary=:all:'],
      ...['flask', 'Django >=4.2, <6', 'uvicorn[standard,x]==0.30.*', 'click~=8.1 ; python_version >= "3.8"'],
      ...['psycopg2-binary==2.9.9 \\', '  --hash=sha256:aa', 'a.b_c===1.0+local.1', '# ./a', 'six (>=1.0)'],
    ].join('\n'),
  });
  expect((await read()).key).toMatch(/^[0-9a-f]{16}$/);
  write({ 'requirements.txt': '', Pipfile: '' });
  expect((await read(['gunicorn'])).key).toMatch(/^[0-9a-f]{16}$/);
});
