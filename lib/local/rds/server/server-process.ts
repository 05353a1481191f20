import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunAs } from './run-as';

export interface ServerLaunch {
  readonly program: string;
  readonly args: readonly string[];
  /** Its working folder. */
  readonly data: string;
  /** File at whose end its output goes. */
  readonly log: string;
  readonly user: RunAs | undefined;
}

/** Starts a database server without waiting for it. */
export function launchServer({ program, args, data, log, user }: ServerLaunch): ChildProcess {
  const output = openSync(log, 'a', 0o600);
  try {
    const child = spawn(program, args, {
      ...user,
      cwd: data,
      detached: true,
      env: {},
      stdio: ['ignore', output, output],
    });
    child.on('error', () => undefined);
    return child;
  } finally {
    closeSync(output);
  }
}

/**
 * Asks again and again until the server is ready. False when it has ended, or was not ready after half a minute and was killed.
 *
 * @param pause milliseconds between two questions
 */
export async function untilReady(
  child: ChildProcess,
  pause: number,
  ready: () => boolean | Promise<boolean>,
): Promise<boolean> {
  for (let waited = 0; waited < 30_000; waited += pause) {
    if (child.pid === undefined || hasEnded(child)) {
      return false;
    }
    if (await ready()) {
      return true;
    }
    await sleep(pause);
  }
  await ended(child, () => child.kill('SIGKILL'));
  return false;
}

/** Calls `stop` and waits; a server that does not listen is stopped harder. */
export function ended(child: ChildProcess, stop: () => void, harder: NodeJS.Signals = 'SIGQUIT'): Promise<void> {
  return new Promise((resolve) => {
    if (hasEnded(child)) {
      resolve();
      return;
    }
    child.ref();
    const impatient = setTimeout(() => child.kill(harder), 5000);
    child.once('exit', () => {
      clearTimeout(impatient);
      resolve();
    });
    stop();
  });
}

export function lastWords(log: string): string {
  return linesOf(log).slice(-4).join(' ').trim();
}

/** Lines of a file; none when it is not there. */
export function linesOf(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}
