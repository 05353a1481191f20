import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DeploymentFailure } from '../environment/deployment-failure';
import type { Options } from '../options';
import type { Platform } from '../platforms';
import { processLines, procfileOf } from './procfile';
import { shellWords } from './shell-words';

export interface StartCommand {
  /** Program and arguments of a process that has this PORT; for a container, of one that is found at it, with the environment of its program. */
  at(port: number): {
    readonly file: string;
    readonly args: readonly string[];
    readonly env?: Readonly<Record<string, string>>;
  };
  /** As people write it, for the instance's log. */
  readonly shown: string;
  /** Clears away what is left when the process at this port has ended. @default nothing is left */
  readonly after?: (port: number) => Promise<void>;
}

/** How the app in a folder is started: its Procfile's `web` line, else as its platform does. Throws DeploymentFailure. */
export async function startCommand(folder: string, platform: Platform, options: Options): Promise<StartCommand> {
  const procfile = await procfileOf(folder);
  const isPython = platform.family === 'Python';
  const line =
    procfile === undefined ? await (isPython ? pythonLine(folder, options) : nodeLine(folder)) : webLine(procfile);
  return {
    at: (port) => {
      const own = isPython ? withPort(line, port) : line;
      const [file = '/bin/sh', ...args] = shellWords(own) ?? ['/bin/sh', '-c', own];
      return { file, args };
    },
    shown: line,
  };
}

/** Whether gunicorn starts something of the bundle: AWS's platform brings it (python-configuration-procfile.html, 2026-11). */
export async function needsGunicorn(folder: string): Promise<boolean> {
  return /\bgunicorn\b/.test((await procfileOf(folder)) ?? 'gunicorn');
}

/** Where AWS's proxy for Python asks, whatever PORT is; here another app may have that port. */
const fixedPort = /((?:^|\s)(?:--bind|-b|--port|-p|--http|--http-socket)(?:\s+|=)?["']?(?:[\w.[\]:*]*:)?)8000(?!\d)/g;

function withPort(line: string, port: number): string {
  return line.replace(fixedPort, `$1${port}`);
}

function webLine(procfile: string): string {
  const found = processLines(procfile).find(([name]) => name === 'web');
  if (!found) {
    throw new DeploymentFailure('The Procfile has no line that begins with `web:`.');
  }
  return found[1];
}

async function nodeLine(folder: string): Promise<string> {
  const manifest = await contentOf(folder, 'package.json');
  if (manifest !== undefined && scriptOf(manifest, 'start') !== undefined) {
    return 'npm start';
  }
  for (const name of ['app.js', 'server.js']) {
    if ((await contentOf(folder, name)) !== undefined) {
      return `node ${name}`;
    }
  }
  throw new DeploymentFailure(
    'Nothing says how the app is started: no Procfile, no `start` script in package.json, no app.js and no server.js.',
  );
}

/** As AWS writes the Procfile that is missing, by the options of `aws:elasticbeanstalk:container:python` (command-options-specific.html, 2026-11). */
async function pythonLine(folder: string, options: Options): Promise<string> {
  const option = (name: string) => options.get('aws:elasticbeanstalk:container:python', name);
  const wsgi = option('WSGIPath') ?? 'application';
  if (wsgi === 'application' && (await contentOf(folder, 'application.py')) === undefined) {
    throw new DeploymentFailure('Nothing says how the app is started: no Procfile and no application.py.');
  }
  const module = quoted(wsgi.replace(/\.py$/, '').replaceAll('/', '.'));
  const [workers, threads] = [option('NumProcesses'), option('NumThreads')].map((text) =>
    Number.parseInt(text ?? '', 10),
  );
  return `gunicorn --bind 127.0.0.1:8000 --workers=${workers || 1} --threads=${threads || 15} ${module}`;
}

function quoted(text: string): string {
  return /^[\w.:]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
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
