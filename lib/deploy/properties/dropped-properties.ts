import { PreviewError, survivable, unanswered } from '../../errors';
import { propertyNamespaces } from '../../facts/property-namespaces';
import type { PreviewRecord } from '../../ports/record';
import type { RecordLocation } from '../../ports/records';
import type { Stack } from '../../ports/stacks';
import { updateRecord } from '../../previews/update-record';
import { pollInterval } from '../../stacks/poll-interval';
import { shellWord } from '../../text/shell-word';
import type { DeployPorts } from '../deploy-request';
import { type Dropped, droppedNames, movedToSecrets, nameOf, textOf } from './dropped-names';

/** So long an environment may take until it is Ready for the removal: CloudFormation has just said that it is. */
const patienceMs = 10 * 60_000;

/**
 * Takes away the environment properties that settings no longer name. Reports of what CloudFormation does with them disagree (trap T11), so
 * this asks Beanstalk what is there. The one place where anything but CloudFormation changes an environment, and it only removes.
 */
export class DroppedProperties {
  private dropped: Dropped = {};
  private former = '';
  /** Environments whose properties another deploy looks after by now. */
  private readonly leftToOthers = new Set<string>();
  /** Why the removal in an environment was not begun. */
  private readonly refusals = new Map<string, string>();

  constructor(
    private readonly ports: Pick<DeployPorts, 'environments' | 'stacks' | 'records' | 'clock'>,
    /** Body of the template that is deployed. */
    private readonly template: string,
    private readonly signal: AbortSignal | undefined,
  ) {}

  /** Notes in the record what the next template no longer names, before the change: a deploy that breaks off after it must not forget. */
  async note(stack: Stack, location: RecordLocation, fresh: PreviewRecord): Promise<void> {
    const { records, stacks } = this.ports;
    const [former, kept] = await Promise.all([stacks.template(stack.id), records.read(location)]);
    this.former = former;
    const noted = kept?.record.dropped;
    this.dropped = droppedNames(former, this.template, noted);
    if (JSON.stringify(this.dropped) === JSON.stringify(noted ?? {})) return;
    const written = await updateRecord(records, location, (record = fresh) =>
      withDropped(record, droppedNames(former, this.template, record.dropped)),
    );
    this.dropped = written.dropped ?? {};
  }

  /** Once the change is under way: a deploy of the former version may have taken the names out of the record after they were noted. */
  noted(record: PreviewRecord): PreviewRecord {
    return withDropped(record, droppedNames(this.former, this.template, record.dropped));
  }

  /** The record without what this deploy has seen gone; what another one noted since stays. */
  withoutGone(record: PreviewRecord, left: Dropped): PreviewRecord {
    const still = Object.entries(record.dropped ?? {}).map(([environmentName, names]) => {
      const mine = this.leftToOthers.has(environmentName) ? [] : (this.dropped[environmentName] ?? []);
      const kept = names.filter((name) => !mine.includes(name) || left[environmentName]?.includes(name));
      return [environmentName, kept] as const;
    });
    return withDropped(record, Object.fromEntries(still.filter(([, names]) => names.length > 0)));
  }

  get any(): boolean {
    return Object.keys(this.dropped).length > 0;
  }

  /** Begins the removal of what is still there; health is to be judged afterwards. What AWS refuses is a warning at the end. */
  async remove(stack: Stack, location: RecordLocation): Promise<void> {
    const { environments } = this.ports;
    for (const [environmentName, names] of Object.entries(this.dropped)) {
      try {
        const live = await environments.properties(environmentName);
        const left = live.filter((one) => names.includes(textOf(one)));
        if (left.length > 0) {
          await this.whenReady(environmentName, stack, async () => {
            // Another deploy that names them again takes them out of the record before it changes the stack.
            const noted = (await this.ports.records.read(location))?.record.dropped?.[environmentName] ?? [];
            const wanted = left.filter((one) => noted.includes(textOf(one)));
            if (wanted.length < left.length) this.leftToOthers.add(environmentName);
            if (wanted.length > 0) await environments.removeProperties(environmentName, wanted);
          });
        }
      } catch (error) {
        this.refusals.set(environmentName, survivable(error).message);
      }
    }
  }

  /** What is still there; where Beanstalk cannot be asked, all that was to go. */
  async left(): Promise<Dropped> {
    const left = await Promise.all(
      Object.entries(this.dropped).map(async ([environmentName, names]) => {
        const live = await this.ports.environments.properties(environmentName).catch((error: unknown) => {
          this.refusals.set(environmentName, survivable(error).message);
          return names.map(nameOf);
        });
        return [environmentName, names.filter((name) => live.some((one) => textOf(one) === name))] as const;
      }),
    );
    return Object.fromEntries(left.filter(([, names]) => names.length > 0));
  }

  /** The last words of a deploy after which this is left. */
  warnings(left: Dropped): string[] {
    const rotate = Object.entries(movedToSecrets(this.dropped, this.template)).map(
      ([environmentName, names]) =>
        `${names.join(', ')} of ${environmentName} was a plain value, readable with the right to describe the environment: rotate it`,
    );
    const others = [...this.leftToOthers].map(
      (environmentName) =>
        `another deploy has changed ${environmentName} meanwhile: what settings of this one no longer name is left to it`,
    );
    const own = Object.entries(left).filter(([environmentName]) => !this.leftToOthers.has(environmentName));
    const stays = own.map(([environmentName, names]) => {
      const because = this.refusals.get(environmentName);
      return (
        `settings no longer name ${names.map((name) => nameOf(name).name).join(', ')}, and ${environmentName} still has it` +
        `${because === undefined ? '' : ` (${because})`}. The next deploy tries again; by hand: ${byHand(environmentName, names)}`
      );
    });
    return [...rotate, ...others, ...stays];
  }

  /** Trap T15: Beanstalk takes one change at a time. */
  private async whenReady(environmentName: string, ours: Stack, change: () => Promise<void>): Promise<void> {
    const { clock, environments, stacks } = this.ports;
    const started = clock.now().getTime();
    for (;;) {
      const stack = await stacks.find(ours.id);
      if (stack?.updatedAt?.getTime() !== ours.updatedAt?.getTime()) {
        this.leftToOthers.add(environmentName);
        return;
      }
      const seen = await environments.find(environmentName).catch(unanswered);
      const refused =
        seen instanceof PreviewError || seen?.status !== 'Ready' ? notReady(environmentName) : await tried(change);
      if (refused === undefined) return;
      const waited = clock.now().getTime() - started;
      if (waited >= patienceMs) throw refused;
      await clock.sleep(pollInterval(waited), this.signal);
    }
  }
}

/** The record with what is still to go. */
function withDropped({ dropped: _, ...record }: PreviewRecord, dropped: Dropped): PreviewRecord {
  return Object.keys(dropped).length > 0 ? { ...record, dropped } : record;
}

/** The refusal that waiting may cure. */
async function tried(change: () => Promise<void>): Promise<PreviewError | undefined> {
  try {
    await change();
    return undefined;
  } catch (error) {
    if (error instanceof PreviewError && error.code === 'environment-not-ready') return error;
    throw error;
  }
}

function notReady(environmentName: string): PreviewError {
  return new PreviewError('environment-not-ready', `${environmentName} takes no change: it is not Ready`, {
    fault: 'world',
  });
}

function byHand(environmentName: string, names: readonly string[]): string {
  const options = names.map(nameOf).map(({ name, secret }) => {
    return shellWord(`Namespace=${propertyNamespaces[secret ? 'secret' : 'plain']},OptionName=${name}`);
  });
  return `aws elasticbeanstalk update-environment --environment-name ${shellWord(environmentName)} --options-to-remove ${options.join(' ')}`;
}
