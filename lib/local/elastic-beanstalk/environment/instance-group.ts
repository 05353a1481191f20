import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ScalingGroup } from '../beanstalk';
import type { Instance } from '../instance/instance';
import { Options } from '../options';
import type { EnvironmentRecord, Lifecycle } from '../records';
import { groupRefusals } from './group-refusals';

export interface InstanceGroupOptions {
  readonly environment: EnvironmentRecord;
  readonly current: () => readonly Instance[];
  /** Makes an instance that is Pending. */
  readonly add: () => Instance;
  /** Puts the environment's version onto a new instance. Never rejects: what fails stands in events and in the instance's health. */
  readonly start: (instance: Instance, signal: AbortSignal) => Promise<unknown>;
  /** Ends an instance and forgets it. */
  readonly remove: (instance: Instance) => Promise<void>;
  /** Called after each change of an instance's state. */
  readonly changed: () => void;
  /** Whether the machine of an instance that came into standby shall end. */
  readonly dies: (instanceId: string) => boolean;
  readonly stepMs: number;
}

/** What Auto Scaling does with the instances of one environment. Requests return at once; `idle` settles when all is done. */
export class InstanceGroup implements ScalingGroup {
  /** Never rejects: what goes wrong with an instance stands in its health and its log. */
  idle: Promise<unknown> = Promise.resolve();
  private abort = new AbortController();
  private isClosed = false;
  /** What Auto Scaling calls the ends that are under way, by instance. */
  private readonly endings = new Map<string, string>();

  constructor(private readonly options: InstanceGroupOptions) {}

  get name(): string {
    return groupName(this.options.environment);
  }

  get environmentName(): string {
    return this.options.environment.name;
  }

  get instances(): readonly Instance[] {
    return this.options.current();
  }

  get region(): string {
    return this.options.environment.region;
  }

  get createdAt(): number {
    return this.options.environment.createdAt;
  }

  get tags(): Readonly<Record<string, string>> {
    return this.options.environment.tags;
  }

  get least(): number {
    return this.isBalanced ? this.sizes.sizes.least : 1;
  }

  get most(): number {
    return this.isBalanced ? this.sizes.sizes.most : 1;
  }

  /** Those in standby are not counted (AWS's guide of Auto Scaling, "Temporarily remove instances", 2026). */
  get desired(): number {
    return this.instances.filter(isCounted).length;
  }

  /** Throws AwsError, and nothing is changed. */
  standBy(ids: readonly string[], shouldDecrement: boolean): readonly Instance[] {
    const chosen = this.chosen(ids, 'InService');
    if (shouldDecrement && this.desired - chosen.length < this.least) {
      throw groupRefusals.outOfBounds('place into standby', chosen.length, this);
    }
    for (const one of chosen) {
      one.record.lifecycle = 'EnteringStandby';
    }
    const added = shouldDecrement ? [] : chosen.map(() => this.options.add());
    this.options.changed();
    for (const one of chosen) {
      this.later(async () => {
        if (one.lifecycle === 'EnteringStandby') {
          one.record.lifecycle = 'Standby';
        }
        if (this.options.dies(one.id)) {
          one.record.isGone = true;
          await one.stop();
        }
      });
    }
    this.startAll(added);
    return chosen;
  }

  /** Throws AwsError, and nothing is changed. */
  leaveStandby(ids: readonly string[]): readonly Instance[] {
    const chosen = this.chosen(ids, 'Standby');
    if (this.desired + chosen.length > this.most) {
      throw groupRefusals.outOfBounds('exit from standby', chosen.length, this);
    }
    for (const one of chosen) {
      one.record.lifecycle = 'Pending';
      this.later(async (signal) => (one.record.isGone ? this.replace(one, signal) : this.serve(one)));
    }
    this.options.changed();
    return chosen;
  }

  /**
   * Another one comes unless the group shall be smaller, or did not count it. Throws AwsError, and nothing is changed. Returns the id of what is
   * under way now.
   */
  end(instanceId: string, shouldDecrement: boolean): string {
    const instance = this.member(instanceId);
    const underWay = this.endings.get(instanceId);
    if (underWay !== undefined) {
      throw groupRefusals.ending(underWay);
    }
    this.checkReady();
    const counted = isCounted(instance);
    if (counted && shouldDecrement && this.desired <= this.least) {
      throw groupRefusals.tooFew(this.least);
    }
    const activity = randomUUID();
    this.endings.set(instanceId, activity);
    instance.record.lifecycle = 'Terminating';
    const added = counted && !shouldDecrement ? [this.options.add()] : [];
    this.options.changed();
    this.later(async () => {
      await this.options.remove(instance);
      this.endings.delete(instanceId);
    });
    this.startAll(added);
    return activity;
  }

  /**
   * The machine of an instance ends from outside. Another comes for one in service; nothing looks at one in standby, which stays what it was (AWS's
   * guide of Auto Scaling, "Health status of an instance in a standby state", 2026).
   */
  lose(instanceId: string): void {
    const instance = this.instances.find(({ id }) => id === instanceId);
    if (instance && !instance.record.isGone) {
      instance.record.isGone = true;
      this.later(async (signal) => {
        await instance.stop();
        await (isCounted(instance) && this.replace(instance, signal));
      });
    }
  }

  /** After a restart: those in standby go on with the version that they have, and what was begun comes to its end. */
  async resume(signal: AbortSignal): Promise<void> {
    const left = this.instances.filter(
      (one) => one.lifecycle === 'Terminating' || (one.record.isGone && isCounted(one)),
    );
    await Promise.all(left.map(this.options.remove));
    for (const { record } of this.instances) {
      if (record.lifecycle === 'EnteringStandby') {
        record.lifecycle = 'Standby';
      } else if (record.lifecycle === 'Pending') {
        delete record.lifecycle;
      }
    }
    const aside = this.instances.filter(
      ({ lifecycle, record }) => lifecycle === 'Standby' && record.release !== undefined && !record.isGone,
    );
    await Promise.allSettled(aside.map((one) => one.restart(signal, 'restart')));
  }

  /** Ends the waiting of what is under way: each instance comes to the state that it was on its way to. */
  cancel(): void {
    this.abort.abort();
    this.abort = new AbortController();
  }

  /** The same, and no further instance starts. */
  close(): Promise<unknown> {
    this.isClosed = true;
    this.cancel();
    return this.idle;
  }

  private startAll(added: readonly Instance[]): void {
    for (const one of added) {
      this.later((signal) => this.start(one, signal));
    }
  }

  private async start(instance: Instance, signal: AbortSignal): Promise<void> {
    if (!this.isClosed) {
      await this.options.start(instance, signal);
      this.serve(instance);
    }
  }

  private async replace(instance: Instance, signal: AbortSignal): Promise<void> {
    instance.record.lifecycle = 'Terminating';
    await Promise.all([this.options.remove(instance), this.start(this.options.add(), signal)]);
  }

  /** Auto Scaling looks at the machine alone: also an instance whose app did not start is in service, and its health says so. */
  private serve({ record }: Instance): void {
    if (record.lifecycle === 'Pending') {
      delete record.lifecycle;
    }
  }

  /** Does something after the step that Auto Scaling takes for it. */
  private later(work: (signal: AbortSignal) => Promise<void>): void {
    const { signal } = this.abort;
    const done = sleep(this.options.stepMs, undefined, { signal })
      .catch(() => undefined)
      .then(() => work(signal))
      .finally(() => this.options.changed());
    this.idle = Promise.all([this.idle, done]);
  }

  private chosen(ids: readonly string[], state: Lifecycle): readonly Instance[] {
    this.checkReady();
    if (ids.length === 0) {
      throw groupRefusals.nothing();
    }
    const chosen = [...new Set(ids)].map((id) => this.member(id));
    const other = chosen.find(({ lifecycle }) => lifecycle !== state);
    if (other) {
      throw groupRefusals.notInState(other.id, state);
    }
    return chosen;
  }

  private member(id: string): Instance {
    const found = this.instances.find((one) => one.id === id);
    if (!found) {
      throw groupRefusals.notPart(id, this.name);
    }
    return found;
  }

  private checkReady(): void {
    if (this.options.environment.status !== 'Ready') {
      throw groupRefusals.contended();
    }
  }

  private get sizes(): Options {
    return new Options(this.options.environment.options);
  }

  private get isBalanced(): boolean {
    return this.sizes.isLoadBalanced;
  }
}

/** The name that Beanstalk's own stack gives the group. */
export function groupName({ id }: Pick<EnvironmentRecord, 'id'>): string {
  return `awseb-${id}-stack-AWSEBAutoScalingGroup-${id.slice(2).toUpperCase()}`;
}

/** Whether the size of the group counts it. */
export function isCounted({ lifecycle }: { readonly lifecycle: Lifecycle }): boolean {
  return lifecycle === 'InService' || lifecycle === 'Pending';
}
