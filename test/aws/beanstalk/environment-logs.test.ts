import { environmentLogs } from '../../../lib/aws/beanstalk/environment-logs';
import { FakeClock } from '../../fakes/fake-clock';
import { oddAws } from '../odd-aws';

const aws = oddAws();
const { odd } = aws;
const starts: number[] = [];
const prefixes: unknown[] = [];
const clock = new FakeClock();
const now = clock.now().getTime();

beforeEach(() => {
  starts.length = 0;
  prefixes.length = 0;
});

const prefix = '/aws/elasticbeanstalk/shop-staging--web/var/log/';

/** Log groups with events at so many minutes ago; two events a page. */
function keep(groups: Readonly<Record<string, readonly number[]>>): void {
  odd.reply = ({ target, body }) => {
    const asked = JSON.parse(body) as {
      logGroupName: string;
      startTime: number;
      nextToken?: string;
      logStreamNamePrefix?: string;
    };
    const json = (value: unknown) => ({
      headers: { 'content-type': 'application/x-amz-json-1.1' },
      body: JSON.stringify(value),
    });
    if (target === 'DescribeLogGroups') {
      return json({ logGroups: Object.keys(groups).map((name) => ({ logGroupName: `${prefix}${name}` })) });
    }
    starts.push(asked.startTime);
    prefixes.push(asked.logStreamNamePrefix);
    const events = (groups[asked.logGroupName.slice(prefix.length)] ?? [])
      .map((minutes) => ({
        timestamp: now - minutes * 60_000,
        message: `${minutes}`,
        logStreamName: 'i-1',
        eventId: `${minutes}`,
      }))
      .filter((event) => event.timestamp >= asked.startTime)
      .sort((one, other) => one.timestamp - other.timestamp);
    const at = Number(asked.nextToken ?? 0);
    return json({
      events: events.slice(at, at + 2),
      ...(at + 2 < events.length && { nextToken: String(at + 2) }),
    });
  };
}

function texts(query: { limit?: number; since?: Date; instance?: string }) {
  return environmentLogs(aws.clients.logs, clock, { environmentName: 'shop-staging--web', ...query }).then((lines) =>
    lines.map((line) => `${line.source} ${line.text}`),
  );
}

test('lines of all files come in the order of time, the newest of them', async () => {
  keep({ 'web.stdout.log': [5, 3, 1], 'eb-engine.log': [4, 2] });
  expect(await texts({ limit: 3 })).toEqual(['web.stdout.log 3', 'eb-engine.log 2', 'web.stdout.log 1']);
});

test('it looks back only as far as it must', async () => {
  keep({ 'web.stdout.log': [1, 2, 3, 100, 100_000] });
  await texts({ limit: 3 });
  expect(starts.every((start) => start >= now - 15 * 60_000)).toBe(true);
  expect(await texts({ limit: 5 })).toHaveLength(5);
});

test('it never looks back before the time that was given', async () => {
  keep({ 'web.stdout.log': [1, 20, 100] });
  const since = new Date(now - 30 * 60_000);
  expect(await texts({ since })).toEqual(['web.stdout.log 20', 'web.stdout.log 1']);
  expect(starts.every((start) => start >= since.getTime())).toBe(true);
});

test('an environment without log groups has no logs', async () => {
  keep({});
  expect(await texts({})).toEqual([]);
});

test('all lines since a time are read in one pass over each file', async () => {
  keep({ 'web.stdout.log': [1, 20, 100, 100_000] });
  const since = new Date(now - 200 * 60_000);
  expect(await texts({ limit: Number.POSITIVE_INFINITY, since })).toHaveLength(3);
  expect([...new Set(starts)]).toEqual([since.getTime()]);
});

test('of one instance its streams alone are read', async () => {
  keep({ 'web.stdout.log': [1] });
  await texts({ instance: 'i-0a' });
  await texts({});
  expect([...new Set(prefixes)]).toEqual(['i-0a', undefined]);
});
