import { readFile, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { Platform } from '../platforms';
import type { PythonEnvironments } from '../python/python-environments';
import { requirementsOf } from '../python/requirements';
import { runStep, type StepOptions } from './hooks';
import { needsGunicorn } from './start-command';

export interface NpmHere {
  readonly cache: string;
  /** Of the endpoint's user. They come last: the app's own certificates are those of its database. */
  readonly variables: Readonly<Record<string, string>>;
}

/** What Beanstalk's Node.js platform does: `npm install` when the bundle brings no node_modules but needs packages. */
export async function installPackages(platform: Platform, npm: NpmHere, options: StepOptions): Promise<void> {
  if (platform.family !== 'Node.js' || !(await needsPackages(options.folder))) {
    return;
  }
  const env = { ...options.env, ...npm.variables, npm_config_cache: npm.cache };
  await runStep('npm', ['--omit=dev', 'install'], 'npm --omit=dev install', { ...options, env });
}

/**
 * What Beanstalk's Python platform does: a venv with what the bundle names, whose programs come first for hooks, the app and scripts. Returns
 * the folder of the venv too; of other platforms nothing changes.
 */
export async function enterVenv(
  { family, languageVersion }: Platform,
  environments: PythonEnvironments,
  step: StepOptions,
): Promise<{ readonly step: StepOptions; readonly venv?: string }> {
  if (family !== 'Python') {
    return { step };
  }
  const brought = (await needsGunicorn(step.folder)) ? ['gunicorn'] : [];
  const venv = await environments.prepare(languageVersion, await requirementsOf(step.folder, brought), step);
  const path = [join(venv, 'bin'), step.env.PATH].filter(Boolean).join(delimiter);
  return { step: { ...step, env: { ...step.env, PATH: path } }, venv };
}

async function needsPackages(folder: string): Promise<boolean> {
  if (await stat(join(folder, 'node_modules')).catch(() => undefined)) {
    return false;
  }
  try {
    const { dependencies } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
      dependencies?: object;
    };
    return Object.keys(dependencies ?? {}).length > 0;
  } catch {
    return false;
  }
}
