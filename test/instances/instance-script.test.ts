import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { instanceScript } from '../../lib/instances/instance-script';

/** An instance that is a folder: an app in `var/app/current`, its environment under `proc`, and a systemctl that knows its pid. */
class Instance {
  readonly root = mkdtempSync(join(tmpdir(), 'instance-script-'));

  constructor(variables: Readonly<Record<string, string>> | undefined) {
    mkdirSync(join(this.root, 'bin'));
    mkdirSync(join(this.root, 'var', 'app', 'current'), { recursive: true });
    this.program('systemctl', `echo ${variables ? 4711 : 0}`);
    if (variables === undefined) return;
    mkdirSync(join(this.root, 'proc', '4711'), { recursive: true });
    const text = Object.entries({ PATH: process.env.PATH ?? '', ...variables })
      .map(([name, value]) => `${name}=${value}\0`)
      .join('');
    writeFileSync(join(this.root, 'proc', '4711', 'environ'), text);
  }

  program(name: string, script: string): void {
    const file = join(this.root, 'bin', name);
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    chmodSync(file, 0o755);
  }

  run(command: string) {
    const ran = spawnSync('/bin/sh', ['-c', instanceScript(command)], {
      encoding: 'utf8',
      env: {
        PATH: [join(this.root, 'bin'), process.env.PATH].join(delimiter),
        PREVIEW_STACKS_LOCAL_ROOT: this.root,
        OF_THE_AGENT: 'must not be seen',
      },
    });
    return { status: ran.status, stdout: ran.stdout, stderr: ran.stderr };
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

const open: Instance[] = [];
function instance(variables?: Readonly<Record<string, string>>): Instance {
  const made = new Instance(variables);
  open.push(made);
  return made;
}
afterEach(() => {
  for (const one of open.splice(0)) one.remove();
});

describe('a command in an instance', () => {
  test("runs in the app's folder with the environment of its main process and nothing else", () => {
    const here = instance({ GREETING: 'hello' });
    const { stdout, status } = here.run('pwd; echo "$GREETING"; echo "[$OF_THE_AGENT]"');
    expect(stdout.split('\n').slice(0, 3)).toEqual([expect.stringMatching(/var\/app\/current$/), 'hello', '[]']);
    expect(status).toBe(0);
  });

  test.each([
    ['quotes', `it's "quoted"`],
    ['what a shell would run', '$(touch ran) `touch ran` ; rm -rf / & | > x'],
    ['line breaks', 'one\ntwo\n\nthree'],
    ['backslashes and signs of sed', 'a\\b\\n & \\1 / $ ^'],
    ['nothing', ''],
    ['spaces at the ends', '  x  '],
    ['an equals sign', 'postgres://u:p=w@host/db?a=b'],
    ['letters of everywhere', '日本語 ✓ é'],
  ])('sees values that hold %s as they are', (_what, value) => {
    const here = instance({ VALUE: value });
    expect(here.run('printf "[%s]" "$VALUE"').stdout).toBe(`[${value}]`);
    expect(here.run('ls').stdout).toBe('');
  });

  test('is one word to the script, whatever it holds', () => {
    const here = instance({});
    expect(here.run(`printf '%s' "it's" 'a $HOME'`).stdout).toBe(`it'sa $HOME`);
    expect(here.run("echo ';' '`id`' \"\\$(id)\"").stdout).toBe('; `id` $(id)\n');
    expect(here.run('echo one\necho two').stdout).toBe('one\ntwo\n');
  });

  test('gives its own exit code', () => {
    expect(instance({}).run('echo no >&2; exit 7')).toEqual({ status: 7, stdout: '', stderr: 'no\n' });
  });

  test('skips what the app inherited under names that no shell takes', () => {
    const here = instance({ 'BASH_FUNC_x%%': '() { echo x; }', GOOD: 'yes' });
    expect(here.run('echo "$GOOD"')).toMatchObject({ status: 0, stdout: 'yes\n', stderr: '' });
  });

  test('finds no app: says so and runs nothing', () => {
    const here = instance();
    here.program('docker', 'exit 0');
    const { status, stdout, stderr } = here.run('echo ran');
    expect({ status, stdout }).toEqual({ status: 69, stdout: '' });
    expect(stderr).toContain('0 containers run here');
  });

  test('runs in the one container of a Docker platform', () => {
    const here = instance();
    here.program('docker', 'if [ "$1" = ps ]; then echo abc123; else echo "$@"; fi');
    expect(here.run('npm run seed').stdout).toBe('exec abc123 /bin/sh -c npm run seed\n');
  });

  test('runs as the user of the app when that is another', () => {
    const here = instance({ GREETING: 'hello' });
    here.program('id', 'echo root');
    here.program('ls', 'echo drwx 2 webapp webapp 0 x');
    here.program('runuser', 'echo "as $2"; shift 3; PATH=/usr/bin:/bin exec "$@"');
    expect(here.run('echo "$GREETING"').stdout).toBe('as webapp\nhello\n');
  });

  test('puts no value of the environment on a command line', () => {
    const here = instance({ SECRET: 'correct-horse' });
    here.program(
      'env',
      `echo "$@" >>"${here.root}/commands"; exec ${execFileSync('/bin/sh', ['-c', 'command -v env'], { encoding: 'utf8' }).trim()} "$@"`,
    );
    expect(here.run('echo "$SECRET" | tr a-z A-Z').stdout).toBe('CORRECT-HORSE\n');
    expect(execFileSync('cat', [join(here.root, 'commands')], { encoding: 'utf8' })).not.toContain('correct-horse');
  });
});
