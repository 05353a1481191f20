import { setTimeout as sleep } from 'node:timers/promises';
import type { ProcessGroup } from '../../processes/process-group';
import type { ProcessRegister } from '../../processes/process-register';
import type { InstanceLogs } from './instance-logs';
import type { ProcessLine } from './procfile';
import { shellWords } from './shell-words';

export interface SideProcessesOptions {
  readonly register: ProcessRegister;
  readonly logs: InstanceLogs;
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly restartDelayMs: number;
}

/** Runs what a Procfile names besides `web`, each with a log of its own, and starts again what ends. */
export class SideProcesses {
  private readonly stopped = new AbortController();
  private readonly groups = new Set<ProcessGroup>();
  private readonly running: readonly Promise<void>[];

  constructor(
    lines: readonly ProcessLine[],
    private readonly options: SideProcessesOptions,
  ) {
    this.running = lines.map(([name, command]) => this.run(name, command));
  }

  async stop(): Promise<void> {
    this.stopped.abort();
    await Promise.all([...this.groups].map((group) => this.options.register.stop(group)));
    await Promise.all(this.running);
  }

  private async run(name: string, command: string): Promise<void> {
    const { register, logs, folder, env, restartDelayMs } = this.options;
    for (let crashes = 0; !this.stopped.signal.aborted; crashes += 1) {
      const [file = '/bin/sh', ...args] = shellWords(command) ?? ['/bin/sh', '-c', command];
      logs.engine('INFO', `Starting ${name}.service: ${command}`);
      const group = register.start({ file, args, folder, env });
      this.groups.add(group);
      logs.follow(group, `${name}.stdout.log`);
      await group.ended;
      this.groups.delete(group);
      if (!this.stopped.signal.aborted) {
        logs.engine('ERROR', `The process of ${name}.service ended. It is started again.`);
      }
      const delay = Math.min(30_000, restartDelayMs * 2 ** Math.min(crashes, 10));
      await sleep(delay, undefined, { signal: this.stopped.signal, ref: false }).catch(() => undefined);
    }
  }
}
