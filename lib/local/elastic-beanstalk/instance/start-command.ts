import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DeploymentFailure } from '../environment/deployment-failure';
import type { Platform } from '../platforms';
import { processLines, procfileOf } from './procfile';
import { shellWords } from './shell-words';

export interface StartCommand {
  readonly file: string;
  readonly args: readonly string[];
  /** As people write it, for the instance's log. */
  readonly shown: string;
}

/** How the app in a folder is started: its Procfile's `web` line, else as its platform does. Throws DeploymentFailure. */
export async function startCommand(folder: string, platform: Platform): Promise<StartCommand> {
  const procfile = await procfileOf(folder);
  const line = procfile === undefined ? undefined : webLine(procfile);
  if (line !== undefined) {
    const [file, ...args] = shellWords(line) ?? ['/bin/sh', '-c', line];
    return { file: file ?? '/bin/sh', args, shown: line };
  }
  return platform.family === 'Python' ? pythonCommand(folder) : nodeCommand(folder);
}

function webLine(procfile: string): string {
  const found = processLines(procfile).find(([name]) => name === 'web');
  if (!found) {
    throw new DeploymentFailure('The Procfile has no line that begins with `web:`.');
  }
  return found[1];
}

async function nodeCommand(folder: string): Promise<StartCommand> {
  const manifest = await contentOf(folder, 'package.json');
  if (manifest !== undefined && scriptOf(manifest, 'start') !== undefined) {
    return { file: 'npm', args: ['start'], shown: 'npm start' };
  }
  for (const name of ['app.js', 'server.js']) {
    if ((await contentOf(folder, name)) !== undefined) {
      return { file: 'node', args: [name], shown: `node ${name}` };
    }
  }
  throw new DeploymentFailure(
    'Nothing says how the app is started: no Procfile, no `start` script in package.json, no app.js and no server.js.',
  );
}

async function pythonCommand(folder: string): Promise<StartCommand> {
  if ((await contentOf(folder, 'application.py')) === undefined) {
    throw new DeploymentFailure('Nothing says how the app is started: no Procfile and no application.py.');
  }
  return { file: 'python3', args: ['application.py'], shown: 'python3 application.py' };
}

function scriptOf(manifest: string, name: string): unknown {
  try {
    const { scripts } = JSON.parse(manifest) as { scripts?: Record<string, unknown> };
    return scripts?.[name];
  } catch (error) {
    throw new DeploymentFailure(`package.json is not JSON: ${(error as Error).message}`);
  }
}

function contentOf(folder: string, name: string): Promise<string | undefined> {
  return readFile(join(folder, name), 'utf8').catch(() => undefined);
}
