import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PreviewError } from '../errors';
import { runProgram } from './run-program';

export interface InstallOptions {
  /** Made when it is not there; its `node_modules` gets the package. */
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

/** Installs a package of npm into a folder of its own. Throws PreviewError `install-failed`. */
export async function installPackage(name: string, { folder, environment, signal }: InstallOptions): Promise<void> {
  await mkdir(folder, { recursive: true });
  // Without one, npm looks for the package.json of a project in the folders above.
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
  const args = ['install', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error', name];
  const { code, stderr } = await runProgram('npm', args, { cwd: folder, environment, signal });
  if (signal.aborted) throw signal.reason;
  if (code === 0) return;
  throw new PreviewError('install-failed', `npm could not install ${name}: ${lastLine(stderr)}`, {
    fault: 'world',
    hint: 'Check the network and the registry of npm, or name a PostgreSQL server of yours with --postgres.',
  });
}

function lastLine(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !/A complete log of this run/.test(line));
  return lines.at(-1)?.trim() ?? 'npm said nothing';
}
