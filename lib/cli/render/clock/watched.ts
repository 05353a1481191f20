import type { DeployStep, UsualTimes } from '../../../deploy/events';
import type { ProgressEvent } from '../../../progress';
import { type Begun, type Deed, type Ended, ResourceTimes } from '../../../stacks/resource-times';
import { isUnderWay } from '../../../stacks/stack-state';
import { type Usual, usualByRecords, usualOf } from './usual';

type Of<Kind extends ProgressEvent['kind']> = Extract<ProgressEvent, { readonly kind: Kind }>;

/** An operation on a stack that goes on. Times are of this computer's clock, in milliseconds. */
export interface WatchedStack {
  readonly stackName: string;
  readonly operation: Deed;
  readonly since: number;
  /** How many resources it works on. @default not known */
  readonly total: number | undefined;
  readonly done: number;
  readonly underWay: readonly (Begun & { readonly since: number; readonly usual: Usual | undefined })[];
  readonly usual: Usual | undefined;
}

interface StackState {
  readonly started: Of<'stack-operation-started'>;
  readonly since: number;
  readonly times: ResourceTimes;
  readonly seen: Map<string, number>;
}

/** Something with an end that is known beforehand. */
interface Limited {
  readonly since: number;
  readonly limit: number;
}

/** What is under way, by the events so far. */
export class Watched {
  /** When the deploy began. */
  deploySince: number | undefined;
  readonly steps = new Map<DeployStep, number>();
  readonly removals = new Map<string, { readonly name: string; readonly since: number }>();
  pace: Of<'cleanup-pace'> | undefined;
  health: (Limited & { readonly said: Map<string, string> }) | undefined;
  seed: (Limited & Pick<Of<'seed-started'>, 'service' | 'instanceId'>) | undefined;
  private usualTimes: UsualTimes | undefined;
  private readonly running = new Map<string, StackState>();

  /** Takes the next event. Returns the resource that ended with it. */
  take(event: ProgressEvent, now: number): Ended | undefined {
    switch (event.kind) {
      case 'step-started':
        this.deploySince ??= event.step === 'fence' ? now : undefined;
        this.steps.set(event.step, now);
        break;
      case 'step-finished':
        this.finish(event.step);
        break;
      case 'usual-times':
        this.usualTimes = event;
        break;
      case 'stack-operation-started':
        this.running.set(event.stackName, {
          ...{ started: event, since: now, seen: new Map<string, number>() },
          times: new ResourceTimes(event.stackName),
        });
        break;
      case 'stack-event':
        return this.takeStackEvent(event, now);
      case 'health-started':
        this.health = { since: now, limit: event.milliseconds, said: new Map() };
        break;
      case 'environment-seen': {
        const { service, status = 'not there yet', health = 'no health yet', causes } = event;
        this.health?.said.set(service, `${service}: ${status}, ${health}${causes[0] ? `: ${causes[0]}` : ''}`);
        break;
      }
      case 'url-probed': {
        const { url, answer } = event;
        this.health?.said.set(url, `${url}: ${answer.kind === 'answered' ? answer.status : answer.reason}`);
        break;
      }
      case 'seed-started':
        this.seed = { ...event, since: now, limit: event.milliseconds };
        break;
      case 'seed-finished':
        this.seed = undefined;
        break;
      case 'removal-started':
        this.removals.set(event.stackName, { name: event.branch ?? event.stackName, since: now });
        break;
      case 'removal-finished':
        this.removals.delete(event.result.stackName);
        this.running.delete(event.result.stackName);
        break;
      case 'cleanup-pace':
        this.pace = event.done < event.total ? event : undefined;
        break;
      default:
    }
    return undefined;
  }

  /** Operations on stacks that go on. */
  get stacks(): readonly WatchedStack[] {
    return [...this.running.keys()].flatMap((stackName) => this.stack(stackName) ?? []);
  }

  stack(stackName: string): WatchedStack | undefined {
    const state = this.running.get(stackName);
    if (state === undefined) return undefined;
    const { started, since, times, seen } = state;
    const { operation, resources } = started;
    const done = times.ended.length;
    const underWay = times.underWay
      .map((one) => ({ ...one, since: seen.get(one.logicalId) ?? since, usual: this.usualOfType(one.type, one.deed) }))
      .sort((a, b) => (b.usual?.expected ?? 0) - (a.usual?.expected ?? 0) || a.since - b.since);
    const all = resources && Object.values(resources).reduce((sum, count) => sum + count, 0);
    // What an update replaces is made and deleted: one resource that CloudFormation works on twice.
    const total = all === undefined ? undefined : Math.max(all, done);
    return { stackName, operation, since, total, done, underWay, usual: this.usualOfStack(started) };
  }

  /** How long the whole deploy usually takes, by records. */
  get usual(): Usual | undefined {
    const steps = Object.values(this.usualTimes?.steps ?? {});
    if (steps.length === 0) return undefined;
    const sum = (part: 'shortest' | 'median' | 'longest') => steps.reduce((total, step) => total + step[part], 0);
    return usualByRecords({ shortest: sum('shortest'), median: sum('median'), longest: sum('longest') });
  }

  usualOfStep(step: DeployStep): Usual | undefined {
    const recorded = this.usualTimes?.steps[step];
    return recorded && usualByRecords(recorded);
  }

  private takeStackEvent({ stackName, event }: Of<'stack-event'>, now: number): Ended | undefined {
    // Others may report what failed after the end.
    const state = this.running.get(stackName);
    const news = (state?.times ?? new ResourceTimes(stackName)).take(event);
    const isStack = event.type === 'AWS::CloudFormation::Stack' && event.logicalId === stackName;
    if (isStack && !isUnderWay(event.status)) this.running.delete(stackName);
    if (news === undefined) return undefined;
    if ('failed' in news) return news;
    state?.seen.set(news.logicalId, now);
    return undefined;
  }

  private finish(step: DeployStep): void {
    this.steps.delete(step);
    if (step === 'stack') this.running.clear();
    if (step === 'health') this.health = undefined;
    if (step === 'seed') this.seed = undefined;
  }

  private usualOfType(type: string, deed: Deed): Usual | undefined {
    const { usualTimes } = this;
    const recorded = usualTimes && usualTimes.operation === deed ? usualTimes.resources[type] : undefined;
    return usualOf(type, deed, recorded);
  }

  /** By records; else what AWS says of its types, one after the other: an environment waits for its database. */
  private usualOfStack({ operation, resources = {} }: Of<'stack-operation-started'>): Usual | undefined {
    const { usualTimes } = this;
    if (usualTimes?.operation === operation && usualTimes.steps.stack) return usualByRecords(usualTimes.steps.stack);
    const said = Object.keys(resources).flatMap((type) => usualOf(type, operation, undefined) ?? []);
    if (said.length === 0) return undefined;
    const sum = (part: 'shortest' | 'longest' | 'expected') => said.reduce((total, one) => total + one[part], 0);
    return { shortest: sum('shortest'), longest: sum('longest'), expected: sum('expected'), source: 'aws' };
  }
}
