import { appendFileSync, readdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Logs } from '../../logs/logs';
import type { ProcessGroup } from '../../processes/process-group';
import { LineSplitter } from './line-splitter';

/** Log files of an instance, named as on Beanstalk. */
export type LogName = 'eb-engine.log' | 'eb-hooks.log' | `${string}.stdout.log`;
const longestFile = 4 * 1024 * 1024;

/** Writes an instance's log files, and streams them to CloudWatch Logs when the environment asks for it. */
export class InstanceLogs {
  private readonly folder: string;

  constructor(
    root: string,
    private readonly instanceId: string,
    private readonly environmentName: string,
    private readonly logs: Logs,
    private readonly streams: () => boolean,
    private readonly now: () => number,
  ) {
    this.folder = join(root, 'var', 'log');
  }

  /**
   * All at once: an app that writes a million lines must not keep the others waiting. What cannot be written is lost: the app may have
   * removed the folder, the disk may be full.
   */
  private write(name: LogName, lines: readonly string[]): void {
    try {
      this.put(name, lines);
    } catch {
      // No caller waits for this write, and the log is the only place where we could report it.
    }
  }

  private put(name: LogName, lines: readonly string[]): void {
    const file = join(this.folder, name);
    appendFileSync(file, `${lines.join('\n')}\n`);
    if (statSync(file).size > longestFile) {
      renameSync(file, `${file}.1`);
    }
    if (this.streams()) {
      this.logs.append(logGroup(this.environmentName, name), this.instanceId, lines);
    }
  }

  /** A line about what the instance did. */
  engine(level: 'INFO' | 'ERROR', message: string): void {
    this.write('eb-engine.log', [`${new Date(this.now()).toISOString()} [${level}] ${message}`]);
  }

  /** Takes output as it arrives. */
  splitter(name: LogName): LineSplitter {
    return new LineSplitter((lines) => this.write(name, lines));
  }

  /** Writes down what a process says. */
  follow(group: ProcessGroup, name: LogName): void {
    for (const output of ['stdout', 'stderr'] as const) {
      const lines = this.splitter(name);
      group.read(
        output,
        (text) => lines.push(text),
        () => lines.end(),
      );
    }
  }

  /** The last lines of each file, as `TailLogs` shows them. */
  tail(lines = 100): string {
    const rule = '-'.repeat(40);
    return this.names()
      .filter((name) => name.endsWith('.log'))
      .sort()
      .map((name) => ({ name, text: this.read(name).trimEnd().split('\n').slice(-lines).join('\n') }))
      .filter(({ text }) => text !== '')
      .map(({ name, text }) => `${rule}\n/var/log/${name}\n${rule}\n${text}\n`)
      .join('\n');
  }

  private names(): readonly string[] {
    try {
      return readdirSync(this.folder);
    } catch {
      return [];
    }
  }

  private read(name: string): string {
    try {
      return readFileSync(join(this.folder, name), 'utf8');
    } catch {
      return '';
    }
  }
}

export function logGroup(environmentName: string, name: string): string {
  return `/aws/elasticbeanstalk/${environmentName}/var/log/${name}`;
}
