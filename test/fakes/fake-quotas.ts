import type { BalancerUse, Quota, QuotaName, Quotas } from '../../lib/ports/quotas';
import { FaultSwitch } from './fault-switch';

/** AWS's default quotas, of which nothing is used. */
export class FakeQuotas implements Quotas {
  readonly faults = new FaultSwitch<'stackLimit' | 'read' | 'balancer'>();
  stacks = 2000;
  readonly quotas: Record<QuotaName, Quota> = {
    environments: { used: 0, most: 200 },
    databases: { used: 0, most: 40 },
    addresses: { used: 0, most: 5 },
    balancers: { used: 0, most: 50 },
  };
  readonly balancers = new Map<string, BalancerUse>();

  async stackLimit(): Promise<number> {
    this.faults.trip('stackLimit');
    return this.stacks;
  }

  async read(name: QuotaName): Promise<Quota> {
    this.faults.trip('read');
    return this.quotas[name];
  }

  async balancer(arn: string): Promise<BalancerUse | undefined> {
    this.faults.trip('balancer');
    return this.balancers.get(arn);
  }
}
