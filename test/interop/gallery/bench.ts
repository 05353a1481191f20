import { type ChildProcess, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Environment, previewStacks, type Ran, run } from '../../../scripts/demo/program';

/** Where apps of the gallery are made and run: a temporary folder with a home and a cache of npm of its own. */
export class Bench {
  readonly folder = mkdtempSync(join(tmpdir(), 'preview-stacks-gallery-'));
  readonly env: Environment;

  constructor() {
    const home = join(this.folder, 'home');
    mkdirSync(join(home, 'tmp'), { recursive: true });
    this.env = {
      ...machineVariables(),
      PATH: process.env.PATH,
      HOME: home,
      TMPDIR: join(home, 'tmp'),
      npm_config_cache: join(this.folder, 'npm-cache'),
      npm_config_prefer_offline: 'true',
      npm_config_audit: 'false',
      npm_config_fund: 'false',
      npm_config_update_notifier: 'false',
      AWS_EC2_METADATA_DISABLED: 'true',
      // The generators and builds report their use to their makers unless they are asked not to.
      ...{ NEXT_TELEMETRY_DISABLED: '1', ASTRO_TELEMETRY_DISABLED: '1', NUXT_TELEMETRY_DISABLED: '1' },
      ...{ DO_NOT_TRACK: '1', CHECKPOINT_DISABLE: '1' },
      PYTHONDONTWRITEBYTECODE: '1',
    };
    // Some generators make the first commit.
    writeFileSync(
      join(home, '.gitconfig'),
      '[user]\n\tname = Test\n\temail = test@example.com\n[init]\n\tdefaultBranch = main\n',
    );
  }

  /** Runs a program in a folder of the bench, and gives its output. Throws what it said when it fails. */
  async run(folder: string, command: string, ...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await run(command, args, { cwd: join(this.folder, folder), env: this.env });
    if (code === 0) return stdout;
    throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${tail(stderr)}\n${tail(stdout)}`);
  }

  /** A generator from npm, at exactly this version. */
  generate(generator: string, ...args: string[]): Promise<string> {
    return this.run('.', 'npx', '--yes', generator, ...args);
  }

  /** Writes files of an app, as its guide says. */
  write(folder: string, texts: Readonly<Record<string, string>>): void {
    for (const [path, text] of Object.entries(texts)) {
      const file = join(this.folder, folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  }

  append(path: string, text: string): void {
    appendFileSync(join(this.folder, path), text);
  }

  has(folder: string): boolean {
    return existsSync(join(this.folder, folder));
  }

  previewStacks(folder: string, args: readonly string[], variables: Environment = {}): Promise<Ran> {
    return previewStacks(args, { cwd: join(this.folder, folder), env: { ...this.env, ...variables } });
  }

  /** Everything that is there, committed on `main`, with a bare repository as its remote. */
  async commit(folder: string): Promise<void> {
    const git = (...args: string[]) => this.run(folder, 'git', ...args);
    if (!existsSync(join(this.folder, folder, '.git'))) await git('init', '--quiet');
    const remote = join(this.folder, 'remotes', `${folder}.git`);
    if (!existsSync(remote)) {
      mkdirSync(remote, { recursive: true });
      execFileSync('git', ['init', '--quiet', '--bare', '-b', 'main', remote], { env: this.env });
      await git('remote', 'add', 'origin', remote);
    }
    await git('add', '--all');
    await git('commit', '--quiet', '--allow-empty', '-m', 'The app');
    await git('push', '--quiet', '--set-upstream', 'origin', 'HEAD');
  }

  /** A child of a test that runs out of time ends with the bench. */
  readonly children = new Set<ChildProcess>();

  async close(): Promise<void> {
    const running = [...this.children].filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
    for (const child of running) child.kill('SIGINT');
    await Promise.all(running.map((child) => once(child, 'close')));
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** How this machine reaches its registries. `npm run` sets more variables, of this repository: those stay out. */
function machineVariables(): Environment {
  const through = /^(?:https?_proxy|no_proxy|NODE_EXTRA_CA_CERTS|SSL_CERT_(?:FILE|DIR)|PIP_\w+|npm_config_registry)$/i;
  const found = Object.entries(process.env).filter(([name]) => through.test(name));
  const userconfig = process.env.npm_config_userconfig ?? join(homedir(), '.npmrc');
  return { ...Object.fromEntries(found), npm_config_userconfig: userconfig };
}

function tail(text: string): string {
  return text.split('\n').slice(-40).join('\n');
}
