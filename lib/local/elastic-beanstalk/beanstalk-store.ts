import { AwsError } from '../http/aws-error';
import { randomLetters } from '../resource/random-letters';
import type { BeanstalkNeeds } from './beanstalk-needs';
import type { ApplicationRecord, BeanstalkDocument, EnvironmentRecord, EventRecord, VersionRecord } from './records';

const documentName = 'beanstalk';
const keptEvents = 3000;
const keptTerminated = 200;

/** Applications, versions, environments and events as they are kept. */
export class BeanstalkStore {
  readonly kept: BeanstalkDocument;

  constructor(private readonly world: BeanstalkNeeds) {
    this.kept = world.journal.document<BeanstalkDocument>(documentName, () => ({
      ...{ applications: {}, versions: {}, environments: [], events: [] },
    }));
  }

  changed(): void {
    this.world.journal.changed(documentName);
  }

  now(): number {
    return this.world.journal.now();
  }

  arn(region: string, kind: string, name: string): string {
    return `arn:aws:elasticbeanstalk:${region}:${this.world.accountId}:${kind}/${name}`;
  }

  /** Times strictly grow, so that readers who ask for what is newer miss nothing. */
  event(event: Omit<EventRecord, 'at'>): void {
    const { events } = this.kept;
    const at = Math.max(this.now(), (events.at(-1)?.at ?? 0) + 1);
    events.push({ at, ...event });
    if (events.length > keptEvents) {
      events.splice(0, events.length - keptEvents);
    }
    this.changed();
  }

  environment(nameOrId: string): EnvironmentRecord | undefined {
    const found = this.kept.environments.filter(({ name, id }) => name === nameOrId || id === nameOrId);
    return found.find(({ status }) => status !== 'Terminated') ?? found.at(-1);
  }

  addEnvironment(environment: EnvironmentRecord): void {
    const terminated = this.kept.environments.filter(({ status }) => status === 'Terminated');
    const dropped = new Set(terminated.slice(0, Math.max(0, terminated.length - keptTerminated)));
    this.kept.environments = this.kept.environments.filter((one) => !dropped.has(one));
    this.kept.environments.push(environment);
    this.changed();
  }

  application(name: string): ApplicationRecord {
    const application = Object.hasOwn(this.kept.applications, name) ? this.kept.applications[name] : undefined;
    if (!application) {
      throw new AwsError('InvalidParameterValue', `No Application named '${name}' found.`);
    }
    return application;
  }

  version(applicationName: string, label: string): VersionRecord {
    const version = this.kept.versions[`${applicationName}\n${label}`];
    if (!version) {
      throw new AwsError('InvalidParameterValue', `No Application Version named '${label}' found.`);
    }
    return version;
  }

  keepVersion(version: VersionRecord): void {
    this.kept.versions[`${version.applicationName}\n${version.label}`] = version;
    this.changed();
  }

  dropVersion(applicationName: string, label: string): void {
    delete this.kept.versions[`${applicationName}\n${label}`];
    this.changed();
  }
}

/** The random part of ids as Beanstalk makes them: `e-abcdefghij`. */
export function environmentId(): string {
  return `e-${randomLetters(10, 'abcdefghijkmnpqrstuvwxyz23456789')}`;
}
