import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudFormationClient, ListStacksCommand } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeVpcsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { DescribeApplicationsCommand, ElasticBeanstalkClient } from '@aws-sdk/client-elastic-beanstalk';
import { ListHostedZonesCommand, Route53Client } from '@aws-sdk/client-route-53';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { DescribeParametersCommand, SSMClient } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { startLocalServer } from '../../lib/local/server';
import { services } from '../../lib/local/services';
import { type Started, start } from './start';

let local: Started;
beforeAll(async () => {
  local = await start();
});
afterAll(() => local.stop());

interface Asking {
  send(command: never): Promise<{ $metadata: { httpStatusCode?: number } }>;
  destroy(): void;
}

describe('every service answers its own client', () => {
  const questions: readonly [string, (settings: Started['client']) => Asking, object][] = [
    ['CloudFormation', (settings) => new CloudFormationClient(settings), new ListStacksCommand({})],
    ['CloudWatch Logs', (settings) => new CloudWatchLogsClient(settings), new DescribeLogGroupsCommand({})],
    ['EC2', (settings) => new EC2Client(settings), new DescribeVpcsCommand({})],
    ['Elastic Beanstalk', (settings) => new ElasticBeanstalkClient(settings), new DescribeApplicationsCommand({})],
    ['Route 53', (settings) => new Route53Client(settings), new ListHostedZonesCommand({})],
    ['S3', (settings) => new S3Client(settings), new ListBucketsCommand({})],
    ['SSM', (settings) => new SSMClient(settings), new DescribeParametersCommand({})],
    ['STS', (settings) => new STSClient(settings), new GetCallerIdentityCommand({})],
  ];

  test.each(questions)('%s', async (_name, open, command) => {
    const client = open(local.client);
    const { $metadata } = await client.send(command as never);
    client.destroy();
    expect($metadata.httpStatusCode).toBe(200);
  });
});

/** A signed request, as a client that is not installed here would send it. */
async function signed(scope: string, headers: Record<string, string>, body: string) {
  const credential = `Credential=local/20260101/eu-central-1/${scope}/aws4_request`;
  const authorization = `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=host, Signature=0`;
  const answer = await fetch(local.endpoint, { method: 'POST', headers: { authorization, ...headers }, body });
  return { status: answer.status, body: await answer.text() };
}
const form = { 'content-type': 'application/x-www-form-urlencoded' };

describe('services without a client here answer their protocol', () => {
  test.each([
    ['iam', form, 'Action=ListRoles&Version=2010-05-08', '<ListRolesResult>'],
    ['rds', form, 'Action=DescribeDBInstances&Version=2014-10-31', '<DescribeDBInstancesResult>'],
    ['elasticloadbalancing', form, 'Action=DescribeLoadBalancers&Version=2015-12-01', '<DescribeLoadBalancersResult>'],
    ['secretsmanager', { 'x-amz-target': 'secretsmanager.ListSecrets' }, '{}', '"SecretList":[]'],
    ['acm', { 'x-amz-target': 'CertificateManager.ListCertificates' }, '{}', '"CertificateSummaryList":[]'],
    ['pricing', { 'x-amz-target': 'AWSPriceListService.GetProducts' }, '{"ServiceCode":"AWSELB"}', '"PriceList":['],
    ['sqs', { 'x-amz-target': 'AmazonSQS.ListQueues' }, '{}', '{'],
  ])('%s', async (scope, headers, body, answer) => {
    expect(await signed(scope, headers as Record<string, string>, body)).toEqual({
      ...{ status: 200, body: expect.stringContaining(answer) },
    });
  });
});

test('no two services answer for the same scope', () => {
  const scopes = services.flatMap((service) => service.wire(local.world).scopes);
  expect(new Set(scopes).size).toBe(scopes.length);
});

test('a service that is not here is refused by name, in the protocol of the request', async () => {
  const json = await signed('dynamodb', { 'x-amz-target': 'DynamoDB_20120810.ListTables' }, '{}');
  expect(json.status).toBe(400);
  expect(JSON.parse(json.body)).toEqual({
    ...{ __type: 'UnknownService', message: 'The embedded endpoint has no service dynamodb' },
  });
  const xml = await signed('redshift', form, 'Action=DescribeTags');
  expect(xml).toEqual({ status: 400, body: expect.stringContaining('has no service redshift') });
});

test('a request without a signature is refused', async () => {
  const answer = await fetch(local.endpoint, { method: 'POST', headers: form, body: 'Action=ListStacks' });
  expect(answer.status).toBe(403);
  expect(await answer.text()).toContain('<Code>AccessDenied</Code>');
});

test('a port that is taken is an error with its code, and nothing is left behind', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  await expect(startLocalServer({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  other.close();
});

test('a folder that another endpoint uses is refused until that one is closed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'preview-stacks-shared-'));
  const first = await start({ folder });
  await expect(startLocalServer({ folder })).rejects.toMatchObject({
    ...{ code: 'EFOLDERINUSE', message: expect.stringContaining(folder) },
  });
  await first.stop();
  const second = await start({ folder });
  await second.stop();
  // What a killed process has left; its number belongs to another process now.
  await writeFile(join(folder, 'endpoint.json'), JSON.stringify({ pid: process.pid, identity: 'of another time' }));
  const third = await start({ folder });
  await third.stop();
  await rm(folder, { recursive: true });
});

test('a folder of its own is removed at the end', async () => {
  const server = await startLocalServer();
  expect(existsSync(server.folder)).toBe(true);
  await server.close();
  expect(existsSync(server.folder)).toBe(false);
});

test('an endpoint with an answer under way can be closed', async () => {
  const server = await start();
  server.faults.add({ kind: 'silent' });
  const s3 = new S3Client(server.client);
  const asked = s3.send(new ListBucketsCommand({})).catch((error: Error) => error);
  await new Promise((resolve) => setTimeout(resolve, 50));
  await server.stop();
  expect(await asked).toBeInstanceOf(Error);
  s3.destroy();
});

test('an endpoint with a web socket open can be closed', async () => {
  const app = createServer().on('upgrade', (_asked, socket) => {
    socket.write('HTTP/1.1 101 Welcome\r\n\r\n');
    // An upgraded socket ends only if its owner reads it and ends it: left open, it kept the worker of jest alive.
    socket.once('end', () => socket.end()).resume();
  });
  app.listen(0, '127.0.0.1');
  await once(app, 'listening');
  const server = await start();
  const { beanstalk } = server.world;
  jest.spyOn(beanstalk, 'environments').mockReturnValue([{ status: 'Ready', cname: 'web.localhost' } as never]);
  jest.spyOn(beanstalk, 'portAt').mockReturnValue((app.address() as AddressInfo).port);
  const socket = connect(server.port, '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\nhost: web.localhost\r\nconnection: upgrade\r\nupgrade: any\r\n\r\n');
  const [welcome] = await once(socket, 'data');
  expect(String(welcome)).toContain('101 Welcome');
  await Promise.all([once(socket, 'close'), server.stop()]);
  app.close();
});
