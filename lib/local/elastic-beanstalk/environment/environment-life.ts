import { setTimeout as sleep } from 'node:timers/promises';
import { hexId } from '../../resource/random-letters';
import type { EnvironmentChange } from '../beanstalk';
import type { Workshop } from '../beanstalk-needs';
import type { BeanstalkStore } from '../beanstalk-store';
import { Instance } from '../instance/instance';
import { logGroup } from '../instance/instance-logs';
import { Options } from '../options';
import type { EnvironmentRecord, Health, InstanceRecord, Lifecycle, Severity, VersionRecord } from '../records';
import type { Reach } from './change-environment';
import { DeploymentFailure } from './deployment-failure';
import { reportHealth } from './environment-health';
import { InstanceGroup, isCounted } from './instance-group';
import { closeListener } from './listener';
import { Sidecars } from './sidecars';

/** The living side of an environment: its instances, and one operation at a time. */
export class EnvironmentLife {
  instances: Instance[];
  /** Settles when the operation under way has ended; never rejects. */
  busy: Promise<void> = Promise.resolve();
  readonly group: InstanceGroup;
  private readonly sidecars: Sidecars;
  private abort = new AbortController();
  private turn = 0;
  /** Why the last operation broke off, beside what its instances say. */
  private failure: Health | undefined;
  private ending: Promise<void> | undefined;

  constructor(
    private readonly workshop: Workshop,
    private readonly store: BeanstalkStore,
    readonly record: EnvironmentRecord,
  ) {
    this.instances = record.instances.map((one) => this.instance(one));
    this.group = new InstanceGroup({
      environment: record,
      current: () => this.instances,
      add: () => this.add('Pending'),
      start: (instance, signal) => this.onEach(async (one) => one.deploy(this.version, signal), [instance]),
      remove: (instance) => this.remove(instance),
      changed: () => this.report(),
      dies: (id) => workshop.faults?.instanceDies(record.name, id) ?? false,
      stepMs: workshop.timing.groupStepMs,
    });
    this.sidecars = new Sidecars({
      ...{ workshop, environment: record, port: () => this.port },
      onFailure: (words) => this.instances[0]?.note(words),
    });
  }

  /** Opens the way in to an internal balancer and starts the daemon of a worker. */
  startSidecars(): Promise<void> {
    return this.sidecars.start();
  }

  launch(): Promise<void> {
    return this.operate(async (signal) => {
      this.tell('INFO', 'createEnvironment is starting.');
      const succeeded = await this.deploy(signal);
      if (succeeded && this.record.health.colour === 'Green') {
        this.tell('INFO', `Application available at ${this.record.endpointUrl}.`);
        this.tell('INFO', `Successfully launched environment: ${this.record.name}`);
      } else {
        this.tell(
          'ERROR',
          'Create environment operation is complete, but with errors. See the health causes and eb-engine.log.',
        );
      }
    });
  }

  /** The record holds the change already. */
  update(change: EnvironmentChange, former: { readonly versionLabel?: string }, reach: Reach): Promise<void> {
    return this.operate(async (signal) => {
      this.tell('INFO', 'Environment update is starting.');
      const isNewVersion = change.versionLabel !== undefined && change.versionLabel !== former.versionLabel;
      const isDeployed = this.counted.some(({ record }) => record.release !== undefined);
      const succeeded =
        isNewVersion || !isDeployed
          ? await this.deploy(signal)
          : await this.renew(signal, reach === 'group' ? 'size' : 'configuration');
      if (!succeeded) {
        // What runs is what the environment says: the former version goes on.
        this.record.versionLabel =
          this.counted.find(({ versionLabel }) => versionLabel)?.versionLabel ?? former.versionLabel;
        this.tell(
          'ERROR',
          'Update environment operation is complete, but with errors. See the health causes and eb-engine.log.',
        );
        return;
      }
      if (isNewVersion && this.counted.length > 0) {
        this.tell('INFO', 'New application version was deployed to running EC2 instances.');
      }
      this.tell('INFO', 'Environment update completed successfully.');
    });
  }

  /** A change of tags or description alone: nothing of the app changes. */
  settle(): Promise<void> {
    return this.operate(async () => this.tell('INFO', 'Environment update completed successfully.'));
  }

  restart(): Promise<void> {
    return this.operate(async (signal) => {
      this.tell('INFO', 'restartAppServer is starting.');
      await this.renew(signal, 'restart');
      this.tell('INFO', 'restartAppServer completed.');
    });
  }

  terminate(): Promise<void> {
    this.ending ??= this.end();
    return this.ending;
  }

  private async end(): Promise<void> {
    // Whatever is under way is given up: nothing of it will be left.
    this.abort.abort();
    await Promise.all([this.busy, this.group.close()]);
    this.tell('INFO', 'terminateEnvironment is starting.');
    await this.sidecars.stop();
    await Promise.all(this.instances.map((instance) => instance.remove()));
    this.instances = [];
    this.record.instances = [];
    closeListener(this.record, this.workshop);
    this.workshop.network.holdGroups(`environment ${this.record.name}`, []);
    if (new Options(this.record.options).deletesLogs) {
      for (const group of this.workshop.logs.groups(logGroup(this.record.name, ''))) {
        this.workshop.logs.deleteGroup(group);
      }
    }
    this.record.status = 'Terminated';
    this.record.health = { colour: 'Grey', status: 'Unknown', causes: [] };
    this.record.updatedAt = this.store.now();
    this.tell('INFO', 'terminateEnvironment completed successfully.');
  }

  /** Starts what an earlier run left: the app that ran, or the operation that never came to its end. */
  resume(): Promise<void> {
    return this.operate(async (signal) => {
      await this.startSidecars();
      const isDeployed =
        this.counted.length > 0
          ? this.counted.every(({ record }) => record.release !== undefined)
          : new Options(this.record.options).instanceCount === 0;
      await this.group.resume(signal);
      await (isDeployed ? this.renew(signal, 'restart') : this.deploy(signal));
    });
  }

  /** A machine ends from outside, once the operation under way has ended. Never rejects. */
  async lose(instanceId: string): Promise<void> {
    await this.busy;
    this.group.lose(instanceId);
  }

  /** Ends the waiting of the operation under way: the environment is Ready with whatever it has. */
  cancel(): void {
    this.abort.abort();
    this.group.cancel();
  }

  async close(): Promise<void> {
    this.abort.abort();
    await Promise.all([this.busy, this.group.close()]);
    await this.sidecars.stop();
    await Promise.all(this.instances.map((instance) => instance.stop()));
  }

  /** The port of an app that is up; with several, one after the other. */
  get port(): number | undefined {
    const ports = this.instances.filter(({ lifecycle, port }) => lifecycle === 'InService' && port !== undefined);
    const healthy = ports.filter(({ health }) => health.colour !== 'Red');
    const able = healthy.length > 0 ? healthy : ports;
    this.turn += 1;
    return able[this.turn % (able.length || 1)]?.port;
  }

  private operate(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    this.abort = new AbortController();
    this.failure = undefined;
    const { signal } = this.abort;
    const run = this.group.idle
      .then(() => work(signal))
      .catch((error: Error) => {
        // Not everybody waits for an operation: its events and its health tell all of them.
        this.failure = { colour: 'Red', status: 'Degraded', causes: [error.message] };
        this.tell('ERROR', error.message);
        throw error;
      })
      .finally(() => {
        this.record.status = 'Ready';
        this.record.updatedAt = this.store.now();
        this.report();
      });
    this.busy = run.catch(() => undefined);
    return run;
  }

  private async deploy(signal: AbortSignal): Promise<boolean> {
    this.record.deploymentId += 1;
    await this.scale(signal);
    const { version } = this;
    return this.onEach((instance) => instance.deploy(version, signal));
  }

  private async renew(signal: AbortSignal, reason: 'configuration' | 'restart' | 'size'): Promise<boolean> {
    const version = this.store.kept.versions[`${this.record.applicationName}\n${this.record.versionLabel}`];
    await this.scale(signal);
    return this.onEach(async (instance) => {
      if (instance.record.release === undefined && version) {
        await instance.deploy(version, signal);
      } else if (reason !== 'size') {
        await instance.restart(signal, reason);
      }
    });
  }

  /** Makes or takes away instances until there are as many as the options say. */
  private async scale(signal: AbortSignal): Promise<void> {
    const { instanceCount } = new Options(this.record.options);
    while (this.counted.length < instanceCount) {
      this.add();
    }
    const surplus = this.counted.slice(instanceCount);
    for (const { record } of surplus) {
      record.lifecycle = 'Terminating';
    }
    this.store.changed();
    if (surplus.some(({ port }) => port !== undefined)) {
      // Requests under way end first, as in the balancer's draining.
      await sleep(this.workshop.timing.groupStepMs, undefined, { signal }).catch(() => undefined);
    }
    await Promise.all(surplus.map((instance) => this.remove(instance)));
  }

  private add(lifecycle?: Lifecycle): Instance {
    const record: InstanceRecord = {
      ...{ id: hexId('i'), launchedAt: this.store.now() },
      ...(lifecycle ? { lifecycle } : {}),
    };
    const instance = this.instance(record);
    this.record.instances.push(record);
    this.instances.push(instance);
    this.tell('INFO', `Added instance [${record.id}] to your environment.`);
    return instance;
  }

  private async remove(instance: Instance): Promise<void> {
    await instance.remove().catch((error: Error) => this.tell('WARN', `Removing ${instance.id}: ${error.message}`));
    this.instances = this.instances.filter((one) => one !== instance);
    this.record.instances = this.record.instances.filter((one) => one !== instance.record);
    this.store.changed();
    this.tell('INFO', `Removed instance [${instance.id}] from your environment.`);
  }

  private get counted(): readonly Instance[] {
    return this.instances.filter(isCounted);
  }

  private get version(): VersionRecord {
    return this.store.version(this.record.applicationName, this.record.versionLabel ?? '');
  }

  private async onEach(
    work: (instance: Instance) => Promise<void>,
    instances: readonly Instance[] = this.counted,
  ): Promise<boolean> {
    const results = await Promise.allSettled(instances.map(work));
    let succeeded = true;
    for (const [index, result] of results.entries()) {
      if (result.status === 'rejected') {
        succeeded = false;
        const reason = result.reason instanceof DeploymentFailure ? result.reason.message : String(result.reason);
        this.tell('ERROR', `[Instance: ${instances[index]?.id}] Instance deployment failed. ${reason}`);
      }
    }
    return succeeded;
  }

  private instance(record: InstanceRecord): Instance {
    return new Instance(this.workshop, this.record, record, () => this.report());
  }

  private report(): void {
    if (this.record.status !== 'Terminated') {
      reportHealth(this.store, this.record, [
        ...(this.failure ? [this.failure] : []),
        ...this.instances.filter(({ lifecycle }) => lifecycle === 'InService').map(({ health }) => health),
      ]);
    }
  }

  private tell(severity: Severity, message: string): void {
    const { name: environmentName, id: environmentId, applicationName, versionLabel, region } = this.record;
    this.store.event({ severity, message, applicationName, environmentName, environmentId, versionLabel, region });
  }
}
