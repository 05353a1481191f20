import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BeanstalkInstance, ScriptOptions, ScriptResult } from '../beanstalk';
import type { Workshop } from '../beanstalk-needs';
import {
  type ContainerAppOptions,
  containerCommand,
  dockerOfInstance,
  prepareImage,
  removeImages,
} from '../containers/container-app';
import { StartFailure } from '../environment/deployment-failure';
import { Options } from '../options';
import { findPlatform, type Platform, platforms } from '../platforms';
import type { ProxyRules } from '../proxy/proxy-rules';
import { StagedProxy } from '../proxy/staged-proxy';
import type { EnvironmentRecord, Health, InstanceRecord, Lifecycle, VersionRecord } from '../records';
import { appEnvironment } from './app-environment';
import { AppProcess } from './app-process';
import { fetchBundle } from './fetch-bundle';
import { runHooks, type StepOptions } from './hooks';
import { enterVenv, installPackages } from './install-packages';
import { InstanceFolder } from './instance-folder';
import { InstanceLogs } from './instance-logs';
import { processLines, procfileOf } from './procfile';
import { runScript } from './run-script';
import { SideProcesses } from './side-processes';
import { type StartCommand, startCommand } from './start-command';
import { trustDatabases } from './trust-databases';
import { unpackBundle } from './unpack-bundle';

const noData: Health = { colour: 'Grey', status: 'No Data', causes: [] };

/** A machine of an environment: a folder, the app that runs in it, and its logs. */
export class Instance implements BeanstalkInstance {
  private readonly folder: InstanceFolder;
  private readonly logs: InstanceLogs;
  private app: AppProcess | undefined;
  private side: SideProcesses | undefined;
  private failure: Health | undefined;
  private readonly staged: StagedProxy;
  /** What stands between the balancer and the app. */
  proxy: ProxyRules | undefined;

  constructor(
    private readonly workshop: Workshop,
    private readonly environment: EnvironmentRecord,
    readonly record: InstanceRecord,
    private readonly onHealth: () => void,
  ) {
    const root = join(workshop.folder, 'instances', record.id);
    this.folder = new InstanceFolder(root);
    this.staged = new StagedProxy(root);
    const streams = () => new Options(environment.options).streamsLogs;
    this.logs = new InstanceLogs(root, record.id, environment.name, workshop.logs, streams, () =>
      workshop.journal.now(),
    );
  }

  get id(): string {
    return this.record.id;
  }

  get environmentName(): string {
    return this.environment.name;
  }

  get lifecycle(): Lifecycle {
    return this.record.lifecycle ?? 'InService';
  }

  get launchedAt(): number {
    return this.record.launchedAt;
  }

  get versionLabel(): string | undefined {
    return this.record.versionLabel;
  }

  get deploymentId(): number {
    return this.environment.deploymentId;
  }

  get health(): Health {
    return this.failure ?? this.app?.health ?? noData;
  }

  get pid(): number | undefined {
    return this.app?.pid;
  }

  get port(): number | undefined {
    return this.app?.port;
  }

  /** Writes a line about what happened beside the app. */
  note(words: string): void {
    this.logs.engine('ERROR', words);
  }

  tail(): string {
    return this.logs.tail();
  }

  run(options: ScriptOptions): Promise<ScriptResult> {
    return runScript(this.workshop.register, this.folder.root, options);
  }

  /** Unpacks a version beside the one that runs, starts it, and lets it take over. Throws DeploymentFailure. */
  async deploy(version: VersionRecord, signal: AbortSignal): Promise<void> {
    await this.attempt(async () => {
      const name = `${this.environment.deploymentId}`;
      const folder = this.folder.makeRelease(name);
      this.logs.engine(
        'INFO',
        `Deploying version ${version.label} from s3://${version.bundle.bucket}/${version.bundle.key}`,
      );
      const file = join(this.folder.root, 'tmp', `${name}.zip`);
      try {
        await fetchBundle(this.workshop.s3, version.bundle, file);
        await unpackBundle(file, folder);
      } finally {
        rmSync(file, { force: true });
      }
      await this.trustDatabases(folder);
      await runHooks('hooks', 'prebuild', this.step(folder, signal));
      this.staged.stage(folder);
      const step = await this.prepared(folder, signal);
      if (this.isContainer) {
        await prepareImage(this.container(name, step));
      } else {
        await installPackages(this.platform, this.npm, step);
      }
      await runHooks('hooks', 'predeploy', step);
      this.staged.start();
      await this.takeOver(name, step);
      this.record.versionLabel = version.label;
      this.checkStart();
      await runHooks('hooks', 'postdeploy', step);
    });
  }

  /** Starts the release that is there once more, with options and secrets as they are now. Throws DeploymentFailure. */
  async restart(signal: AbortSignal, reason: 'configuration' | 'restart'): Promise<void> {
    await this.attempt(async () => {
      const { release = '' } = this.record;
      const folder = this.folder.release(release);
      await this.trustDatabases(folder);
      const step = await this.prepared(folder, signal);
      if (reason === 'configuration') {
        await runHooks('confighooks', 'prebuild', step);
        this.staged.stage(folder);
        await runHooks('confighooks', 'predeploy', step);
        this.staged.start();
      }
      await this.takeOver(release, step);
      this.checkStart();
      if (reason === 'configuration') {
        await runHooks('confighooks', 'postdeploy', step);
      }
    });
  }

  async stop(): Promise<void> {
    await Promise.all([this.app?.stop(), this.side?.stop()]);
    this.app = undefined;
    this.side = undefined;
    this.folder.hideProcess();
  }

  async remove(): Promise<void> {
    await this.stop();
    if (this.isContainer) {
      await removeImages(this.workshop.containers, { instanceId: this.id });
    }
    this.folder.remove();
  }

  private get npm() {
    return { cache: join(this.workshop.folder, 'npm-cache'), variables: this.workshop.npmVariables ?? {} };
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    this.failure = undefined;
    try {
      this.folder.prepare();
      await work();
      this.logs.engine('INFO', 'Instance deployment completed successfully.');
    } catch (error) {
      const message = (error as Error).message;
      this.logs.engine('ERROR', message);
      if (!(error instanceof StartFailure)) {
        this.failure = { colour: 'Red', status: 'Degraded', causes: [`Instance deployment failed: ${message}`] };
      }
      throw error;
    } finally {
      this.onHealth();
    }
  }

  private async takeOver(release: string, step: StepOptions): Promise<void> {
    const { folder, env, signal } = step;
    const options = new Options(this.environment.options);
    const former = this.app;
    const app: AppProcess = new AppProcess({
      ...this.workshop,
      ...{ logs: this.logs, folder, env, command: await this.command(release, step) },
      ...{ healthPath: options.healthPath, healthyCodes: this.healthyCodes, onHealth: this.onHealth },
      // The former app may crash and start again while this one comes up: the newest is the service's.
      onStart: (pid, given) => (this.app === app || this.app === former) && this.folder.showProcess(pid, given),
    });
    app.start();
    signal.addEventListener('abort', () => app.giveUp(), { once: true });
    if (signal.aborted) {
      app.giveUp();
    }
    await app.verdict;
    this.app = app;
    this.proxy = this.staged.read((words) => this.note(words));
    await Promise.all([former?.stop(), this.side?.stop()]);
    this.side = await this.startSide(folder, env);
    this.folder.switchTo(release);
    this.record.release = release;
    if (this.isContainer) {
      this.folder.hideProcess();
      await removeImages(this.workshop.containers, { instanceId: this.id, release });
    }
  }

  private async command(release: string, step: StepOptions): Promise<StartCommand> {
    if (!this.isContainer) {
      return startCommand(step.folder, this.platform, new Options(this.environment.options));
    }
    const command = await containerCommand(this.container(release, step));
    const engine = await this.workshop.containers.engine();
    if (engine !== undefined) {
      this.folder.writeProgram('docker', dockerOfInstance(engine, this.id));
    }
    return command;
  }

  private container(release: string, step: StepOptions): ContainerAppOptions {
    const { containers } = this.workshop;
    return { ...step, containers, root: this.folder.root, instanceId: this.id, release };
  }

  private checkStart(): void {
    if (this.app?.failure !== undefined) {
      throw new StartFailure(this.app.failure);
    }
  }

  private async startSide(folder: string, env: Readonly<Record<string, string>>): Promise<SideProcesses | undefined> {
    const procfile = this.isContainer ? '' : ((await procfileOf(folder)) ?? '');
    const lines = processLines(procfile).filter(([name]) => name !== 'web');
    const { register, timing } = this.workshop;
    const { logs } = this;
    return lines.length === 0
      ? undefined
      : new SideProcesses(lines, { ...{ register, logs, folder, env }, restartDelayMs: timing.restartDelayMs });
  }

  /** On AWS no health check reaches a worker: here an app that answers anything runs. */
  private get healthyCodes(): string {
    return this.environment.tier === 'Worker' ? '100-599' : new Options(this.environment.options).healthyCodes;
  }

  private trustDatabases(folder: string): Promise<void> {
    const { properties } = new Options(this.environment.options);
    return trustDatabases(folder, properties, () => this.workshop.databases.caCertificate);
  }

  private step(folder: string, signal: AbortSignal): StepOptions {
    const { region, options } = this.environment;
    const env = appEnvironment({
      ...{ options: new Options(options), region, home: this.folder.root, folder },
      endpoint: this.workshop.endpoint(),
      ...{ secrets: this.workshop.secrets, parameters: this.workshop.parameters },
    });
    return { register: this.workshop.register, logs: this.logs, folder, env, root: this.folder.root, signal };
  }

  /** The same where the packages of a Python app are at hand. */
  private async prepared(folder: string, signal: AbortSignal): Promise<StepOptions> {
    const { step, venv } = await enterVenv(this.platform, this.workshop.python, this.step(folder, signal));
    if (venv !== undefined) {
      this.folder.linkVenv(venv);
    }
    return step;
  }

  private get isContainer(): boolean {
    return this.platform.family === 'Docker';
  }

  private get platform(): Platform {
    // The platform was looked up when the environment was made.
    return findPlatform(this.environment.platformArn) ?? (platforms[0] as Platform);
  }
}
