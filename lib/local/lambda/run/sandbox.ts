import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LineSplitter } from '../../elastic-beanstalk/instance/line-splitter';
import type { Logs } from '../../logs/logs';
import { type GroupEnd, type ProcessGroup, signalGroup } from '../../processes/process-group';
import type { ProcessRegister } from '../../processes/process-register';
import type { FunctionVersion, InvocationResult } from '../functions';
import { functionEnvironment } from './function-environment';
import { nodeRuntime } from './node-runtime';
import { reportLine } from './report-line';
import { type Invocation, RuntimeApi, type RuntimeWord } from './runtime-api';

export interface SandboxOptions {
  readonly version: FunctionVersion;
  /** Folder of the unpacked code. */
  readonly code: string;
  /** For its temporary files. */
  readonly folder: string;
  readonly register: ProcessRegister;
  readonly logs: Logs;
  readonly endpoint: string;
  /** How the address begins to which custom resources answer. */
  readonly responsePath: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

interface Outcome {
  readonly payload: string;
  readonly failed?: boolean;
  /** What the log says of it before END. */
  readonly words?: string;
}

/** How long a function may take before it is ready, in milliseconds: Lambda's init phase. */
const mostInit = 10_000;
/** The number of the error's own text: 6 MB and what AWS adds to a response. */
const mostResponse = 6_291_556;

/** One execution environment: a process that handles one invocation after the other, with a log stream of its own. */
export class Sandbox {
  private readonly stream: string;
  /** The runtime says by it that all output of an invocation has been written. */
  private readonly mark = `end-${randomBytes(12).toString('hex')}`;
  private readonly temp: string;
  private readonly api = new RuntimeApi((word) => this.hear(word));
  private group: ProcessGroup | undefined;
  private startedAt = 0;
  private readyAt: number | undefined;
  private marks = 0;
  private lines: string[] = [];
  private invocation: Invocation | undefined;
  private onReady: () => void = () => undefined;
  private settle: (outcome: Outcome) => void = () => undefined;
  private over = false;

  constructor(private readonly options: SandboxOptions) {
    const day = new Date(options.now()).toISOString().slice(0, 10).replaceAll('-', '/');
    this.stream = `${day}/[${options.version.version}]${randomBytes(16).toString('hex')}`;
    this.temp = join(options.folder, this.mark);
  }

  /** False when its process has ended, or is to end. */
  get isUsable(): boolean {
    return !this.over;
  }

  /** Runs one invocation; one at a time. Never rejects. */
  async invoke(invocation: Invocation): Promise<InvocationResult> {
    const { version } = this.options;
    this.lines = [];
    this.marks = 0;
    this.invocation = invocation;
    const outcome = new Promise<Outcome>((resolve) => {
      this.settle = resolve;
    });
    const isFirst = this.group === undefined;
    if (isFirst) await this.start();
    await this.untilReady(outcome);
    this.say([`START RequestId: ${invocation.id} Version: ${version.version}`]);
    const began = performance.now();
    const limit = version.timeout * 1000;
    const timer = setTimeout(() => this.timeOut(), limit);
    this.api.hand(invocation, Date.now() + limit);
    const { payload, failed, words } = await outcome;
    clearTimeout(timer);
    await this.untilWritten();
    const took = performance.now() - began;
    this.say([
      ...(words === undefined ? [] : [words]),
      `END RequestId: ${invocation.id}`,
      reportLine({
        ...{ id: invocation.id, took, memory: version.memory, pid: this.group?.pid },
        ...(isFirst && this.readyAt !== undefined && { init: this.readyAt - this.startedAt }),
      }),
    ]);
    this.invocation = undefined;
    return { payload, version: version.version, log: this.lines, ...(failed && { failed }) };
  }

  /** Resolves when nothing of the process is left. */
  async stop(): Promise<void> {
    this.over = true;
    this.api.close();
    if (this.group?.pid !== undefined) {
      signalGroup(this.group.pid, 'SIGKILL');
      await this.options.register.stop(this.group);
    }
    rmSync(this.temp, { recursive: true, force: true });
  }

  private async start(): Promise<void> {
    const { version, register, code, endpoint, responsePath } = this.options;
    const api = await this.api.listen();
    mkdirSync(this.temp, { recursive: true });
    this.startedAt = performance.now();
    const group = register.start({
      file: process.execPath,
      args: [`--max-old-space-size=${Math.floor(version.memory * 0.9)}`, '-e', nodeRuntime, this.mark],
      folder: code,
      env: functionEnvironment(version, { api, code, endpoint, responsePath, stream: this.stream, temp: this.temp }),
    });
    this.group = group;
    for (const name of ['stdout', 'stderr'] as const) {
      const splitter = new LineSplitter((lines) => this.take(lines));
      group.read(
        name,
        (text) => splitter.push(text),
        () => splitter.end(),
      );
    }
    group.ended.then((end) => this.crash(end));
  }

  private async untilReady(outcome: Promise<Outcome>): Promise<void> {
    if (this.api.isReady || this.over) return;
    const ready = new Promise<void>((resolve) => {
      this.onReady = resolve;
    });
    const limit = Math.max(mostInit, this.options.version.timeout * 1000);
    const first = await Promise.race([ready, outcome, sleep(limit, 'late' as const, { ref: false })]);
    if (first === 'late') this.timeOut();
  }

  /** The runtime's mark has come on both outputs, or the process has ended and its outputs had their time. */
  private async untilWritten(): Promise<void> {
    for (let waited = 0; this.marks < 2 && waited < (this.over ? 60 : 1000); waited += 5) {
      await sleep(5);
    }
  }

  private hear(word: RuntimeWord): void {
    if (word.is === 'ready') {
      this.readyAt ??= performance.now();
      this.onReady();
    } else if (word.is === 'response' && Buffer.byteLength(word.body) > mostResponse) {
      const errorMessage = `Response payload size exceeded maximum allowed payload size (${mostResponse} bytes).`;
      this.settle({
        payload: JSON.stringify({ errorType: 'Function.ResponseSizeTooLarge', errorMessage }),
        failed: true,
      });
    } else if (word.is === 'response') {
      this.settle({ payload: word.body });
    } else {
      this.over ||= word.is === 'init-error' || word.exits;
      this.settle({ payload: word.body, failed: true });
    }
  }

  private timeOut(): void {
    this.over = true;
    const words = `Task timed out after ${this.options.version.timeout.toFixed(2)} seconds`;
    this.fail(
      'Sandbox.Timedout',
      words,
      `${new Date(this.options.now()).toISOString()} ${this.invocation?.id} ${words}`,
    );
    if (this.group?.pid !== undefined) signalGroup(this.group.pid, 'SIGKILL');
  }

  private crash({ code, signal, error }: GroupEnd): void {
    this.over = true;
    this.api.close();
    const status = signal === undefined ? `exit status ${code}` : `signal: ${signal.slice(3).toLowerCase()}`;
    const words =
      code === 0 ? 'Runtime exited without providing a reason' : `Runtime exited with error: ${error ?? status}`;
    this.fail('Runtime.ExitError', words, `RequestId: ${this.invocation?.id} Error: ${words}\nRuntime.ExitError`);
  }

  /** Counts for the invocation that is under way; an outcome that it has already stays. */
  private fail(errorType: string, words: string, logged: string): void {
    const payload = JSON.stringify({ errorType, errorMessage: `RequestId: ${this.invocation?.id} Error: ${words}` });
    this.settle({ payload, words: logged, failed: true });
  }

  private take(lines: readonly string[]): void {
    const own = lines.filter((line) => line !== this.mark);
    this.marks += lines.length - own.length;
    this.say(own.filter((line) => line !== '').map((line) => line.replaceAll('\r', '\n')));
  }

  private say(lines: readonly string[]): void {
    if (lines.length === 0) return;
    this.lines.push(...lines);
    const { version, logs } = this.options;
    logs.append(version.logGroup ?? `/aws/lambda/${version.name}`, this.stream, lines);
  }
}
