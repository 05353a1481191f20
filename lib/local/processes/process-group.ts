import { type ChildProcess, spawn } from 'node:child_process';
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
  readonly child: ChildProcess;
  /** Undefined when it could not be started. */
  readonly pid: number | undefined;
  /** Resolves when the leader has ended; never rejects. */
  readonly ended: Promise<GroupEnd>;
  private over = false;

  constructor({ file, args, folder, env }: GroupOptions) {
    this.child = spawn(file, args, { cwd: folder, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    this.pid = this.child.pid;
    this.ended = new Promise((resolve) => {
      this.child.once('error', (error) => resolve({ error: error.message }));
      this.child.once('exit', (code, signal) => resolve({ code: code ?? undefined, signal: signal ?? undefined }));
    });
    this.ended.then(() => {
      this.over = true;
    });
  }

  get isRunning(): boolean {
    return this.pid !== undefined && !this.over;
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
