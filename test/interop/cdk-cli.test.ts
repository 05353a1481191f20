import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { GetBucketVersioningCommand, S3Client } from '@aws-sdk/client-s3';
import { type Started, start } from '../local/start';
import { type Ran, runProgram } from './run-program';

const resolve = createRequire(__filename).resolve;
const program = join(resolve('aws-cdk/package.json'), '..', 'bin', 'cdk');

/** A CDK app as a user writes one, without any of our code. */
const app = `
const { App, CfnOutput, LegacyStackSynthesizer, Stack } = require(${JSON.stringify(resolve('aws-cdk-lib'))});
const { Bucket } = require(${JSON.stringify(resolve('aws-cdk-lib/aws-s3'))});
const app = new App({ analyticsReporting: false });
const stack = new Stack(app, 'CdkShop', {
  synthesizer: new LegacyStackSynthesizer(),
  tags: { project: 'shop' },
  terminationProtection: process.env.PROTECTED === 'yes',
});
const files = new Bucket(stack, 'Files', { versioned: process.env.VERSIONED === 'yes', removalPolicy: 'destroy' });
new CfnOutput(stack, 'Name', { value: files.bucketName });
`;

describe('the CDK CLI', () => {
  let started: Started;
  let folder: string;
  const client = () => ({
    endpoint: started.endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'preview-stacks-cdk-'));
    started = await start();
    await writeFile(join(folder, 'app.js'), app);
    await writeFile(join(folder, 'cdk.json'), JSON.stringify({ app: 'node app.js', versionReporting: false }));
  });
  afterAll(async () => {
    await started.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const cdk = (args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Ran> =>
    runProgram(started.endpoint, folder, process.execPath, [program, ...args, '--no-notices', '--ci'], {
      CDK_HOME: join(folder, 'home'),
      CDK_DISABLE_CLI_TELEMETRY: '1',
      CDK_VALIDATION: 'false',
      ...environment,
    });
  const done = async (args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<string> => {
    const ran = await cdk(args, environment);
    expect(ran).toEqual({ ...ran, code: 0 });
    return ran.output + ran.errors;
  };
  const bucketName = async () => {
    const cloudFormation = new CloudFormationClient(client());
    const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName: 'CdkShop' }));
    cloudFormation.destroy();
    expect(Stacks?.[0]?.Tags).toEqual([{ Key: 'project', Value: 'shop' }]);
    return Stacks?.[0]?.Outputs?.[0]?.OutputValue;
  };

  test('deploys, deploys again without changes, shows a difference, changes, and destroys a stack', async () => {
    expect(await done(['diff'])).toContain('[+] AWS::S3::Bucket Files');
    expect(await done(['deploy', '--require-approval', 'never'])).toContain('✅  CdkShop');
    const Bucket = await bucketName();
    expect(await done(['deploy', '--require-approval', 'never'])).toContain('CdkShop (no changes)');
    expect(await done(['diff'], { VERSIONED: 'yes' })).toContain('[+] VersioningConfiguration');
    expect(await done(['deploy', '--require-approval', 'never'], { VERSIONED: 'yes' })).toContain('UPDATE_COMPLETE');
    expect(await bucketName()).toBe(Bucket);
    const s3 = new S3Client(client());
    const versioning = await s3.send(new GetBucketVersioningCommand({ Bucket }));
    s3.destroy();
    expect(versioning.Status).toBe('Enabled');
    expect(await done(['destroy', '--force'])).toContain('CdkShop: destroyed');
    await expect(bucketName()).rejects.toThrow('Stack with id CdkShop does not exist');
  });

  test('deploys without change sets, and meets termination protection', async () => {
    const direct = ['deploy', '--require-approval', 'never', '--method', 'direct'];
    expect(await done(direct, { PROTECTED: 'yes' })).toContain('CREATE_COMPLETE');
    expect(await done(direct, { PROTECTED: 'yes', VERSIONED: 'yes' })).toContain('UPDATE_COMPLETE');
    const refused = await cdk(['destroy', '--force']);
    expect(refused.code).toBe(1);
    expect(refused.errors).toContain('Stack [CdkShop] cannot be deleted while TerminationProtection is enabled');
    expect(await done(direct, { VERSIONED: 'yes' })).toContain('CdkShop');
    expect(await done(['destroy', '--force'])).toContain('CdkShop: destroyed');
  });

  test('is refused when it bootstraps, with the way out', async () => {
    const refused = await cdk(['bootstrap', 'aws://123456789012/eu-central-1']);
    expect(refused.code).toBe(1);
    expect(refused.output + refused.errors).toContain('cdk bootstrap is not supported by this local endpoint.');
    expect(refused.output + refused.errors).toContain('LegacyStackSynthesizer');
  });

  test('says why a stack could not be made', async () => {
    started.faults.add({ kind: 'refuse-create', match: 'AWS::S3::Bucket', message: 'no bucket today', times: 1 });
    const failed = await cdk(['deploy', '--require-approval', 'never']);
    expect(failed.code).toBe(1);
    expect(failed.output + failed.errors).toContain('no bucket today');
    expect(await done(['deploy', '--require-approval', 'never'])).toContain('✅  CdkShop');
    expect(await done(['destroy', '--force'])).toContain('CdkShop: destroyed');
  });
});
