import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Stops a server that an earlier process left behind.
 *
 * @param file where the server wrote its number
 * @param name that stands among the arguments it was started with
 * @param signals from polite to hard. @default PostgreSQL's
 */
export async function reap(
  file: string,
  name: string,
  signals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGQUIT', 'SIGKILL'],
): Promise<void> {
  const pid = pidIn(file);
  if (pid === undefined) {
    return;
  }
  for (const signal of signals) {
    if (!isOurs(pid, name)) {
      break;
    }
    process.kill(pid, signal);
    for (let waited = 0; waited < 3000 && isOurs(pid, name); waited += 20) {
      await sleep(20);
    }
  }
  // A number that another program has by now would keep the server from starting. One that is free is left for the server to
  // judge: it knows whether processes of the former one are still writing.
  if (isAlive(pid)) {
    rmSync(file, { force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function pidIn(file: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
    return pid > 1 ? pid : undefined;
  } catch {
    return undefined;
  }
}

// A number may be another program's by now: only a process that bears the server's name is stopped.
function isOurs(pid: number, name: string): boolean {
  return argumentsOf(pid).includes(name);
}

function argumentsOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    // Not Linux, or gone.
  }
  try {
    return execFileSync('ps', ['-ww', '-o', 'args=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return '';
  }
}
