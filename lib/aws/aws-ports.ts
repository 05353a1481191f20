import type { Makers } from '../lazily';
import type { Account } from '../ports/account';
import type { Buckets } from '../ports/buckets';
import type { Bundles } from '../ports/bundles';
import type { Certificates } from '../ports/certificates';
import type { Clock } from '../ports/clock';
import type { Commands } from '../ports/commands';
import type { Environments } from '../ports/environments';
import type { Farewells } from '../ports/farewells';
import type { Heartbeats } from '../ports/heartbeats';
import type { Quotas } from '../ports/quotas';
import type { Records } from '../ports/records';
import type { Remains } from '../ports/remains';
import type { Roles } from '../ports/roles';
import type { Snapshots } from '../ports/snapshots';
import type { Stacks } from '../ports/stacks';
import type { Synthesizer } from '../ports/synthesizer';
import type { Zones } from '../ports/zones';
import type { AwsClients } from './clients';

/** Every port that AWS keeps. */
export interface AwsPorts {
  readonly account: Account;
  readonly stacks: Stacks;
  readonly buckets: Buckets;
  readonly bundles: Bundles;
  readonly records: Records;
  readonly remains: Remains;
  readonly heartbeats: Heartbeats;
  readonly farewells: Farewells;
  readonly environments: Environments;
  readonly commands: Commands;
  readonly snapshots: Snapshots;
  readonly quotas: Quotas;
  readonly zones: Zones;
  readonly certificates: Certificates;
  readonly roles: Roles;
  readonly synthesizer: Synthesizer;
}

/** How each is made. Its module, and the SDK's module behind it, is loaded only then: a command pays for what it uses. */
export function awsPorts(clients: AwsClients, clock: Clock): Makers<AwsPorts> {
  return {
    account: () => new (require('./account') as typeof import('./account')).AwsAccount(clients),
    stacks: () => new (require('./stacks') as typeof import('./stacks')).AwsStacks(clients, clock),
    buckets: () => new (require('./buckets') as typeof import('./buckets')).AwsBuckets(clients, clock),
    bundles: () => new (require('./bundles') as typeof import('./bundles')).AwsBundles(clients, clock),
    records: () => new (require('./records') as typeof import('./records')).AwsRecords(clients),
    remains: () => new (require('./remains') as typeof import('./remains')).AwsRemains(clients),
    heartbeats: () => new (require('./heartbeats') as typeof import('./heartbeats')).AwsHeartbeats(clients),
    farewells: () => new (require('./farewells') as typeof import('./farewells')).AwsFarewells(clients),
    environments: () =>
      new (require('./environments') as typeof import('./environments')).AwsEnvironments(clients, clock),
    commands: () => new (require('./commands') as typeof import('./commands')).AwsCommands(clients, clock),
    snapshots: () => new (require('./snapshots') as typeof import('./snapshots')).AwsSnapshots(clients),
    quotas: () => new (require('./quotas') as typeof import('./quotas')).AwsQuotas(clients),
    zones: () => new (require('./zones') as typeof import('./zones')).AwsZones(clients),
    certificates: () => new (require('./certificates') as typeof import('./certificates')).AwsCertificates(clients),
    roles: () => new (require('./roles') as typeof import('./roles')).AwsRoles(clients),
    synthesizer: () => new (require('./synthesizer') as typeof import('./synthesizer')).CdkSynthesizer(),
  };
}
