import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

export interface GroupOptions {
  readonly file: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
}

/** How a process ended; `error` when it could not be started at all. */
export interface GroupEnd {
  readonly code?: number;
  readonly signal?: string;
  readonly error?: string;
}

/** A child that leads a process group of its own, so that all of its descendants can be ended with it. */
export class ProcessGroup {
  /** Undefined, as its number is, when it could not be started. */
  private readonly child: ChildProcess | undefined;
  readonly pid: number | undefined;
  /** Resolves when the leader has ended; never rejects. */
  readonly ended: Promise<GroupEnd>;
  private over = false;

  constructor(options: GroupOptions) {
    const child = start(options);
    if ('error' in child) {
      this.ended = Promise.resolve(child);
      return;
    }
    this.child = child;
    this.pid = child.pid;
    this.ended = new Promise((resolve) => {
      child.on('error', (error) => resolve({ error: wordsOf(error, options) }));
      child.once('exit', (code, signal) => resolve({ code: code ?? undefined, signal: signal ?? undefined }));
    });
    for (const output of [child.stdout, child.stderr]) {
      // What cannot be read any more closes, and that is waited for.
      output?.on('error', () => undefined);
    }
    this.ended.then(() => {
      this.over = true;
    });
  }

  get isRunning(): boolean {
    return this.pid !== undefined && !this.over;
  }

  /** Hands over output as it comes, a piece a turn: a process that says a lot must not keep the others waiting. */
  read(name: 'stdout' | 'stderr', take: (text: string) => void, end: () => void): void {
    const output = this.child?.[name];
    output?.setEncoding('utf8').on('data', (text: string) => {
      take(text);
      output.pause();
      setImmediate(() => output.resume());
    });
    output?.once('close', end);
  }

  /** Asks the group to end, waits, and then ends it. */
  async stop(graceMs: number): Promise<void> {
    const { pid } = this;
    if (pid === undefined) {
      return;
    }
    signalGroup(pid, 'SIGTERM');
    await Promise.race([this.ended, sleep(graceMs, undefined, { ref: false })]);
    // Descendants have had the same signal: they get a moment more than their leader.
    for (let waited = 0; waited < 300 && groupExists(pid); waited += 15) {
      await sleep(15);
    }
    if (signalGroup(pid, 'SIGKILL')) {
      await Promise.race([this.ended, sleep(2000, undefined, { ref: false })]);
    }
  }
}

/** Node.js emits some of the reasons why a program cannot be started (ENOENT, EACCES) and throws all others (ENOTDIR, ELOOP, E2BIG, NUL). */
function start({ file, args, folder, env }: GroupOptions): ChildProcess | { readonly error: string } {
  const broken = Object.keys(env).find((name) => `${name}${env[name]}`.includes('\0'));
  if (broken !== undefined) {
    // The words of Node.js show the value, which may be a secret.
    return { error: `the environment variable ${JSON.stringify(broken)} holds a NUL character` };
  }
  try {
    return spawn(file, args, { cwd: folder, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    return { error: (error as Error).message };
  }
}

function wordsOf({ code, message }: NodeJS.ErrnoException, { file, folder }: GroupOptions): string {
  if (code !== 'ENOENT') {
    return message;
  }
  if (!existsSync(folder)) {
    return `its working folder ${folder} does not exist`;
  }
  const where = file.includes('/') ? 'there is no such file' : `no folder of its PATH has a program ${file}`;
  return `${message}: ${where}. If a package brings it, name that package among what the app installs`;
}

/** False when there is no such group. */
export function signalGroup(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(-pid, signal);
    return true;
  } catch {
    return false;
  }
}

function groupExists(pid: number): boolean {
  try {
    process.kill(-pid, 0);
    return true;
  } catch {
    return false;
  }
}
