import type { CountedRequests, RequestCounts, Traffic } from '../../lib/ports/traffic';
import { FaultSwitch } from './fault-switch';

/** What balancers counted, in memory. */
export class FakeTraffic implements Traffic {
  readonly faults = new FaultSwitch<'requests'>();
  /** Environments that were asked about, in order. */
  readonly calls: string[] = [];
  /** Why nothing is known, while that is so. */
  unknown: string | undefined;
  private readonly counted: (CountedRequests & { readonly environment: string })[] = [];

  /** Someone looks at an environment. */
  visit(environment: string, at: Date): void {
    const from = new Date(Math.floor(at.getTime() / 300_000) * 300_000);
    this.counted.push({ environment, from, to: new Date(from.getTime() + 300_000), requests: 1 });
  }

  async requests(
    environmentNames: readonly string[],
    { from, to }: { readonly from: Date; readonly to: Date },
  ): Promise<RequestCounts> {
    this.calls.push(...environmentNames);
    this.faults.trip('requests');
    if (this.unknown !== undefined) return { known: false, because: this.unknown };
    const counted = this.counted
      .filter(
        (one) => environmentNames.includes(one.environment) && one.to.getTime() > from.getTime() && one.from <= to,
      )
      .map(({ environment: _, ...one }) => one);
    return { known: true, counted };
  }
}
