import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Platform } from '../platforms';
import { runStep, type StepOptions } from './hooks';

/** What Beanstalk's Node.js platform does: `npm install` when the bundle brings no node_modules but needs packages. */
export async function installPackages(platform: Platform, npmCache: string, options: StepOptions): Promise<void> {
  if (platform.family !== 'Node.js' || !(await needsPackages(options.folder))) {
    return;
  }
  const env = { ...options.env, npm_config_cache: npmCache };
  await runStep('npm', ['--omit=dev', 'install'], 'npm --omit=dev install', { ...options, env });
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
