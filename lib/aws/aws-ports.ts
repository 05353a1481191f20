import { type Makers, typed } from '../lazily';
import type { Account } from '../ports/account';
import type { Audit } from '../ports/audit';
import type { Buckets } from '../ports/buckets';
import type { Bundles } from '../ports/bundles';
import type { Certificates } from '../ports/certificates';
import type { Clock } from '../ports/clock';
import type { Commands } from '../ports/commands';
import type { Databases } from '../ports/databases';
import type { Environments } from '../ports/environments';
import type { Extensions } from '../ports/extensions';
import type { Heartbeats } from '../ports/heartbeats';
import type { InstanceGroups } from '../ports/instance-groups';
import type { Quotas } from '../ports/quotas';
import type { Records } from '../ports/records';
import type { RemovalNotices } from '../ports/removal-notices';
import type { Retained } from '../ports/retained';
import type { Roles } from '../ports/roles';
import type { Secrets } from '../ports/secrets';
import type { Sessions } from '../ports/sessions';
import type { Stacks } from '../ports/stacks';
import type { Synthesizer } from '../ports/synthesizer';
import type { Traffic } from '../ports/traffic';
import type { Zones } from '../ports/zones';
import type { AwsClients } from './clients';

/** Every port that AWS keeps. */
export interface AwsPorts {
  readonly account: Account;
  readonly stacks: Stacks;
  readonly buckets: Buckets;
  readonly bundles: Bundles;
  readonly records: Records;
  readonly retained: Retained;
  readonly heartbeats: Heartbeats;
  readonly audit: Audit;
  readonly removalNotices: RemovalNotices;
  readonly environments: Environments;
  readonly commands: Commands;
  readonly sessions: Sessions;
  readonly secrets: Secrets;
  readonly groups: InstanceGroups;
  readonly databases: Databases;
  readonly quotas: Quotas;
  readonly zones: Zones;
  readonly certificates: Certificates;
  readonly roles: Roles;
  readonly synthesizer: Synthesizer;
  readonly traffic: Traffic;
}

/** How each is made. Its module, and the SDK's module behind it, is loaded only then: a command pays for what it uses. */
export function awsPorts(clients: AwsClients, clock: Clock, extensions?: Extensions): Makers<AwsPorts> {
  return {
    account: () => new (typed<typeof import('./account/account')>(require('./account/account')).AwsAccount)(clients),
    stacks: () =>
      new (typed<typeof import('./cloudformation/stacks')>(require('./cloudformation/stacks')).AwsStacks)(
        clients,
        clock,
      ),
    buckets: () => new (typed<typeof import('./s3/buckets')>(require('./s3/buckets')).AwsBuckets)(clients, clock),
    bundles: () => new (typed<typeof import('./s3/bundles')>(require('./s3/bundles')).AwsBundles)(clients, clock),
    records: () => new (typed<typeof import('./s3/records')>(require('./s3/records')).AwsRecords)(clients),
    retained: () =>
      new (typed<typeof import('./retained/retained')>(require('./retained/retained')).AwsRetained)(clients),
    heartbeats: () => new (typed<typeof import('./s3/heartbeats')>(require('./s3/heartbeats')).AwsHeartbeats)(clients),
    audit: () => new (typed<typeof import('./s3/audit')>(require('./s3/audit')).AwsAudit)(clients, clock),
    removalNotices: () =>
      new (typed<typeof import('./s3/removal-notices')>(require('./s3/removal-notices')).AwsRemovalNotices)(clients),
    environments: () =>
      new (typed<typeof import('./beanstalk/environments')>(require('./beanstalk/environments')).AwsEnvironments)(
        clients,
        clock,
      ),
    commands: () =>
      new (typed<typeof import('./beanstalk/commands')>(require('./beanstalk/commands')).AwsCommands)(clients, clock),
    sessions: () =>
      new (typed<typeof import('./beanstalk/sessions')>(require('./beanstalk/sessions')).AwsSessions)(clients),
    secrets: () => new (typed<typeof import('./account/secrets')>(require('./account/secrets')).AwsSecrets)(clients),
    groups: () =>
      new (typed<typeof import('./beanstalk/instance-groups')>(
        require('./beanstalk/instance-groups'),
      ).AwsInstanceGroups)(clients),
    databases: () =>
      new (typed<typeof import('./account/databases')>(require('./account/databases')).AwsDatabases)(clients),
    quotas: () => new (typed<typeof import('./account/quotas')>(require('./account/quotas')).AwsQuotas)(clients),
    zones: () => new (typed<typeof import('./account/zones')>(require('./account/zones')).AwsZones)(clients),
    certificates: () =>
      new (typed<typeof import('./account/certificates')>(require('./account/certificates')).AwsCertificates)(clients),
    roles: () => new (typed<typeof import('./account/roles')>(require('./account/roles')).AwsRoles)(clients),
    traffic: () =>
      new (typed<typeof import('./beanstalk/traffic')>(require('./beanstalk/traffic')).AwsTraffic)(clients),
    synthesizer: () =>
      new (typed<typeof import('./cloudformation/synthesizer')>(
        require('./cloudformation/synthesizer'),
      ).CdkSynthesizer)(extensions),
  };
}
