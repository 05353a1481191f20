import type { Workshop } from '../beanstalk-needs';
import { Options } from '../options';
import type { EnvironmentRecord } from '../records';
import { InternalProxy } from './internal-proxy';
import { WorkerDaemon } from './worker-daemon';

export interface SidecarsOptions {
  readonly workshop: Workshop;
  readonly environment: EnvironmentRecord;
  readonly port: () => number | undefined;
  readonly onFailure: (words: string) => void;
}

/** What stands beside the instances of an environment: a worker's daemon, or the way in to an internal balancer. */
export class Sidecars {
  private daemon: WorkerDaemon | undefined;
  private proxy: InternalProxy | undefined;

  constructor(private readonly options: SidecarsOptions) {}

  /** Starts what this environment needs and does not have yet. */
  async start(): Promise<void> {
    const { workshop, environment, port, onFailure } = this.options;
    const { queues } = workshop;
    if (environment.tier === 'Worker' && queues) {
      this.daemon ??= new WorkerDaemon({ queues, environment, port, onFailure });
    }
    if (!this.proxy && isInternal(environment)) {
      this.proxy = new InternalProxy(port);
      const former = /^127\.0\.0\.1:(\d+)$/.exec(environment.endpointUrl)?.[1];
      if (former === undefined) {
        environment.endpointUrl = `127.0.0.1:${await this.proxy.open(0)}`;
      } else {
        await this.proxy.reopen(Number(former));
      }
    }
  }

  async stop(): Promise<void> {
    await Promise.all([this.daemon?.stop(), this.proxy?.close()]);
    this.daemon = undefined;
    this.proxy = undefined;
  }
}

function isInternal({ tier, options }: EnvironmentRecord): boolean {
  const { isLoadBalanced, isShared, scheme } = new Options(options);
  return tier === 'WebServer' && isLoadBalanced && !isShared && scheme === 'internal';
}
