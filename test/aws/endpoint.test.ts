import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ListChangeSetsCommand } from '@aws-sdk/client-cloudformation';
import { AwsAccount } from '../../lib/aws/account/account';
import { awsClients } from '../../lib/aws/clients';
import { AwsStacks } from '../../lib/aws/cloudformation/stacks';
import { AwsBuckets } from '../../lib/aws/s3/buckets';
import { AwsBundles } from '../../lib/aws/s3/bundles';
import { SystemClock } from '../../lib/machine/system-clock';
import { LocalS3 } from '../contracts/aws/local-s3';
import { changeOf } from '../contracts/aws/stacks.contract';
import { collect } from '../contracts/collect';
import { tempFolders } from '../machine/temp-folder';

const clock = new SystemClock();
const newFolder = tempFolders();
let s3: LocalS3;

beforeAll(async () => {
  s3 = await LocalS3.start();
});
afterEach(() => s3.local.faults.remove());
afterAll(() => s3.stop());

const stacks = () => new AwsStacks(s3.clients, clock);
const buckets = () => new AwsBuckets(s3.clients, clock);

async function settle(stackId: string): Promise<string | undefined> {
  for (;;) {
    const status = (await stacks().find(stackId))?.status;
    if (!status?.endsWith('_IN_PROGRESS')) return status;
    await clock.sleep(10);
  }
}

test('a template over 51,200 bytes goes through the bucket, under the id of its target', async () => {
  const bucket = await s3.bucket();
  const change = changeOf('shop-preview-large');
  const description = 'x'.repeat(300);
  const many = Object.fromEntries(
    Array.from({ length: 200 }, (_, i) => [
      `Output${i}`,
      { Description: `${i} ${description}`, Value: { Ref: 'Bucket' } },
    ]),
  );
  const body = JSON.stringify({ ...JSON.parse(change.template.body), Outputs: many });
  expect(body.length).toBeGreaterThan(51_200);
  const { stackId } = await stacks().change({
    ...change,
    template: { ...change.template, body },
    templateStore: { bucket, targetId: 'large' },
  });
  expect(await settle(stackId)).toBe('CREATE_COMPLETE');
  expect(await stacks().template(stackId)).toBe(body);
  expect(await collect(new AwsBundles(s3.clients, clock).targetIds(bucket))).toEqual(['large']);
});

test('K48: keys that are hard to write go, all of them', async () => {
  const bucket = await s3.bucket('Enabled');
  const hard = ['a+b', 'a b', '100%', 'a&b', '<a>', 'a\nb', '🎉', '日本語/ü', '"q"', "it's", 'a//b'];
  for (const key of hard) await s3.put(bucket, key);
  expect((await collect(buckets().empty(bucket))).at(-1)).toEqual({ kind: 'emptied', deleted: hard.length });
  expect(await s3.versions(bucket)).toBe(0);
});

test('K40: a key that fails in passing goes at the second try', async () => {
  const bucket = await s3.filled(6);
  s3.local.faults.add({ kind: 'delete-key-error', match: bucket, code: 'InternalError', times: 2 });
  expect((await collect(buckets().empty(bucket))).at(-1)).toEqual({ kind: 'emptied', deleted: 6 });
});

test('K46: a bucket that was emptied can be deleted', async () => {
  const bucket = await s3.filled(6);
  await collect(buckets().empty(bucket));
  await s3.local.world.s3.deleteBucket(bucket);
  expect(await collect(buckets().empty(bucket))).toEqual([{ kind: 'gone' }]);
});

test('K15: a request that is throttled once is sent again', async () => {
  s3.local.faults.add({ kind: 'throttle', operation: 'DescribeStacks', times: 1 });
  expect(await stacks().find('shop-preview-none')).toBeUndefined();
});

test.each([
  ['access-denied', 'access-denied'],
  ['server-error', 'aws-unavailable'],
  ['reset', 'endpoint-unreachable'],
  ['silent', 'aws-timeout'],
] as const)('a request that meets %s each time ends with %s', async (kind, code) => {
  s3.local.faults.add({ kind, operation: 'DescribeStacks' });
  const { region, endpoint } = s3.local;
  expect(endpoint).toContain('127.0.0.1');
  const clients = awsClients({ region, maxAttempts: 2, silenceTimeoutMs: 100 });
  await expect(collect(new AwsStacks(clients, clock).list())).rejects.toMatchObject({ code, fault: 'world' });
  clients.close();
});

test('clients that are given an endpoint ask it with its credentials, whatever the variables say', async () => {
  const { region, endpoint: url } = s3.local;
  const former = process.env.AWS_ENDPOINT_URL;
  process.env.AWS_ENDPOINT_URL = 'http://127.0.0.1:1';
  const credentials = { accessKeyId: 'of-the-endpoint', secretAccessKey: 'x' };
  const clients = awsClients({ region, profile: 'of-somebody', maxAttempts: 1, endpoint: { url, credentials } });
  try {
    expect(await new AwsStacks(clients, clock).find('shop-preview-none')).toBeUndefined();
    expect(await clients.cloudFormation.config.credentials()).toMatchObject({ accessKeyId: 'of-the-endpoint' });
  } finally {
    process.env.AWS_ENDPOINT_URL = former;
    clients.close();
  }
});

test('an operation that is refused half way leaves no change set that waits', async () => {
  s3.local.faults.add({ kind: 'access-denied', operation: 'ExecuteChangeSet' });
  const change = stacks().change(changeOf('shop-preview-refused'));
  await expect(change).rejects.toMatchObject({
    code: 'access-denied',
    message: expect.stringContaining('ExecuteChangeSet'),
  });
  expect(await stacks().find('shop-preview-refused')).toBeUndefined();
});

test('a change that AWS finds empty leaves no change set that waits', async () => {
  const { stackId } = await stacks().change(changeOf('shop-preview-same'));
  await settle(stackId);
  expect(await stacks().change(changeOf('shop-preview-same'))).toMatchObject({ kind: 'unchanged' });
  const { Summaries = [] } = await s3.clients.cloudFormation.send(
    new ListChangeSetsCommand({ StackName: 'shop-preview-same' }),
  );
  expect(Summaries.filter(({ ExecutionStatus }) => ExecutionStatus !== 'EXECUTE_COMPLETE')).toEqual([]);
});

test('a bundle of 40 MB is streamed and arrives whole', async () => {
  const bucket = await s3.bucket();
  const file = join(newFolder(), 'large.zip');
  const bytes = 40 * 1024 * 1024;
  writeFileSync(file, Buffer.alloc(bytes, 7));
  const location = { bucket, targetId: 'login', hash: 'a'.repeat(64) };
  const bundles = new AwsBundles(s3.clients, clock);
  await bundles.put(location, file);
  expect((await bundles.find(location))?.bytes).toBe(bytes);
});

test('the account is the one of the endpoint, in the network that it offers', async () => {
  const account = new AwsAccount(s3.clients);
  expect((await account.identity()).account).toBe(s3.local.accountId);
  expect((await account.network(undefined)).publicSubnetIds.length).toBeGreaterThanOrEqual(2);
});
