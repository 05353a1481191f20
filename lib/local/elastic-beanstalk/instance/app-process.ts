import { setTimeout as sleep } from 'node:timers/promises';
import type { FreePorts } from '../../processes/free-ports';
import type { GroupEnd, ProcessGroup } from '../../processes/process-group';
import type { ProcessRegister } from '../../processes/process-register';
import type { Health } from '../records';
import type { AppTiming } from '../timing';
import { probe } from './health-probe';
import type { InstanceLogs } from './instance-logs';
import type { StartCommand } from './start-command';

export interface AppOptions {
  readonly register: ProcessRegister;
  readonly ports: FreePorts;
  readonly timing: AppTiming;
  readonly logs: InstanceLogs;
  readonly folder: string;
  readonly command: StartCommand;
  /** PORT is added. */
  readonly env: Readonly<Record<string, string>>;
  readonly healthPath: string;
  readonly healthyCodes: string;
  /** A process was started, at first or after a crash. */
  readonly onStart: (pid: number, env: Readonly<Record<string, string>>) => void;
  readonly onHealth: () => void;
}

const pending: Health = { colour: 'Grey', status: 'Pending', causes: [] };
/** An app that runs this long before it ends is not taken for one that cannot start. */
const steadyMs = 10_000;
const crashesUntilVerdict = 3;

/** Runs one app: starts it, watches its health, and starts it again when it ends. */
export class AppProcess {
  health: Health = pending;
  private group: ProcessGroup | undefined;
  private currentPort: number | undefined;
  private crashes = 0;
  private failedProbes = 0;
  private readonly stopped = new AbortController();
  private running: Promise<void> = Promise.resolve();
  private reportVerdict: () => void = () => undefined;
  /** What to say of an app that has ended again and again since its start. @default it has not */
  failure: string | undefined;
  /** Settles when it is known whether the app starts: healthy, crashed too often, or out of time. */
  readonly verdict = new Promise<void>((resolve) => {
    this.reportVerdict = resolve;
  });

  constructor(private readonly options: AppOptions) {}

  /** Where the app listens, or should; undefined while it is down. */
  get port(): number | undefined {
    return this.group?.isRunning ? this.currentPort : undefined;
  }

  get pid(): number | undefined {
    return this.group?.isRunning ? this.group.pid : undefined;
  }

  start(): void {
    this.running = this.run();
    sleep(this.options.timing.startDeadlineMs, undefined, { signal: this.stopped.signal, ref: false })
      .then(() => this.giveUp())
      .catch(() => undefined);
  }

  async stop(): Promise<void> {
    this.stopped.abort();
    this.reportVerdict();
    if (this.group) {
      await this.options.register.stop(this.group);
    }
    await this.running;
  }

  private async run(): Promise<void> {
    const { timing, logs } = this.options;
    while (!this.stopped.signal.aborted) {
      const since = Date.now();
      const end = await this.live(since);
      if (this.stopped.signal.aborted) {
        return;
      }
      this.crashes = Date.now() - since > steadyMs ? 1 : this.crashes + 1;
      const words = wordsOf(end);
      logs.engine('ERROR', `The process of web.service ${words}`);
      this.setHealth('Red', 'Severe', [`The app's process ${words}. It is started again.`]);
      if (this.crashes >= crashesUntilVerdict) {
        this.failure = `The app's process ${words}, ${this.crashes} times in a row`;
        this.reportVerdict();
      }
      const delay = Math.min(30_000, timing.restartDelayMs * 2 ** (this.crashes - 1));
      await this.pause(delay);
    }
  }

  /** From the start of a process to its end; never rejects: what fails beside the process counts as its end. */
  private async live(since: number): Promise<GroupEnd> {
    const { ports, register } = this.options;
    let port: number | undefined;
    try {
      port = await ports.take();
      this.currentPort = port;
      if (this.stopped.signal.aborted) {
        return {};
      }
      const group = this.launch(port);
      const [end] = await Promise.all([group.ended, this.watch(group, port, since)]);
      return end;
    } catch (error) {
      await (this.group && register.stop(this.group));
      return { error: (error as Error).message };
    } finally {
      if (port !== undefined) {
        await this.options.command.after?.(port).catch(() => undefined);
        ports.giveBack(port);
      }
    }
  }

  private launch(port: number): ProcessGroup {
    const { register, command, folder, logs, onStart } = this.options;
    const own = command.at(port);
    const env = own.env ?? { ...this.options.env, PORT: String(port) };
    logs.engine('INFO', `Starting web.service: ${command.shown}`);
    const group = register.start({ ...own, folder, env });
    this.group = group;
    logs.follow(group, 'web.stdout.log');
    // The process of a container is the engine's.
    if (group.pid !== undefined && own.env === undefined) {
      onStart(group.pid, env);
    }
    return group;
  }

  private async watch(group: ProcessGroup, port: number, since: number): Promise<void> {
    const { healthPath, healthyCodes, timing } = this.options;
    while (group.isRunning && !this.stopped.signal.aborted) {
      const result = await probe(port, healthPath, healthyCodes, timing.probeTimeoutMs);
      if (!group.isRunning || this.stopped.signal.aborted) {
        return;
      }
      if (result.healthy) {
        this.failedProbes = 0;
        this.setHealth('Green', 'Ok', []);
        this.reportVerdict();
      } else {
        this.judge(result.words, Date.now() - since);
      }
      await Promise.race([this.pause(this.interval(result.healthy, Date.now() - since)), group.ended]);
    }
  }

  private judge(words: string, ageMs: number): void {
    const causes = [`ELB health is failing or not available: ${words}.`];
    if (this.health.colour === 'Green' || this.health.colour === 'Yellow') {
      this.failedProbes += 1;
      const isFirst = this.failedProbes < 2;
      this.setHealth(isFirst ? 'Yellow' : 'Red', isFirst ? 'Warning' : 'Severe', causes);
    } else if (ageMs > this.options.timing.startDeadlineMs || this.health.colour === 'Red') {
      this.setHealth('Red', 'Severe', causes);
    } else {
      this.health = { ...pending, causes };
    }
  }

  // While an app starts we ask it often: a deploy waits for the first answer.
  private interval(healthy: boolean, ageMs: number): number {
    const { startDeadlineMs, pollMs } = this.options.timing;
    if (healthy || ageMs > startDeadlineMs) {
      return pollMs;
    }
    return ageMs < 2000 ? 25 : Math.min(100, pollMs);
  }

  /** Ends the waiting for health. */
  giveUp(): void {
    if (this.health.colour === 'Grey') {
      this.setHealth('Red', 'Severe', this.health.causes);
    }
    this.reportVerdict();
  }

  private setHealth(colour: Health['colour'], status: Health['status'], causes: readonly string[]): void {
    const changed = this.health.status !== status || this.health.causes.join() !== causes.join();
    this.health = { colour, status, causes };
    if (changed) {
      this.options.onHealth();
    }
  }

  private pause(ms: number): Promise<void> {
    return sleep(ms, undefined, { signal: this.stopped.signal, ref: false }).catch(() => undefined);
  }
}

function wordsOf({ code, signal, error }: GroupEnd): string {
  if (error !== undefined) {
    return `could not be started: ${error}`;
  }
  return signal === undefined ? `ended with exit code ${code ?? 0}` : `was ended by ${signal}`;
}
