import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudFormationClient, CreateStackCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { type OpenCloudState, openCloudState } from '../../lib/local/open-cloud-state';
import { start } from './start';

const day = 24 * 60 * 60 * 1000;
const begin = Date.UTC(2027, 0, 1);
let time = begin;
let folder: string;
let cloud: OpenCloudState;

beforeEach(async () => {
  time = begin;
  folder = await mkdtemp(join(tmpdir(), 'clock-'));
  cloud = await openCloudState({
    ...{ folder, accountId: '123456789012', region: 'eu-central-1', endpoint: () => 'http://127.0.0.1:1' },
    now: () => time,
  });
});

afterEach(async () => {
  await cloud.close();
  await rm(folder, { recursive: true, force: true });
});

test('a secret is gone when the window of its deletion is over', () => {
  const arn = cloud.secrets.create({ name: 'key', value: 'x', region: 'eu-central-1', tags: {} });
  cloud.secrets.scheduleDeletion(arn, 7);
  time = begin + 6 * day;
  expect(cloud.secrets.list()).toHaveLength(1);
  time = begin + 8 * day;
  expect(cloud.secrets.list()).toEqual([]);
});

test('a log group shows no line that is older than its retention', () => {
  cloud.logs.createGroup('/app', { retentionDays: 3 });
  cloud.logs.append('/app', 'web', ['early']);
  time = begin + 2 * day;
  cloud.logs.append('/app', 'web', ['late']);
  expect(cloud.logs.events('/app', 'web')).toHaveLength(2);
  time = begin + 4 * day;
  expect(cloud.logs.events('/app', 'web').map(({ message }) => message)).toEqual(['late']);
});

test('a message that was received is seen again when its visibility timeout is over', async () => {
  cloud.queues.create({ name: 'jobs', region: 'eu-central-1', attributes: {}, tags: {} });
  cloud.queues.send('jobs', 'work');
  expect(await cloud.queues.receive('jobs')).toHaveLength(1);
  expect(await cloud.queues.receive('jobs')).toEqual([]);
  time = begin + 31_000;
  expect(await cloud.queues.receive('jobs')).toHaveLength(1);
});

test('stacks of an endpoint are dated by its clock', async () => {
  const local = await start({ now: () => time });
  const client = new CloudFormationClient(local.client);
  const handle = { Type: 'AWS::CloudFormation::WaitConditionHandle' };
  await client.send(
    new CreateStackCommand({ StackName: 'old', TemplateBody: JSON.stringify({ Resources: { Handle: handle } }) }),
  );
  const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: 'old' }));
  expect(Stacks[0]?.CreationTime?.getUTCFullYear()).toBe(2027);
  const { headers } = await fetch(local.endpoint, { method: 'POST' });
  expect(new Date(headers.get('date') ?? '').getUTCFullYear()).toBe(2027);
  client.destroy();
  await local.stop();
});
