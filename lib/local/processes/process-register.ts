import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { GroupGuard } from './group-guard';
import { type GroupOptions, ProcessGroup, signalGroup } from './process-group';
import { processIdentity } from './process-identity';

const graceMs = 3000;

/** Every process group that this endpoint started, written down so that a later run can end what an earlier one left behind. */
export class ProcessRegister {
  private readonly folder: string;
  private readonly guard = new GroupGuard();
  /** With what settles when nothing of the group is left. */
  private readonly running = new Map<ProcessGroup, Promise<void>>();

  constructor(worldFolder: string) {
    this.folder = join(worldFolder, 'processes');
    mkdirSync(this.folder, { recursive: true });
  }

  start(options: GroupOptions): ProcessGroup {
    const group = new ProcessGroup(options);
    const { pid } = group;
    if (pid === undefined) {
      return group;
    }
    this.guard.watch(pid);
    this.note(pid);
    // Descendants that outlive their leader end too: nothing of an app stays behind.
    const gone = group.ended.then(() => group.stop(graceMs)).then(() => this.forget(group, pid));
    this.running.set(group, gone);
    return group;
  }

  async stop(group: ProcessGroup): Promise<void> {
    await group.stop(graceMs);
    await this.running.get(group);
  }

  /** Ends what an earlier run of this endpoint left running. */
  async reap(): Promise<void> {
    await Promise.all(readdirSync(this.folder).map((name) => this.reapOne(name)));
  }

  async close(): Promise<void> {
    await Promise.all([...this.running.keys()].map((group) => this.stop(group)));
    this.guard.close();
  }

  private async reapOne(name: string): Promise<void> {
    const pid = Number(name);
    const file = join(this.folder, name);
    const identity = readFileSync(file, 'utf8');
    // The number may be somebody else's by now: only the process that started then is ended.
    const isOurs = () => pid > 1 && identity !== '' && processIdentity(pid) === identity;
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      if (isOurs()) {
        signalGroup(pid, signal);
      }
      for (let waited = 0; waited < graceMs && isOurs(); waited += 20) {
        await sleep(20);
      }
    }
    rmSync(file, { force: true });
  }

  private forget(group: ProcessGroup, pid: number): void {
    this.running.delete(group);
    this.guard.release(pid);
    this.note(pid, 'gone');
  }

  // A disk that is full, or a folder that somebody removed, must end no app: the guard knows the process too.
  private note(pid: number, gone?: 'gone'): void {
    try {
      if (gone) {
        rmSync(this.fileOf(pid), { force: true });
      } else {
        writeFileSync(this.fileOf(pid), processIdentity(pid) ?? '');
      }
    } catch {
      // Nothing to do: the next start reads the identity before it ends anything.
    }
  }

  private fileOf(pid: number): string {
    return join(this.folder, String(pid));
  }
}
