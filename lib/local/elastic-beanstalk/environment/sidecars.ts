import { Options } from '../options';
import type { EnvironmentRecord } from '../records';
import type { Workshop } from '../surroundings';
import { InternalDoor } from './internal-proxy';
import { WorkerDaemon } from './worker-daemon';

export interface AttendantsOptions {
  readonly workshop: Workshop;
  readonly environment: EnvironmentRecord;
  readonly port: () => number | undefined;
  readonly onFailure: (words: string) => void;
}

/** What stands beside the instances of an environment: a worker's daemon, or the way in to an internal balancer. */
export class Attendants {
  private daemon: WorkerDaemon | undefined;
  private door: InternalDoor | undefined;

  constructor(private readonly options: AttendantsOptions) {}

  /** Starts what this environment needs and does not have yet. */
  async start(): Promise<void> {
    const { workshop, environment, port, onFailure } = this.options;
    const { queues } = workshop;
    if (environment.tier === 'Worker' && queues) {
      this.daemon ??= new WorkerDaemon({ queues, environment, port, onFailure });
    }
    if (!this.door && isInternal(environment)) {
      this.door = new InternalDoor(port);
      const former = /^127\.0\.0\.1:(\d+)$/.exec(environment.endpointUrl)?.[1];
      if (former === undefined) {
        environment.endpointUrl = `127.0.0.1:${await this.door.open(0)}`;
      } else {
        await this.door.reopen(Number(former));
      }
    }
  }

  async stop(): Promise<void> {
    await Promise.all([this.daemon?.stop(), this.door?.close()]);
    this.daemon = undefined;
    this.door = undefined;
  }
}

function isInternal({ tier, options }: EnvironmentRecord): boolean {
  const { isLoadBalanced, isShared, scheme } = new Options(options);
  return tier === 'WebServer' && isLoadBalanced && !isShared && scheme === 'internal';
}
