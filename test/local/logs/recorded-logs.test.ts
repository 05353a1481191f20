import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteLogStreamCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  GetLogEventsCommand,
  PutLogEventsCommand,
  PutRetentionPolicyCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Logs } from '../../../lib/local/logs/logs';
import { logsService } from '../../../lib/local/logs/logs-service';
import { openLogs } from '../../../lib/local/logs/open-logs';
import { type ServedServices, serveServices } from '../serve-services';
import { memoryJournal } from '../state/memory-journal';

// What AWS answered, recorded by LocalStack's suite (github localstack/localstack 8b9a79f, tests/aws/services/logs, the test's name and
// date beside each).
const hour = 60 * 60 * 1000;
const day = 24 * hour;
const names = { logGroupName: 'shop', logStreamName: 'web' };
let folder: string;
let logs: Logs;
let served: ServedServices;
let client: CloudWatchLogsClient;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'logs-'));
  logs = openLogs({ journal: memoryJournal(), folder });
  served = await serveServices(logsService({ logs, accountId: '111122223333', journal: memoryJournal() }));
  client = new CloudWatchLogsClient(served.client);
  await client.send(new CreateLogGroupCommand({ logGroupName: 'shop' }));
  await client.send(new CreateLogStreamCommand(names));
});

afterEach(async () => {
  client.destroy();
  await served.close();
  await rm(folder, { recursive: true, force: true });
});

const put = (...timestamps: readonly number[]) =>
  client.send(
    new PutLogEventsCommand({
      ...names,
      logEvents: timestamps.map((timestamp) => ({ timestamp, message: `at ${timestamp}` })),
    }),
  );
const kept = () => logs.events('shop', 'web').length;
const refused = (message: string) => ({ name: 'InvalidParameterException', message });

test('O5 a stream shows when it was made, and DeleteLogStream takes it away (test_create_and_delete_log_stream, 2026-02-03)', async () => {
  const streams = async () =>
    (await client.send(new DescribeLogStreamsCommand({ logGroupName: 'shop' }))).logStreams ?? [];
  expect(await streams()).toEqual([
    {
      arn: 'arn:aws:logs:eu-central-1:111122223333:log-group:shop:log-stream:web',
      creationTime: expect.any(Number),
      logStreamName: 'web',
      storedBytes: 0,
    },
  ]);
  await client.send(new DeleteLogStreamCommand(names));
  expect(await streams()).toEqual([]);
  await expect(client.send(new DeleteLogStreamCommand(names))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: 'The specified log stream does not exist.',
  });
  logs.append('shop', 'web', ['again']);
  expect((await streams())[0]?.creationTime).toEqual(expect.any(Number));
});

test('O6 events out of order are refused (test_put_log_events_wrong_order, 2026-02-03)', async () => {
  await expect(put(Date.now(), Date.now() - 1000)).rejects.toMatchObject(
    refused('Log events in a single PutLogEvents request must be in chronological order.'),
  );
  expect(kept()).toBe(0);
});

test('O6 events that are too old or too new are named and not kept (test_put_log_events_too_old, test_put_log_events_too_new, 2026-02-11)', async () => {
  expect((await put(Date.now() - 15 * day)).rejectedLogEventsInfo).toEqual({ tooOldLogEventEndIndex: 1 });
  const now = Date.now();
  expect((await put(now, now + 3 * hour)).rejectedLogEventsInfo).toEqual({ tooNewLogEventStartIndex: 1 });
  expect(kept()).toBe(1);
  await client.send(new PutRetentionPolicyCommand({ logGroupName: 'shop', retentionInDays: 1 }));
  expect((await put(now - 2 * day, now - 2 * day)).rejectedLogEventsInfo).toEqual({ expiredLogEventEndIndex: 2 });
  expect((await put(now)).rejectedLogEventsInfo).toBeUndefined();
});

// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html
test('O6 a request spans 24 hours at the most', async () => {
  await expect(put(Date.now() - 25 * hour, Date.now())).rejects.toMatchObject({ name: 'InvalidParameterException' });
});

test('O6 a token that is none is refused (test_get_log_events_invalid_token, 2026-02-03)', async () => {
  const message = 'The specified nextToken is invalid.';
  const read = new GetLogEventsCommand({ ...names, nextToken: 'invalid' });
  await expect(client.send(read)).rejects.toMatchObject(refused(message));
  const list = new DescribeLogGroupsCommand({ nextToken: 'invalid' });
  await expect(client.send(list)).rejects.toMatchObject(refused(message));
});

test('O6 a limit that is too high is refused (test_get_log_events_limit_validation, 2026-02-03)', async () => {
  const rule = (limit: number, most: number) =>
    `1 validation error detected: Value '${limit}' at 'limit' failed to satisfy constraint: Member must have value less than or equal to ${most}`;
  const read = new GetLogEventsCommand({ ...names, limit: 10_001 });
  await expect(client.send(read)).rejects.toMatchObject(refused(rule(10_001, 10_000)));
  const list = new DescribeLogGroupsCommand({ limit: 51 });
  await expect(client.send(list)).rejects.toMatchObject(refused(rule(51, 50)));
});

test('O6 a group that is not there is named as on AWS (test_resource_does_not_exist, 2026-02-03); one that is shows its class and filters', async () => {
  const read = new GetLogEventsCommand({ ...names, logGroupName: 'none' });
  await expect(client.send(read)).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: 'The specified log group does not exist.',
  });
  const { logGroups } = await client.send(new DescribeLogGroupsCommand({}));
  expect(logGroups).toMatchObject([{ logGroupName: 'shop', logGroupClass: 'STANDARD', metricFilterCount: 0 }]);
});
