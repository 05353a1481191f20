import { rightsVersion } from '../../lib/facts/application-outputs';
import { writeAllowList } from '../../lib/facts/preview-allow-list';
import { applicationNames } from '../../lib/naming/resource-names';
import type { Stage, Target } from '../../lib/naming/target';
import type { ProgressEvent } from '../../lib/progress';
import { newestNames } from '../../lib/settings/newest-names';
import { type ResolvedSettings, resolveSettings } from '../../lib/settings/resolve';
import type { SettingsFile, SettingsLayer } from '../../lib/settings/settings';
import { FakeAccount } from './fake-account';
import { FakeAudit } from './fake-audit';
import { FakeBuckets } from './fake-buckets';
import { FakeBundleFolders } from './fake-bundle-folders';
import { FakeBundles } from './fake-bundles';
import { FakeCertificates } from './fake-certificates';
import { FakeCheckout } from './fake-checkout';
import { FakeClock } from './fake-clock';
import { FakeCommands } from './fake-commands';
import { FakeCommitStatuses } from './fake-commit-statuses';
import { FakeDatabases } from './fake-databases';
import { FakeDeployments } from './fake-deployments';
import { FakeEnvironments } from './fake-environments';
import { FakeHeartbeats } from './fake-heartbeats';
import { FakeInstanceGroups } from './fake-instance-groups';
import { FakePacker } from './fake-packer';
import { FakeProbe } from './fake-probe';
import { FakePullRequests } from './fake-pull-requests';
import { FakeQuotas } from './fake-quotas';
import { FakeRecords } from './fake-records';
import { FakeRetained } from './fake-retained';
import { FakeRoles } from './fake-roles';
import { FakeSourceRepository } from './fake-source-repository';
import { FakeStacks } from './fake-stacks';
import { FakeSynthesizer } from './fake-synthesizer';
import { FakeZones } from './fake-zones';

/** With the user of the snapshots that previews may start from. */
export const databaseSecret = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/db-AbCdEf';

export function applicationOutputsOf(stage: Stage): Record<string, string> {
  return {
    Account: '111122223333',
    Region: 'eu-central-1',
    RightsVersion: String(rightsVersion),
    ApplicationName: `shop-${stage}`,
    BundleBucket: `bundles-${stage}`,
    PermissionsBoundaryArn: 'arn:aws:iam::111122223333:policy/boundary',
    BeanstalkServiceRoleArn: 'arn:aws:iam::111122223333:role/beanstalk',
    CloudFormationRoleArn: 'arn:aws:iam::111122223333:role/cloudformation',
    ...(stage === 'staging' && {
      PreviewCloudFormationRoleArn: 'arn:aws:iam::111122223333:role/preview-cloudformation',
      PreviewPermissionsBoundaryArn: 'arn:aws:iam::111122223333:policy/preview-boundary',
      PreviewReach: writeAllowList({
        secrets: [databaseSecret],
        keys: [],
        snapshots: ['monday', 'tuesday', ...newestNames('shop-db')],
        images: [],
      }),
    }),
    VpcId: 'vpc-1',
    PublicSubnetIds: 'subnet-a,subnet-b',
  };
}

/** Layers of the settings that a world's tests change. */
export type Layers = Partial<Record<'base' | 'production' | 'staging' | 'preview', SettingsLayer>>;

/** Every port, kept in memory, and the application stacks of these stages. The world of each workflow adds its verbs. */
export class FakeAccountWorld {
  /** Former names of the repository, as settings write them. */
  formerly: readonly string[] = [];
  readonly clock = new FakeClock();
  readonly account = new FakeAccount();
  readonly stacks = new FakeStacks(this.clock);
  readonly buckets = new FakeBuckets();
  readonly records = new FakeRecords();
  readonly bundles = new FakeBundles(this.records);
  readonly heartbeats = new FakeHeartbeats();
  readonly audit = new FakeAudit();
  readonly retained = new FakeRetained();
  readonly environments = new FakeEnvironments();
  readonly databases = new FakeDatabases(this.clock);
  readonly groups = new FakeInstanceGroups(this.clock);
  readonly commands = new FakeCommands();
  readonly synthesizer = new FakeSynthesizer();
  readonly quotas = new FakeQuotas();
  readonly zones = new FakeZones();
  readonly certificates = new FakeCertificates();
  readonly roles = new FakeRoles();
  readonly packer = new FakePacker();
  readonly folders = new FakeBundleFolders();
  readonly probe = new FakeProbe();
  readonly checkout = new FakeCheckout();
  readonly deployments = new FakeDeployments();
  readonly pullRequests = new FakePullRequests();
  readonly commitStatuses = new FakeCommitStatuses();
  readonly repository: FakeSourceRepository;
  readonly events: ProgressEvent[] = [];
  readonly progress = { emit: (event: ProgressEvent) => void this.events.push(event) };
  readonly abort = new AbortController();

  constructor(branches: readonly string[], stages: readonly Stage[]) {
    this.repository = new FakeSourceRepository('github:acme/shop', branches);
    for (const stage of stages) {
      this.stacks.add({ name: applicationNames('shop', stage).stackName, outputs: applicationOutputsOf(stage) });
    }
  }

  /** What a target of the shop gets, with these changes. */
  protected settingsFor(target: Target, { base, production, staging, preview }: Layers): ResolvedSettings {
    const file: SettingsFile = {
      project: 'shop',
      github: 'acme/shop',
      ...(this.formerly.length > 0 && { formerly: this.formerly }),
      base: { region: 'eu-central-1', account: '111122223333', ...base },
      production: { host: 'shop.acme.com', ...production },
      staging: { host: 'staging.acme.dev', ...staging },
      preview: { previewDomain: 'preview.acme.dev', ...preview },
    };
    return resolveSettings(file, target);
  }
}
