import type { Roles, TrustStatement } from '../../lib/ports/roles';
import { FaultSwitch } from './fault-switch';

/** Roles and identity providers in memory. */
export class FakeRoles implements Roles {
  readonly faults = new FaultSwitch<'trust' | 'audiences'>();
  /** By name of the role. */
  readonly trusts = new Map<string, readonly TrustStatement[]>();
  /** Audiences by ARN of the provider. */
  readonly providers = new Map<string, readonly string[]>();

  async trust(roleName: string): Promise<readonly TrustStatement[] | undefined> {
    this.faults.trip('trust');
    return this.trusts.get(roleName);
  }

  async audiences(providerArn: string): Promise<readonly string[] | undefined> {
    this.faults.trip('audiences');
    return this.providers.get(providerArn);
  }
}
