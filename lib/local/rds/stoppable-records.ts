import type { Faults } from '../faults/faults';
import { AwsError } from '../http/aws-error';
import type { Journal } from '../state/journal';
import { DatabaseRecords } from './database-records';
import type { DatabaseInstance, DatabaseStatus } from './databases';

/** RDS starts an instance by itself that has been stopped for 7 days (Amazon RDS User Guide, "Stopping an instance", 2023). */
const longestStopMs = 7 * 24 * 60 * 60 * 1000;

export interface StopOptions {
  /** Milliseconds for which an instance is `stopping` or `starting`; AWS takes minutes. @default 300 */
  readonly transitionMs?: number;
  /** @default none */
  readonly faults?: Pick<Faults, 'databaseFault'>;
}

type Way = 'stop' | 'start';

const ways: Readonly<Record<Way, { readonly from: DatabaseStatus; readonly via: DatabaseStatus }>> = {
  stop: { from: 'available', via: 'stopping' },
  start: { from: 'stopped', via: 'starting' },
};

export function statusOf({ status = 'available' }: Pick<DatabaseInstance, 'status'>): DatabaseStatus {
  return status;
}

/** When RDS starts a stopped instance by itself; milliseconds since 1970. */
export function automaticStart({ status, stoppedAt = 0 }: DatabaseInstance): number | undefined {
  return status === 'stopped' ? stoppedAt + longestStopMs : undefined;
}

/** Records of instances that stop and start: which state follows which, and the time that it takes. */
export class StoppableRecords extends DatabaseRecords {
  /** Changes of state under way, by resource id. */
  private readonly timers = new Map<string, NodeJS.Timeout>();

  constructor(
    journal: Journal,
    arn: string,
    private readonly stopOptions: StopOptions,
  ) {
    super(journal, arn);
  }

  override instance(identifier: string): DatabaseInstance | undefined {
    this.startOverdue();
    return super.instance(identifier);
  }

  override instances(): readonly DatabaseInstance[] {
    this.startOverdue();
    return super.instances();
  }

  /**
   * Begins a change of state. Throws AwsError where the instance is in another state, in AWS's words: of stopping cloud-custodian/cloud-custodian#1687
   * (21 October 2017), of starting an answer in a public script; others have "…-recoverable, incompatible-network" with or without more.
   *
   * @param work what the change waits for. @default nothing
   */
  protected pass(instance: DatabaseInstance, way: Way, work?: Promise<unknown>): DatabaseInstance {
    const { identifier } = instance;
    if (statusOf(instance) !== ways[way].from) {
      throw new AwsError(
        'InvalidDBInstanceState',
        way === 'stop'
          ? `Instance ${identifier} is not in available state.`
          : `Instance ${identifier} cannot be started as it is not in one of the following statuses: 'stopped, inaccessible-encryption-credentials-recoverable'.`,
      );
    }
    return this.begin(instance, way, work);
  }

  /** What an earlier run had begun goes on. */
  protected goOn(): void {
    for (const instance of this.instances()) {
      for (const way of ['stop', 'start'] as const) {
        if (instance.status === ways[way].via) this.begin(instance, way);
      }
    }
  }

  protected giveUp(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
  }

  /** Nothing looks at a stopped instance by itself: the next question finds it started. */
  private startOverdue(): void {
    const now = this.journal.now();
    for (const instance of super.instances()) {
      if ((automaticStart(instance) ?? Number.POSITIVE_INFINITY) <= now) this.begin(instance, 'start');
    }
  }

  private begin(instance: DatabaseInstance, way: Way, work?: Promise<unknown>): DatabaseInstance {
    const { identifier, resourceId } = instance;
    const begun = this.put({ ...instance, status: ways[way].via });
    const fault = this.stopOptions.faults?.databaseFault(identifier, way);
    const waitMs = fault ? fault.delayMs : (this.stopOptions.transitionMs ?? 300);
    // A fault without an end keeps it where it is.
    if (waitMs !== undefined) {
      const end = async () => {
        await work?.catch(() => undefined);
        this.end(instance, way);
      };
      const timer = setTimeout(end, waitMs);
      timer.unref();
      this.timers.set(resourceId, timer);
    }
    return begun;
  }

  private end({ identifier, resourceId }: DatabaseInstance, way: Way): void {
    const instance = super.instance(identifier);
    // It may be deleted, and another may have its name.
    if (this.timers.delete(resourceId) && instance?.resourceId === resourceId) {
      const stopped = { status: 'stopped', stoppedAt: this.journal.now() } as const;
      this.put({ ...instance, ...(way === 'stop' ? stopped : { status: 'available' }) });
    }
  }
}
