import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DeploymentFailure } from '../environment/deployment-failure';
import type { StepOptions } from '../instance/hooks';
import { runToEnd } from '../instance/run-to-end';
import { type Interpreter, interpretersOf, outputOf, type Runner } from './interpreters';
import { type Missing, missingWords } from './missing-words';
import { whatIsMissing } from './python-scripts';
import type { Requirements } from './requirements';

export interface PythonEnvironmentsOptions {
  /** Of the endpoint's data. */
  readonly folder: string;
  /** Where Pythons are looked for. */
  readonly programFolders: readonly string[];
  /** What pip reads of the shell that started the endpoint: its variables, and the home that has its settings. */
  readonly pipVariables: Readonly<Record<string, string>>;
}

/** pip ends soon where it reaches no index: then the machine's packages are looked at. */
const impatient = { PIP_RETRIES: '1', PIP_DEFAULT_TIMEOUT: '5' };

/**
 * The venvs of the endpoint's Python apps. Each instance has its own, as on AWS: hooks install into it, too. It keeps one for deployments that
 * ask for the same packages.
 */
export class PythonEnvironments {
  private readonly underWay = new Map<string, Promise<void>>();

  constructor(private readonly options: PythonEnvironmentsOptions) {}

  /** Makes the venv of a release, or finds the instance's with the same packages, and returns its folder. Throws DeploymentFailure. */
  async prepare(languageVersion: string, requirements: Requirements, step: StepOptions): Promise<string> {
    const { key } = requirements;
    // What files of the bundle decide, or settings of pip that the app brings, belongs to this release alone.
    const isOwn = key === undefined || Object.keys(step.env).some((name) => name.startsWith('PIP_'));
    const folder = join(
      dirname(dirname(step.folder)),
      'venvs',
      isOwn ? basename(step.folder) : `${languageVersion}-${key}`,
    );
    const before = this.underWay.get(folder);
    const making = before ?? this.make(folder, languageVersion, requirements, step);
    if (!before) {
      this.underWay.set(folder, making);
    }
    try {
      await making;
    } finally {
      this.underWay.delete(folder);
    }
    return folder;
  }

  private async make(folder: string, version: string, asked: Requirements, step: StepOptions): Promise<void> {
    if (await this.isReady(folder, asked, step)) {
      step.logs.engine('INFO', 'The Python packages are those of an earlier deployment with the same requirements.');
      return;
    }
    const found = await interpretersOf(version, this.options.programFolders, this.runner(step));
    const [first] = found;
    if (!first) {
      throw new DeploymentFailure(
        'This machine has no Python 3 with the module venv, and the app is one of Python. On Debian: apt-get install python3 python3-venv',
      );
    }
    step.logs.engine('INFO', `Python ${first.version} stands in for the platform's ${version}: ${first.executable}`);
    const why =
      asked.pipArguments.length === 0
        ? await this.bare(folder, first, step)
        : await this.byPip(folder, first, asked, step);
    if (why === undefined) {
      writeFileSync(join(folder, 'ready'), 'pip');
      return;
    }
    if (step.signal.aborted) {
      throw new DeploymentFailure('The deployment was given up while its packages were installed.');
    }
    await this.byMachine(folder, found, asked, why, step);
    writeFileSync(join(folder, 'ready'), 'machine');
  }

  private async isReady(folder: string, asked: Requirements, step: StepOptions): Promise<boolean> {
    const file = join(folder, 'ready');
    if (!existsSync(file) || !existsSync(join(folder, 'bin', 'python3'))) {
      return false;
    }
    return readFileSync(file, 'utf8') === 'pip' || (await this.missing(folder, asked, step))?.length === 0;
  }

  private async bare(folder: string, { executable }: Interpreter, step: StepOptions): Promise<string | undefined> {
    return this.venv(folder, executable, ['--without-pip'], step);
  }

  /** Returns why it failed, in pip's words. */
  private async byPip(folder: string, one: Interpreter, asked: Requirements, step: StepOptions) {
    const { executable, pip } = one;
    // A pip from outside makes the venv in a twentieth of the time; it can do so since 22.3.
    const outside = pip !== undefined && Number.parseFloat(pip) >= 22.3;
    const failed = await this.venv(folder, executable, outside ? ['--without-pip'] : [], step);
    if (failed !== undefined) {
      return failed;
    }
    const inner = join(folder, 'bin', 'python3');
    const call = outside ? [executable, '-m', 'pip', '--python', inner] : [inner, '-m', 'pip'];
    const [file = inner, ...args] = call;
    step.logs.engine(
      'INFO',
      `Running pip install ${asked.source === 'requirements.txt' ? asked.pipArguments.join(' ') : `of what ${asked.source ?? 'the platform'} names`}`,
    );
    const lines = { stdout: step.logs.splitter('eb-hooks.log'), stderr: step.logs.splitter('eb-hooks.log') };
    let said = '';
    const end = await runToEnd(step.register, {
      ...{ file, folder: step.folder, signal: step.signal },
      args: [...args, '--disable-pip-version-check', '--no-input', 'install', ...asked.pipArguments],
      env: this.environment(step),
      onOutput: (stream, text) => {
        lines[stream].push(text);
        said = (said + text).slice(-8000);
      },
    });
    lines.stdout.end();
    lines.stderr.end();
    if (end.code === 0) {
      if (outside) {
        writePip(folder, call);
      }
      return undefined;
    }
    const errors = said.split('\n').filter((line) => line.startsWith('ERROR: '));
    return errors.at(-1)?.slice(7) ?? end.error ?? `exit status ${end.code}`;
  }

  /** Takes what the machine has, where that is all that is asked for. Throws DeploymentFailure with what is missing. */
  private async byMachine(
    folder: string,
    found: readonly Interpreter[],
    asked: Requirements,
    why: string,
    step: StepOptions,
  ): Promise<void> {
    let least: { readonly missing: readonly Missing[]; readonly version: string } | undefined;
    for (const { executable, version, packages } of found) {
      if ((await this.venv(folder, executable, ['--without-pip', '--system-site-packages'], step)) !== undefined) {
        continue;
      }
      if (packages !== undefined) {
        const [major, minor] = version.split('.');
        writeFileSync(join(folder, 'lib', `python${major}.${minor}`, 'site-packages', 'machine.pth'), `${packages}\n`);
      }
      const missing = await this.missing(folder, asked, step);
      if (missing?.length === 0) {
        step.logs.engine(
          'INFO',
          `pip could not install (${why}): the packages that Python ${version} has on this machine are taken, ${executable}`,
        );
        return;
      }
      if (missing && (!least || missing.length < least.missing.length)) {
        least = { missing, version };
      }
    }
    rmSync(folder, { recursive: true, force: true });
    throw new DeploymentFailure(missingWords(why, asked.source, least));
  }

  /** What the venv lacks; undefined where that cannot be seen. */
  private async missing(
    folder: string,
    { lines }: Requirements,
    step: StepOptions,
  ): Promise<readonly Missing[] | undefined> {
    const list = join(folder, 'asked.json');
    writeFileSync(list, JSON.stringify(lines));
    const programs = join(folder, 'bin');
    const { stdout } = await outputOf(
      join(programs, 'python3'),
      ['-c', whatIsMissing, list, programs],
      this.runner(step),
    );
    try {
      return JSON.parse(stdout) as readonly Missing[];
    } catch {
      return undefined;
    }
  }

  /** Returns why it failed. */
  private async venv(
    folder: string,
    executable: string,
    options: readonly string[],
    step: StepOptions,
  ): Promise<string | undefined> {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(dirname(folder), { recursive: true });
    const { code, stdout, stderr } = await outputOf(executable, ['-m', 'venv', ...options, folder], this.runner(step));
    return code === 0 ? undefined : `no venv could be made: ${(stderr || stdout).trim().split('\n')[0] ?? ''}`;
  }

  private environment({ env }: StepOptions): Readonly<Record<string, string>> {
    const cache = join(this.options.folder, 'pip-cache');
    return { ...env, ...impatient, PIP_CACHE_DIR: cache, ...this.options.pipVariables };
  }

  private runner({ register, folder, env, signal }: StepOptions): Runner {
    return { register, folder, env, signal };
  }
}

/** So that hooks can call `pip`, as on AWS, although the venv was made without. */
function writePip(folder: string, call: readonly string[]): void {
  const words = [...call, '"$@"'].map((word) => (word === '"$@"' ? word : `'${word.replaceAll("'", "'\\''")}'`));
  for (const name of ['pip', 'pip3']) {
    const file = join(folder, 'bin', name);
    if (!existsSync(file)) {
      writeFileSync(file, `#!/bin/sh\nexec ${words.join(' ')}\n`);
      chmodSync(file, 0o755);
    }
  }
}
