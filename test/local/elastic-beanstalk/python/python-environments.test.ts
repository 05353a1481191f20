import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StepOptions } from '../../../../lib/local/elastic-beanstalk/instance/hooks';
import { PythonEnvironments } from '../../../../lib/local/elastic-beanstalk/python/python-environments';
import type { Requirements } from '../../../../lib/local/elastic-beanstalk/python/requirements';
import { ProcessRegister } from '../../../../lib/local/processes/process-register';

/** A Python that writes down how it is called. Its venvs are copies of it; pip fails when PIP_FAILS is set, and MISSING is what is missing. */
const python = (executable: string, version: string, pip: string | null) => `#!/bin/sh
case "$*" in
  *'"executable"'*) echo '${JSON.stringify({ executable, version, venv: true, pip, packages: null })}' ;;
  '-m venv'*)
    for last; do :; done
    mkdir -p "$last/bin"; cp "$0" "$last/bin/python3"; echo "${version} $*" >> "$CALLS" ;;
  *'-m pip'*)
    echo "${version} $*, $PIP_INDEX_URL, $PIP_DEFAULT_TIMEOUT" >> "$CALLS"
    [ -z "$PIP_FAILS" ] || { echo 'WARNING: x'; echo 'ERROR: No matching distribution found for flask'; exit 1; } ;;
  *) case "$MISSING" in "") echo "[]" ;; *) echo "$MISSING" ;; esac ;;
esac
`;
const flask: Requirements = {
  ...{ source: 'requirements.txt', pipArguments: ['-r', 'requirements.txt'], lines: ['flask'], key: 'aa' },
};

let folder: string;
let register: ProcessRegister;
let engine: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'python environments-'));
  register = new ProcessRegister(folder);
  engine = [];
  mkdirSync(join(folder, 'one', 'releases', 'first'), { recursive: true });
});
afterEach(async () => {
  await register.close();
  rmSync(folder, { recursive: true, force: true });
});

function addPython(place: string, version: string, pip: string | null = '24.0', name = 'python3'): void {
  const file = join(folder, place, name);
  mkdirSync(join(folder, place), { recursive: true });
  writeFileSync(file, python(file, version, pip));
  chmodSync(file, 0o755);
}

const open = (pipVariables: Readonly<Record<string, string>> = {}) =>
  new PythonEnvironments({ folder, programFolders: ['', join(folder, 'a'), join(folder, 'b')], pipVariables });

function step(
  env: Readonly<Record<string, string>> = {},
  signal = new AbortController().signal,
  release = 'one/releases/first',
): StepOptions {
  const logs = {
    engine: (_: string, text: string) => engine.push(text),
    splitter: () => ({ push: () => undefined, end: () => undefined }),
  } as unknown as StepOptions['logs'];
  const all = { PATH: process.env.PATH ?? '', CALLS: join(folder, 'calls'), ...env };
  return { register, logs, folder: join(folder, release), root: folder, env: all, signal };
}

const calls = () =>
  existsSync(join(folder, 'calls'))
    ? readFileSync(join(folder, 'calls'), 'utf8').replaceAll(folder, '').trim().split('\n')
    : [];

test('a venv is made by the Python of the platform’s version, and pip of outside installs into it, with the settings of its user', async () => {
  addPython('a', '3.11.2');
  addPython('b', '3.13.1', '24.0', 'python3.13');
  const venv = await open({ PIP_INDEX_URL: 'http://index', PIP_DEFAULT_TIMEOUT: '180' }).prepare('3.13', flask, step());
  expect(calls()).toEqual([
    `3.13.1 -m venv --without-pip ${venv.replace(folder, '')}`,
    expect.stringMatching(
      /^3\.13\.1 -m pip --python \S+ --disable-pip-version-check --no-input install -r requirements.txt, http:\/\/index, 180$/,
    ),
  ]);
  expect(readFileSync(join(venv, 'bin', 'pip'), 'utf8')).toContain(`'--python' '${venv}/bin/python3' "$@"`);
});

test('a Python whose pip is old or missing gets a venv with a pip of its own', async () => {
  addPython('a', '3.11.2', null);
  await open().prepare('3.13', flask, step());
  addPython('a', '3.11.2', '20.0');
  await open().prepare('3.13', { ...flask, key: 'bb' }, step());
  expect(calls()).toEqual([
    expect.stringMatching(/^3\.11\.2 -m venv \S+$/),
    expect.stringMatching(/^3\.11\.2 -m pip --disable-pip-version-check .*, , 5$/),
    expect.stringMatching(/^3\.11\.2 -m venv \S+$/),
    expect.stringMatching(/^3\.11\.2 -m pip --disable-pip-version-check .*, , 5$/),
  ]);
  expect(engine).toContain(`Python 3.11.2 stands in for the platform's 3.13: ${join(folder, 'a', 'python3')}`);
});

const release = (name: string, env: Readonly<Record<string, string>> = {}) => {
  mkdirSync(join(folder, name), { recursive: true });
  return step(env, undefined, name);
};

test('an instance installs the same requirements once, also for two releases at a time', async () => {
  addPython('a', '3.13.1');
  const environments = open();
  await Promise.all([
    environments.prepare('3.13', flask, step()),
    environments.prepare('3.13', flask, release('one/releases/second')),
  ]);
  await environments.prepare('3.13', flask, step());
  expect(calls()).toHaveLength(2);
  await environments.prepare('3.13', { ...flask, key: 'other' }, step());
  expect(calls()).toHaveLength(4);
});

test('another instance has a venv of its own, which no hook of the first changes', async () => {
  addPython('a', '3.13.1');
  const environments = open();
  const first = await environments.prepare('3.13', flask, step());
  writeFileSync(join(first, 'of-a-hook'), '');
  const second = await environments.prepare('3.13', flask, release('two/releases/first'));
  expect([first, second]).toEqual([join(folder, 'one/venvs/3.13-aa'), join(folder, 'two/venvs/3.13-aa')]);
  expect(existsSync(join(second, 'of-a-hook'))).toBe(false);
});

test('a release has a venv of its own where files of its bundle or its settings of pip decide what is installed', async () => {
  addPython('a', '3.13.1');
  const { key: _, ...ofFiles } = flask;
  const venvs = [
    await open().prepare('3.13', ofFiles, step()),
    await open().prepare('3.13', ofFiles, release('one/releases/second')),
    await open().prepare('3.13', flask, release('one/releases/third', { PIP_FIND_LINKS: './wheels' })),
  ];
  expect(venvs).toEqual(['first', 'second', 'third'].map((name) => join(folder, 'one/venvs', name)));
  expect(calls()).toHaveLength(6);
});

test('an app that asks for nothing gets a venv without pip being run', async () => {
  addPython('a', '3.13.1');
  await open().prepare('3.13', { pipArguments: [], lines: [], key: 'none' }, step());
  expect(calls()).toEqual([expect.stringContaining('-m venv --without-pip')]);
});

test('where pip installs nothing, the machine’s packages are taken while they are all there', async () => {
  addPython('a', '3.13.1');
  const environments = open();
  await environments.prepare('3.13', flask, step({ PIP_FAILS: 'yes' }));
  expect(calls().at(-1)).toContain('-m venv --without-pip --system-site-packages');
  expect(engine.at(-1)).toContain('pip could not install (No matching distribution found for flask)');
  await environments.prepare('3.13', flask, step({ PIP_FAILS: 'yes' }));
  expect(engine.at(-1)).toContain('those of an earlier deployment');
  const missing = JSON.stringify([{ line: 'flask', name: 'flask' }]);
  await expect(environments.prepare('3.13', flask, step({ PIP_FAILS: 'yes', MISSING: missing }))).rejects.toThrow();
});

test('what pip cannot install and the machine lacks is named, with what to do and without a password', async () => {
  addPython('a', '3.13.1');
  const missing = JSON.stringify([
    { line: 'flask==9', name: 'flask', have: '2.2.2' },
    { line: 'python-dotenv', name: 'python-dotenv' },
    { line: 'Django_Extensions>=3', name: 'Django_Extensions' },
    { line: 'git+https://me:word@example.com/x.git', name: 'git+https://me:word@example.com/x.git' },
  ]);
  const failing = open().prepare('3.13', flask, step({ PIP_FAILS: 'yes', MISSING: missing }));
  await expect(failing).rejects.toThrow(
    "pip could not install what requirements.txt asks for: No matching distribution found for flask. This machine's Python 3.13.1 lacks flask==9 (2.2.2 is here), python-dotenv (not here), Django_Extensions>=3 (not here), git+https://****@example.com/x.git (not here). ",
  );
  await expect(failing).rejects.toThrow(/apt-get install python3-dotenv python3-django-extensions\)/);
});

test('a machine without a Python says so', async () => {
  await expect(open().prepare('3.13', flask, step())).rejects.toThrow(
    'This machine has no Python 3 with the module venv',
  );
});

test('a deployment that is given up installs nothing from the machine', async () => {
  addPython('a', '3.13.1');
  const abort = new AbortController();
  const preparing = open().prepare('3.13', flask, step({ PIP_FAILS: 'yes' }, abort.signal));
  abort.abort();
  await expect(preparing).rejects.toThrow();
  expect(calls().join()).not.toContain('--system-site-packages');
});
