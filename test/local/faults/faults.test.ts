import { CloudFormationClient, DescribeStacksCommand, ListStacksCommand } from '@aws-sdk/client-cloudformation';
import { DescribeVpcsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { CreateBucketCommand, ListBucketsCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { DescribeInstanceInformationCommand, SSMClient } from '@aws-sdk/client-ssm';
import { type Started, start } from '../start';

let local: Started;
let s3: S3Client;
let cloudFormation: CloudFormationClient;
beforeAll(async () => {
  local = await start();
  s3 = new S3Client(local.client);
  cloudFormation = new CloudFormationClient(local.client);
});
afterEach(() => local.faults.remove());
afterAll(async () => {
  s3.destroy();
  cloudFormation.destroy();
  await local.stop();
});

const errorOf = (promise: Promise<unknown>) =>
  promise.then(
    () => ({ name: 'no error', status: 200 }),
    (error) => ({ name: error.name, status: error.$metadata?.httpStatusCode }),
  );

test('a service throttles in its own words', async () => {
  local.faults.add({ kind: 'throttle' });
  const ec2 = new EC2Client(local.client);
  const ssm = new SSMClient(local.client);
  expect(await errorOf(s3.send(new ListBucketsCommand({})))).toEqual({ name: 'SlowDown', status: 503 });
  expect(await errorOf(cloudFormation.send(new ListStacksCommand({})))).toEqual({ name: 'Throttling', status: 400 });
  expect(await errorOf(ec2.send(new DescribeVpcsCommand({})))).toEqual({ name: 'RequestLimitExceeded', status: 503 });
  expect(await errorOf(ssm.send(new DescribeInstanceInformationCommand({})))).toEqual({
    ...{ name: 'ThrottlingException', status: 400 },
  });
  ec2.destroy();
  ssm.destroy();
});

test('refusals and failures of the server can be had', async () => {
  local.faults.add({ kind: 'access-denied', service: 's3', times: 1 });
  local.faults.add({ kind: 'server-error', service: 's3', times: 1 });
  expect(await errorOf(s3.send(new ListBucketsCommand({})))).toEqual({ name: 'AccessDenied', status: 403 });
  expect(await errorOf(s3.send(new ListBucketsCommand({})))).toEqual({ name: 'InternalError', status: 500 });
  expect(await errorOf(s3.send(new ListBucketsCommand({})))).toEqual({ name: 'no error', status: 200 });
});

test('only what fits is hit, and only so often', async () => {
  await s3.send(new CreateBucketCommand({ Bucket: 'hit-me' }));
  await s3.send(new CreateBucketCommand({ Bucket: 'spare-me' }));
  const fault = { kind: 'throttle' as const, service: 's3', operation: 'ListObjectsV2', match: 'hit-me', times: 2 };
  local.faults.add(fault);
  const list = (Bucket: string) => errorOf(s3.send(new ListObjectsV2Command({ Bucket })));
  expect((await list('spare-me')).name).toBe('no error');
  expect((await errorOf(s3.send(new ListBucketsCommand({})))).name).toBe('no error');
  expect(local.faults.list()).toMatchObject([{ ...fault, left: 2 }]);
  expect((await list('hit-me')).name).toBe('SlowDown');
  expect((await list('hit-me')).name).toBe('SlowDown');
  expect((await list('hit-me')).name).toBe('no error');
  expect(local.faults.list()).toEqual([]);
});

test('a stack can be named by what stands in the body of the request', async () => {
  local.faults.add({ kind: 'access-denied', match: 'StackName=shop' });
  const describe = (StackName: string) => errorOf(cloudFormation.send(new DescribeStacksCommand({ StackName })));
  expect((await describe('shop')).name).toBe('AccessDenied');
  expect((await describe('other')).name).toBe('ValidationError');
});

test('code and message can be chosen', async () => {
  local.faults.add({ kind: 'access-denied', code: 'ExpiredToken', message: 'The token has expired' });
  await expect(s3.send(new ListBucketsCommand({}))).rejects.toMatchObject({
    ...{ name: 'ExpiredToken', message: 'The token has expired' },
  });
});

test('a slow answer comes after its delay', async () => {
  local.faults.add({ kind: 'slow', delayMs: 120 });
  const began = performance.now();
  await s3.send(new ListBucketsCommand({}));
  expect(performance.now() - began).toBeGreaterThan(110);
});

test('a connection can be reset', async () => {
  local.faults.add({ kind: 'reset' });
  await expect(s3.send(new ListBucketsCommand({}))).rejects.toThrow('ECONNRESET');
});

test('an answer may never come', async () => {
  local.faults.add({ kind: 'silent' });
  const abortSignal = AbortSignal.timeout(150);
  await expect(s3.send(new ListBucketsCommand({}), { abortSignal })).rejects.toMatchObject({ name: 'AbortError' });
});

test('a fault of a resource is found by the resource and the action', () => {
  const bucket = { stackName: 'shop-preview-a', logicalId: 'Files', type: 'AWS::S3::Bucket', physicalId: 'files-1' };
  local.faults.add({ kind: 'refuse-delete', match: 'Files', message: 'not today', times: 1 });
  local.faults.add({ kind: 'stuck', operation: 'create', match: 'shop-preview-a', delayMs: 5 });
  expect(local.faults.resourceFault(bucket, 'update')).toBeUndefined();
  expect(local.faults.resourceFault(bucket, 'delete')).toMatchObject({ kind: 'refuse', message: 'not today' });
  expect(local.faults.resourceFault(bucket, 'delete')).toBeUndefined();
  expect(local.faults.resourceFault(bucket, 'create')).toMatchObject({ kind: 'stuck', delayMs: 5 });
  expect(local.faults.resourceFault({ ...bucket, stackName: 'other' }, 'create')).toBeUndefined();
});

describe('from another process', () => {
  const url = (path: string) => `${local.endpoint}/_local/${path}`;
  const post = (body: string) => fetch(url('faults'), { method: 'POST', body });

  test('faults are asked for, listed and removed', async () => {
    const answer = await post('{"kind":"throttle","service":"s3"}');
    expect(answer.status).toBe(201);
    const { id } = (await answer.json()) as { id: string };
    expect((await errorOf(s3.send(new ListBucketsCommand({})))).name).toBe('SlowDown');
    expect(await (await fetch(url('faults'))).json()).toEqual([{ kind: 'throttle', service: 's3', id }]);
    await fetch(url(`faults/${id}`), { method: 'DELETE' });
    expect((await errorOf(s3.send(new ListBucketsCommand({})))).name).toBe('no error');
    await post('{"kind":"throttle"}');
    await fetch(url('faults'), { method: 'DELETE' });
    expect(local.faults.list()).toEqual([]);
  });

  test.each([
    ['{"kind":"trottle"}', 'kind'],
    ['{"kind":"throttle","servise":"s3"}', 'servise'],
    ['{"kind":"throttle","times":"2"}', 'times'],
    ['{}', 'kind'],
    ['3', 'object'],
    ['{', 'JSON'],
  ])('a fault written %s is refused', async (body, named) => {
    const answer = await post(body);
    expect(answer.status).toBe(400);
    expect(((await answer.json()) as { message: string }).message).toContain(named);
    expect(local.faults.list()).toEqual([]);
  });

  test('requests are reported, with their number and the time they took', async () => {
    const before = local.requestLog.count;
    await s3.send(new ListBucketsCommand({}));
    const log = (await (await fetch(url('requests'))).json()) as {
      count: number;
      busyMs: number;
      requests: object[];
    };
    expect(log.count).toBe(before + 1);
    expect(log.busyMs).toBeGreaterThan(0);
    expect(log.requests.at(-1)).toEqual({
      ...{ service: 's3', operation: 'ListBuckets', status: 200 },
      ...{ ms: expect.any(Number), at: expect.any(Number) },
    });
  });

  test('there is nothing else', async () => {
    expect((await fetch(url('other'))).status).toBe(404);
  });
});
