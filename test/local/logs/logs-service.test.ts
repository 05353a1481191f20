import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteLogGroupCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  PutLogEventsCommand,
  PutRetentionPolicyCommand,
  paginateFilterLogEvents,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Logs } from '../../../lib/local/logs/logs';
import { logsService } from '../../../lib/local/logs/logs-service';
import { openLogs } from '../../../lib/local/logs/open-logs';
import { type ServedServices, serveServices } from '../serve-services';
import { memoryJournal } from '../state/memory-journal';

const group = '/aws/elasticbeanstalk/shop-web/var/log/web.stdout.log';
let folder: string;
let logs: Logs;
let served: ServedServices;
let client: CloudWatchLogsClient;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'logs-'));
  logs = openLogs({ journal: memoryJournal(), folder });
  served = await serveServices(logsService({ logs, accountId: '111122223333', journal: memoryJournal() }));
  client = new CloudWatchLogsClient(served.client);
});

afterEach(async () => {
  client.destroy();
  await served.close();
  await rm(folder, { recursive: true, force: true });
});

test('lines of all streams come oldest first, in pages, within a time and by a term', async () => {
  for (let number = 0; number < 6; number += 1) {
    logs.append(group, `i-${number % 2}`, [`line ${number}`], 1000 + number);
  }
  const messages: string[] = [];
  for await (const page of paginateFilterLogEvents({ client }, { logGroupName: group, limit: 4 })) {
    messages.push(...(page.events ?? []).map(({ message }) => message ?? ''));
  }
  expect(messages).toEqual(['line 0', 'line 1', 'line 2', 'line 3', 'line 4', 'line 5']);
  const late = await client.send(new FilterLogEventsCommand({ logGroupName: group, startTime: 1004 }));
  expect(late.events).toMatchObject([
    { message: 'line 4', logStreamName: 'i-0', timestamp: 1004 },
    { message: 'line 5', logStreamName: 'i-1', timestamp: 1005 },
  ]);
  const one = await client.send(new FilterLogEventsCommand({ logGroupName: group, filterPattern: '"line 3"' }));
  expect(one.events?.map(({ message }) => message)).toEqual(['line 3']);
});

test('lines written in one millisecond keep their order', async () => {
  for (let number = 0; number < 20; number += 1) {
    logs.append(group, 'i-1', [`line ${number}`], 5000);
  }
  const { events = [] } = await client.send(new FilterLogEventsCommand({ logGroupName: group }));
  expect(events.map(({ message }) => message)).toEqual(Array.from({ length: 20 }, (_, number) => `line ${number}`));
});

test('a stream is read from either end, and a token that does not move says that it is the end', async () => {
  for (let number = 0; number < 3; number += 1) {
    logs.append(group, 'i-1', [`line ${number}`], 1000 + number);
  }
  const stream = { logGroupName: group, logStreamName: 'i-1' };
  const last = await client.send(new GetLogEventsCommand({ ...stream, limit: 2 }));
  expect(last.events?.map(({ message }) => message)).toEqual(['line 1', 'line 2']);
  const first = await client.send(new GetLogEventsCommand({ ...stream, limit: 2, startFromHead: true }));
  expect(first.events?.map(({ message }) => message)).toEqual(['line 0', 'line 1']);
  const rest = await client.send(new GetLogEventsCommand({ ...stream, limit: 2, nextToken: first.nextForwardToken }));
  expect(rest.events?.map(({ message }) => message)).toEqual(['line 2']);
  const end = await client.send(new GetLogEventsCommand({ ...stream, limit: 2, nextToken: rest.nextForwardToken }));
  expect(end).toMatchObject({ events: [], nextForwardToken: rest.nextForwardToken });
});

test('groups and streams are made, written, listed, kept for some days, and deleted', async () => {
  await client.send(new CreateLogGroupCommand({ logGroupName: 'mine' }));
  await expect(client.send(new CreateLogGroupCommand({ logGroupName: 'mine' }))).rejects.toMatchObject({
    name: 'ResourceAlreadyExistsException',
  });
  await client.send(new CreateLogStreamCommand({ logGroupName: 'mine', logStreamName: 'a/b' }));
  const now = Date.now();
  const week = 7 * 24 * 60 * 60 * 1000;
  for (const event of [
    { timestamp: now - week, message: 'old' },
    { timestamp: now, message: 'new' },
  ]) {
    const stream = { logGroupName: 'mine', logStreamName: 'a/b' };
    await client.send(new PutLogEventsCommand({ ...stream, logEvents: [event] }));
  }
  await client.send(new PutRetentionPolicyCommand({ logGroupName: 'mine', retentionInDays: 3 }));
  const { logGroups } = await client.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: 'mi' }));
  expect(logGroups).toMatchObject([{ logGroupName: 'mine', retentionInDays: 3 }]);
  const { logStreams } = await client.send(new DescribeLogStreamsCommand({ logGroupName: 'mine' }));
  expect(logStreams).toMatchObject([{ logStreamName: 'a/b', lastEventTimestamp: now }]);
  const { events } = await client.send(new FilterLogEventsCommand({ logGroupName: 'mine' }));
  expect(events?.map(({ message }) => message)).toEqual(['new']);
  await client.send(new DeleteLogGroupCommand({ logGroupName: 'mine' }));
  await expect(client.send(new FilterLogEventsCommand({ logGroupName: 'mine' }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
});

test('a group or stream whose name no file can have is refused, and leaves nothing behind', async () => {
  const long = '/'.repeat(500);
  await expect(client.send(new CreateLogGroupCommand({ logGroupName: long }))).rejects.toMatchObject({
    name: 'InvalidParameterException',
  });
  const { logGroups } = await client.send(new DescribeLogGroupsCommand({}));
  expect(logGroups).toEqual([]);
  await client.send(new CreateLogGroupCommand({ logGroupName: 'mine' }));
  const stream = (logStreamName: string) =>
    client.send(new CreateLogStreamCommand({ logGroupName: 'mine', logStreamName }));
  await expect(stream(long)).rejects.toMatchObject({ name: 'InvalidParameterException' });
  await expect(stream('\ud800')).rejects.toMatchObject({ name: 'InvalidParameterException' });
  await expect(stream('a:b')).rejects.toMatchObject({ name: 'InvalidParameterException' });
});
