import { CreateStackCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { AwsAccount } from '../../lib/aws/account/account';
import { type AwsClients, awsClients } from '../../lib/aws/clients';
import { AwsStacks } from '../../lib/aws/cloudformation/stacks';
import { AwsRetained } from '../../lib/aws/retained/retained';
import { AwsBuckets } from '../../lib/aws/s3/buckets';
import { AwsBundles } from '../../lib/aws/s3/bundles';
import { AwsHeartbeats } from '../../lib/aws/s3/heartbeats';
import { AwsRecords } from '../../lib/aws/s3/records';
import { cleanup } from '../../lib/cleanup/cleanup';
import type { CleanupPorts, CleanupReport, CleanupRequest } from '../../lib/cleanup/cleanup-request';
import { openGitHub } from '../../lib/github/open-github';
import { SystemClock } from '../../lib/machine/system-clock';
import { ownershipTags } from '../../lib/naming/ownership-tags';
import { namesOf } from '../../lib/naming/resource-names';
import type { ProgressEvent } from '../../lib/progress';
import { resolveSettings } from '../../lib/settings/resolve';
import type { CleanupSettings, SettingsFile } from '../../lib/settings/settings';
import { pointSdkAt } from '../aws/aws-environment';
import { FakeClock } from '../fakes/fake-clock';
import { StandInGitHub } from '../fakes/stand-in-github';
import { applicationTemplate, type Endpoint, previewTemplate, type TemplateOptions } from './wire-templates';

/** Cleanup with its real adapters: an endpoint that speaks AWS's protocol, and a stand-in for GitHub that speaks GitHub's. */
export class WireWorld {
  static async open(endpoint: Endpoint): Promise<WireWorld> {
    pointSdkAt(endpoint.endpoint);
    const clients = awsClients({ region: endpoint.region, maxAttempts: 4, silenceTimeoutMs: 2000 });
    const world = new WireWorld(endpoint, clients, await StandInGitHub.start());
    world.github.pageSize = 100;
    await world.create('shop-application-staging', applicationTemplate(endpoint), {});
    return world;
  }

  readonly events: ProgressEvent[] = [];
  readonly ports: CleanupPorts;
  policy: Partial<CleanupSettings> = { graceMinutes: 0, maxShare: 1, maxDeletions: 1000 };

  private constructor(
    readonly endpoint: Endpoint,
    readonly clients: AwsClients,
    readonly github: StandInGitHub,
  ) {
    const clock = new SystemClock();
    this.ports = {
      account: new AwsAccount(clients),
      stacks: new AwsStacks(clients, clock),
      buckets: new AwsBuckets(clients, clock),
      bundles: new AwsBundles(clients, clock),
      records: new AwsRecords(clients),
      retained: new AwsRetained(clients),
      heartbeats: new AwsHeartbeats(clients),
      // A client for each run, as in the program: it counts what GitHub refuses.
      get repository() {
        return openGitHub('acme/shop', { baseUrl: github.url, clock: new FakeClock(), timeoutMs: 2000 }).branches;
      },
      clock,
      progress: { emit: (event) => void this.events.push(event) },
    };
  }

  get file(): SettingsFile {
    return {
      project: 'shop',
      github: 'acme/shop',
      base: { region: this.endpoint.region, account: this.endpoint.accountId },
      staging: { host: 'staging.acme.dev' },
      preview: { previewDomain: 'preview.acme.dev', cleanup: this.policy },
    };
  }

  cleanup(more: Partial<CleanupRequest> = {}): Promise<CleanupReport> {
    const settings = resolveSettings(this.file, { kind: 'preview', branch: '' });
    return cleanup(this.ports, { settings, execute: true, ...more });
  }

  /** The preview of a branch, with so many objects in its bucket; the branch itself is not pushed. */
  async addPreview(branch: string, objects = 0, options: TemplateOptions = {}): Promise<string> {
    const target = { kind: 'preview', branch } as const;
    const tags = ownershipTags({ project: 'shop', repository: 'github:acme/shop', target });
    const { stackName } = namesOf('shop', target);
    await this.create(stackName, previewTemplate(options), tags);
    if (objects > 0) await this.fill(await this.bucketOf(stackName), objects);
    return stackName;
  }

  async bucketOf(stackName: string): Promise<string> {
    for await (const { logicalId, physicalId } of this.ports.stacks.resources(stackName)) {
      if (logicalId === 'Files') return physicalId;
    }
    return '';
  }

  async fill(bucket: string, objects: number, prefix = 'key-'): Promise<void> {
    const put = (index: number) =>
      this.clients.s3.send(new PutObjectCommand({ Bucket: bucket, Key: `${prefix}${index}`, Body: 'x' }));
    for (let start = 0; start < objects; start += 20) {
      await Promise.all(Array.from({ length: Math.min(20, objects - start) }, (_, index) => put(start + index)));
    }
  }

  /** How many objects a bucket holds, up to a page. */
  async objects(bucket: string): Promise<number> {
    return (await this.clients.s3.send(new ListObjectsV2Command({ Bucket: bucket }))).KeyCount ?? 0;
  }

  async create(stackName: string, template: object, tags: Readonly<Record<string, string>>): Promise<void> {
    const { cloudFormation } = this.clients;
    await cloudFormation.send(
      new CreateStackCommand({
        StackName: stackName,
        TemplateBody: JSON.stringify(template),
        Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
      }),
    );
    for (;;) {
      const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName: stackName }));
      const status = Stacks?.[0]?.StackStatus ?? '';
      if (status === 'CREATE_COMPLETE') return;
      if (!status.endsWith('_IN_PROGRESS')) throw new Error(`${stackName} is in ${status}`);
      await this.ports.clock.sleep(20);
    }
  }

  /** Names of the stacks that there are, without the application's. */
  async stackNames(): Promise<string[]> {
    const names: string[] = [];
    for await (const { name } of this.ports.stacks.list()) if (name !== 'shop-application-staging') names.push(name);
    return names.sort();
  }

  async close(): Promise<void> {
    this.clients.close();
    await this.github.stop();
  }
}
