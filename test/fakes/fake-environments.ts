import { PreviewError } from '../../lib/errors';
import type {
  Environment,
  EnvironmentEvent,
  Environments,
  LogLine,
  LogQuery,
  PropertyName,
} from '../../lib/ports/environments';
import { FaultSwitch } from './fault-switch';

/** Beanstalk environments whose life is a script: each look shows the next state, the last one stays. */
export class FakeEnvironments implements Environments {
  readonly faults = new FaultSwitch<
    'find' | 'events' | 'instances' | 'logs' | 'platformArn' | 'properties' | 'removeProperties'
  >();
  /** Each removal that was asked for. */
  readonly removals: { readonly environmentName: string; readonly names: readonly PropertyName[] }[] = [];
  private readonly propertiesOf = new Map<string, readonly PropertyName[]>();
  private readonly states = new Map<string, Environment[]>();
  private readonly eventsOf = new Map<string, EnvironmentEvent[]>();
  private readonly instancesOf = new Map<string, readonly string[]>();
  private readonly lines = new Map<string, LogLine[]>();
  /** What `nodejs-22` and the like stand for. */
  readonly platforms = new Map<string, string>();

  /** A healthy environment of one instance, or the states it goes through. */
  script(name: string, ...states: readonly Partial<Environment>[]): void {
    const healthy: Environment = { name, id: `e-${name}`, status: 'Ready', health: 'Green', causes: [] };
    this.states.set(
      name,
      (states.length === 0 ? [{}] : states).map((state) => ({ ...healthy, ...state })),
    );
    if (!this.instancesOf.has(name)) this.instancesOf.set(name, ['i-0123456789abcdef0']);
  }

  setInstances(name: string, ...ids: readonly string[]): void {
    this.instancesOf.set(name, ids);
  }

  /** Gives an environment these properties, besides those that it has. */
  addProperties(name: string, ...more: readonly PropertyName[]): void {
    const had = this.propertiesOf.get(name) ?? [];
    this.propertiesOf.set(name, [...had.filter((one) => !more.some((other) => same(one, other))), ...more]);
  }

  addEvent(name: string, event: EnvironmentEvent): void {
    this.eventsOf.set(name, [...(this.eventsOf.get(name) ?? []), event]);
  }

  addLog(name: string, ...lines: readonly (Omit<LogLine, 'id'> & { readonly id?: string })[]): void {
    const had = this.lines.get(name) ?? [];
    this.lines.set(name, [...had, ...lines.map((line, index) => ({ id: String(had.length + index), ...line }))]);
  }

  drop(name: string): void {
    this.states.delete(name);
  }

  async find(environmentName: string): Promise<Environment | undefined> {
    this.faults.trip('find');
    const states = this.states.get(environmentName) ?? [];
    return states.length > 1 ? states.shift() : states[0];
  }

  async events(environmentName: string, since?: Date): Promise<readonly EnvironmentEvent[]> {
    this.faults.trip('events');
    return (this.eventsOf.get(environmentName) ?? [])
      .filter((event) => !since || event.at >= since)
      .sort((a, b) => b.at.getTime() - a.at.getTime());
  }

  async instances(environmentName: string): Promise<readonly string[]> {
    this.faults.trip('instances');
    return this.states.has(environmentName) ? (this.instancesOf.get(environmentName) ?? []) : [];
  }

  async properties(environmentName: string): Promise<readonly PropertyName[]> {
    this.faults.trip('properties');
    return this.states.has(environmentName) ? (this.propertiesOf.get(environmentName) ?? []) : [];
  }

  async removeProperties(environmentName: string, names: readonly PropertyName[]): Promise<void> {
    this.faults.trip('removeProperties');
    this.removals.push({ environmentName, names });
    const had = this.propertiesOf.get(environmentName) ?? [];
    this.propertiesOf.set(
      environmentName,
      had.filter((one) => !names.some((other) => same(one, other))),
    );
  }

  async logs(query: LogQuery): Promise<readonly LogLine[]> {
    this.faults.trip('logs');
    const { since, limit = 100, instance = '' } = query;
    return (this.lines.get(query.environmentName) ?? [])
      .filter((line) => (!since || line.at >= since) && line.instance.startsWith(instance))
      .sort((a, b) => a.at.getTime() - b.at.getTime())
      .slice(-limit);
  }

  async platformArn(platform: string): Promise<string> {
    this.faults.trip('platformArn');
    if (platform.startsWith('arn:')) return platform;
    if (!/^(nodejs|python|ruby|php|go|corretto|docker|ecs)\b/.test(platform) && !this.platforms.has(platform)) {
      throw new PreviewError('platform-unknown', `Beanstalk recommends no platform "${platform}" in this region`, {
        fault: 'user',
      });
    }
    return this.platforms.get(platform) ?? `arn:aws:elasticbeanstalk:eu-central-1::platform/${platform}/1.0.0`;
  }
}

function same(one: PropertyName, other: PropertyName): boolean {
  return one.name === other.name && one.secret === other.secret;
}
