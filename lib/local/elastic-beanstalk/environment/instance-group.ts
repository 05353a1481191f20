import { setTimeout as sleep } from 'node:timers/promises';
import { AwsError } from '../../http/aws-error';
import type { ScalingGroup } from '../beanstalk';
import type { Instance } from '../instance/instance';
import { Options } from '../options';
import type { EnvironmentRecord, Lifecycle } from '../records';

export interface InstanceGroupOptions {
  readonly environment: EnvironmentRecord;
  readonly current: () => readonly Instance[];
  /** Makes an instance that is Pending. */
  readonly add: () => Instance;
  /** Puts the environment's version onto a new instance. */
  readonly start: (instance: Instance, signal: AbortSignal) => Promise<void>;
  /** Ends an instance and forgets it. */
  readonly remove: (instance: Instance) => Promise<void>;
  /** Called after each change of an instance's state. */
  readonly changed: () => void;
  readonly stepMs: number;
}

/** What Auto Scaling does with the instances of one environment. Requests return at once; `idle` settles when all is done. */
export class InstanceGroup implements ScalingGroup {
  /** Never rejects. */
  idle: Promise<unknown> = Promise.resolve();
  private readonly abort = new AbortController();

  constructor(private readonly options: InstanceGroupOptions) {}

  get name(): string {
    return groupName(this.options.environment);
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
    this.checkReady();
    const chosen = ids.map((id) => this.member(id));
    for (const { id, lifecycle } of chosen) {
      if (lifecycle !== 'InService') {
        throw refused(`The instance ${id} is not in InService.`);
      }
    }
    if (shouldDecrement && this.desired - chosen.length < this.least) {
      throw this.outOfBounds('place into standby', chosen.length);
    }
    for (const one of chosen) {
      one.record.lifecycle = 'EnteringStandby';
    }
    const added = shouldDecrement ? [] : chosen.map(() => this.options.add());
    this.options.changed();
    for (const one of chosen) {
      this.later(async () => {
        await this.pause();
        if (one.lifecycle === 'EnteringStandby') {
          one.record.lifecycle = 'Standby';
        }
      });
    }
    this.startAll(added);
    return chosen;
  }

  /** Throws AwsError, and nothing is changed. */
  leaveStandby(ids: readonly string[]): readonly Instance[] {
    this.checkReady();
    const chosen = ids.map((id) => this.member(id));
    for (const { id, lifecycle } of chosen) {
      if (lifecycle !== 'Standby') {
        throw refused(`The instance ${id} is not in Standby.`);
      }
    }
    if (this.desired + chosen.length > this.most) {
      throw this.outOfBounds('exit from standby', chosen.length);
    }
    for (const one of chosen) {
      one.record.lifecycle = 'Pending';
      this.later(async () => {
        await this.pause();
        delete one.record.lifecycle;
      });
    }
    this.options.changed();
    return chosen;
  }

  /** Another one comes unless the group shall be smaller, or did not count it. Throws AwsError, and nothing is changed. */
  end(instanceId: string, shouldDecrement: boolean): void {
    this.checkReady();
    const instance = this.member(instanceId);
    if (instance.lifecycle === 'Terminating') {
      throw new AwsError('ScalingActivityInProgress', `The instance ${instance.id} is ending already.`);
    }
    const counted = isCounted(instance);
    if (counted && shouldDecrement && this.desired <= this.least) {
      throw refused(
        `Currently, desiredSize equals minSize (${this.least}). Terminating instance without replacement will violate group's min size ` +
          "constraint. Either set shouldDecrementDesiredCapacity flag to false or lower group's min size.",
      );
    }
    instance.record.lifecycle = 'Terminating';
    const added = counted && !shouldDecrement ? [this.options.add()] : [];
    this.options.changed();
    this.later(async () => {
      await this.pause();
      await this.options.remove(instance);
    });
    this.startAll(added);
  }

  /** After a restart: those in standby go on with the version that they have, and what was begun comes to its end. */
  async resume(signal: AbortSignal): Promise<void> {
    await Promise.all(this.instances.filter(({ lifecycle }) => lifecycle === 'Terminating').map(this.options.remove));
    for (const { record } of this.instances) {
      if (record.lifecycle === 'EnteringStandby') {
        record.lifecycle = 'Standby';
      } else if (record.lifecycle === 'Pending') {
        delete record.lifecycle;
      }
    }
    const aside = this.instances.filter(
      ({ lifecycle, record }) => lifecycle === 'Standby' && record.release !== undefined,
    );
    await Promise.allSettled(aside.map((one) => one.restart(signal, 'restart')));
  }

  /** Gives up what is under way. */
  close(): Promise<unknown> {
    this.abort.abort();
    return this.idle;
  }

  private startAll(added: readonly Instance[]): void {
    for (const one of added) {
      this.later(async () => {
        await this.pause();
        await this.options.start(one, this.abort.signal);
        delete one.record.lifecycle;
      });
    }
  }

  private later(work: () => Promise<void>): void {
    // What goes wrong with an instance stands in its health and its log.
    const done = work()
      .catch(() => undefined)
      .finally(() => this.options.changed());
    this.idle = Promise.all([this.idle, done]);
  }

  private pause(): Promise<void> {
    return sleep(this.options.stepMs, undefined, { signal: this.abort.signal });
  }

  private member(id: string): Instance {
    const found = this.instances.find((one) => one.id === id);
    if (!found) {
      throw refused(`The instance ${id} is not part of Auto Scaling group ${this.name}.`);
    }
    return found;
  }

  private checkReady(): void {
    if (this.options.environment.status !== 'Ready') {
      // Words: botocore's model of Auto Scaling, read in November 2026.
      throw new AwsError(
        'ResourceContention',
        'You already have a pending update to an Amazon EC2 Auto Scaling resource (for example, an Auto Scaling group, instance, or load balancer).',
        500,
      );
    }
  }

  private outOfBounds(verb: string, count: number): AwsError {
    const sizes = `min-size=${this.least}, max-size=${this.most}, and desired-size=${this.desired}`;
    const instances = `${count} instance${count === 1 ? '' : 's'}`;
    return refused(
      `AutoScalingGroup ${this.name} has ${sizes}. To ${verb} ${instances}, please update the AutoScalingGroup sizes appropriately.`,
    );
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

function refused(message: string): AwsError {
  return new AwsError('ValidationError', message);
}
