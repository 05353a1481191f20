import type { NetworkFacts } from '../../lib/facts/facts';
import type { Account } from '../../lib/ports/account';
import { FaultSwitch } from './fault-switch';

/** An account with one network and the hosted zones that the test gives it. */
export class FakeAccount implements Account {
  readonly faults = new FaultSwitch<'identity' | 'network' | 'hostedZone'>();
  account = '111122223333';
  networkFacts: NetworkFacts = {
    vpcId: 'vpc-1',
    publicSubnetIds: ['subnet-a', 'subnet-b'],
    privateSubnetIds: [],
  };
  /** Zone name → id. */
  readonly zones = new Map<string, string>();

  async identity(): Promise<{ readonly account: string; readonly arn: string }> {
    this.faults.trip('identity');
    return { account: this.account, arn: `arn:aws:iam::${this.account}:user/someone` };
  }

  async network(vpcId: string | undefined): Promise<NetworkFacts> {
    this.faults.trip('network');
    return vpcId === undefined ? this.networkFacts : { ...this.networkFacts, vpcId };
  }

  async hostedZone(domain: string): Promise<string | undefined> {
    this.faults.trip('hostedZone');
    const holding = [...this.zones.keys()].filter((name) => domain === name || domain.endsWith(`.${name}`));
    const longest = holding.sort((a, b) => b.length - a.length)[0];
    return longest === undefined ? undefined : this.zones.get(longest);
  }
}
