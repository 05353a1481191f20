import { deploy } from '../../lib/deploy/deploy';
import type { DeployPorts, DeployRequest } from '../../lib/deploy/deploy-request';
import { rightsVersion } from '../../lib/facts/application-outputs';
import { writeAllowList } from '../../lib/facts/preview-allow-list';
import { ownershipTags } from '../../lib/naming/ownership-tags';
import { applicationNames, namesOf } from '../../lib/naming/resource-names';
import type { Stage, Target } from '../../lib/naming/target';
import type { ProgressEvent } from '../../lib/progress';
import { newestNames } from '../../lib/settings/newest-names';
import { resolveSettings } from '../../lib/settings/resolve';
import type { SettingsFile, SettingsLayer } from '../../lib/settings/settings';
import { FakeAccount } from '../fakes/fake-account';
import { FakeBuckets } from '../fakes/fake-buckets';
import { FakeBundleFolders } from '../fakes/fake-bundle-folders';
import { FakeBundles } from '../fakes/fake-bundles';
import { FakeCheckout } from '../fakes/fake-checkout';
import { FakeClock } from '../fakes/fake-clock';
import { FakeCommands } from '../fakes/fake-commands';
import { FakeDatabases } from '../fakes/fake-databases';
import { FakeEnvironments } from '../fakes/fake-environments';
import { FakePacker } from '../fakes/fake-packer';
import { FakeProbe } from '../fakes/fake-probe';
import { FakeRecords } from '../fakes/fake-records';
import { FakeSourceRepository } from '../fakes/fake-source-repository';
import { FakeStacks } from '../fakes/fake-stacks';
import { FakeSynthesizer } from '../fakes/fake-synthesizer';

const branch = 'login-page';
export const preview: Target = { kind: 'preview', branch };
export const names = namesOf('shop', preview);
export const url = 'https://login-page.preview.acme.dev';
export const commit = '1111111111111111111111111111111111111111';

/** With the user of the snapshots that previews may start from. */
export const databaseSecret = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/db-AbCdEf';

const regions: Readonly<Record<Stage, string>> = { production: 'eu-central-1', staging: 'eu-central-1' };

export function applicationOutputsOf(stage: Stage): Record<string, string> {
  return {
    Account: '111122223333',
    Region: regions[stage],
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
      }),
    }),
    VpcId: 'vpc-1',
    PublicSubnetIds: 'subnet-a,subnet-b',
  };
}

/** A world in which the application stacks exist, the branch is pushed, and a deploy goes well. */
export class DeployWorld {
  readonly clock = new FakeClock();
  readonly account = new FakeAccount();
  readonly stacks = new FakeStacks(this.clock);
  readonly buckets = new FakeBuckets();
  readonly records = new FakeRecords();
  readonly bundles = new FakeBundles(this.records);
  readonly environments = new FakeEnvironments();
  readonly databases = new FakeDatabases();
  readonly commands = new FakeCommands();
  readonly packer = new FakePacker();
  readonly folders = new FakeBundleFolders();
  readonly synthesizer = new FakeSynthesizer();
  readonly probe = new FakeProbe();
  readonly repository = new FakeSourceRepository('github:acme/shop', ['main', 'production', branch]);
  readonly checkout = new FakeCheckout();
  readonly events: ProgressEvent[] = [];
  readonly progress = { emit: (event: ProgressEvent) => void this.events.push(event) };
  readonly abort = new AbortController();
  /** Identifier of the database that a settled stack has. */
  database = 'db-1';
  settings: SettingsLayer = { seed: { service: 'web', command: 'npm run seed' } };
  /** What production has of its own. */
  production: SettingsLayer = {};
  private versions = 0;

  constructor() {
    for (const stage of ['staging', 'production'] as const) {
      this.stacks.add({ name: applicationNames('shop', stage).stackName, outputs: applicationOutputsOf(stage) });
    }
    this.stacks.outputsOf = () => ({ Version: `version-${this.versions}`, DatabaseIdentifier: this.database });
    this.stacks.onSettled = (stack) => {
      if (!/^(CREATE|UPDATE)_COMPLETE$/.test(stack.status)) return;
      // The fake hands outputs out before it settles: the version of this deploy is the one that they name.
      this.environments.script(this.environmentOf(stack.name), { versionLabel: stack.outputs.Version ?? '' });
      this.versions += 1;
    };
    this.probe.otherwise = { kind: 'answered', status: 200 };
  }

  ports(): DeployPorts {
    return this;
  }

  request(target: Target = preview, more: Partial<DeployRequest> = {}): DeployRequest {
    return {
      settings: resolveSettings(this.file(), target),
      root: '/app',
      signal: this.abort.signal,
      ...more,
    };
  }

  deploy(target: Target = preview, more: Partial<DeployRequest> = {}) {
    return deploy(this.ports(), this.request(target, more));
  }

  /** A stack of the target with its tags, as an earlier deploy left it. */
  addStack(facts: Parameters<FakeStacks['add']>[0] | { status: string }, target: Target = preview) {
    const tags = ownershipTags({ project: 'shop', repository: this.repository.identity, target });
    return this.stacks.add({ name: namesOf('shop', target).stackName, tags, ...facts });
  }

  /** The record of the live stack of a target. */
  async record(target: Target = preview) {
    const { stackName, targetId, stage } = namesOf('shop', target);
    const stack = await this.stacks.find(stackName);
    return stack && this.records.peek({ bucket: `bundles-${stage}`, targetId, stackId: stack.id });
  }

  kinds(): string[] {
    return this.events.map((event) => event.kind);
  }

  /** Steps that ended, in order. */
  steps(): string[] {
    return this.events.flatMap((event) => (event.kind === 'step-finished' ? [event.step] : []));
  }

  private file(): SettingsFile {
    return {
      project: 'shop',
      github: 'acme/shop',
      base: { region: 'eu-central-1', account: '111122223333', healthTimeoutMinutes: 1 },
      production: { host: 'shop.acme.com', ...this.production },
      staging: { host: 'staging.acme.dev' },
      preview: { previewDomain: 'preview.acme.dev', ...this.settings },
    };
  }

  private environmentOf(stackName: string): string {
    if (stackName === 'shop-staging' || stackName === 'shop-production') return `${stackName}--web`;
    return namesOf('shop', preview).environmentName('web');
  }
}

/** The PreviewError that a promise is rejected with, by its code and message. */
export async function failure(
  work: Promise<unknown>,
): Promise<{ code: string; message: string; exitCode: number; hint?: string }> {
  try {
    await work;
  } catch (error) {
    return error as { code: string; message: string; exitCode: number; hint?: string };
  }
  throw new Error('nothing was thrown');
}
