import { CloudWatchClient, paginateGetMetricData } from '@aws-sdk/client-cloudwatch';
import { cloudWatchService } from '../../../lib/local/cloudwatch/cloudwatch-service';
import { MetricCounts } from '../../../lib/local/cloudwatch/metric-counts';
import { countRequest } from '../../../lib/local/count-request';
import { openBalancers } from '../../../lib/local/elbv2/open-balancers';
import { environmentGroups } from '../../../lib/local/elbv2/target-groups-of';
import { serveServices } from '../serve-services';
import { memoryJournal } from '../state/memory-journal';

const minute = 60_000;
const begin = Date.UTC(2027, 0, 1);

test('requests to an environment are counted by minute, and a minute without one has no value', async () => {
  let time = begin;
  const journal = memoryJournal(() => time);
  const balancers = openBalancers({ journal, accountId: '123456789012' });
  const metricCounts = new MetricCounts(journal);
  const { arn, fullName } = balancers.createBalancer({
    ...{ region: 'eu-central-1', scheme: 'internet-facing', subnets: ['subnet-1', 'subnet-2'], securityGroups: [] },
  });
  balancers.createListener(arn, { port: 80, protocol: 'HTTP' });
  balancers.setRules(arn, 'web', [{ port: 80, hosts: ['web.localhost'] }]);
  const [group] = environmentGroups(balancers, arn);
  for (const at of [0, 10_000, 3 * minute]) {
    time = begin + at;
    countRequest({ balancers, metricCounts }, 'web');
  }
  const served = await serveServices(cloudWatchService({ metricCounts }));
  const Dimensions = [
    { Name: 'TargetGroup', Value: group?.arn.split(':').at(-1) },
    { Name: 'LoadBalancer', Value: fullName },
  ];
  const Metric = { Namespace: 'AWS/ApplicationELB', MetricName: 'RequestCount', Dimensions };
  const ask = (Period: number, more: object = {}) =>
    served.json('monitoring', 'GraniteServiceVersion20100801.GetMetricData', {
      ...{ StartTime: begin / 1000, EndTime: (begin + 5 * minute) / 1000, ScanBy: 'TimestampAscending' },
      MetricDataQueries: [{ Id: 'a', MetricStat: { Metric, Period, Stat: 'Sum' } }],
      ...more,
    });
  expect(await ask(60)).toMatchObject({
    MetricDataResults: [{ Id: 'a', Values: [2, 1], Timestamps: [begin / 1000, (begin + 3 * minute) / 1000] }],
  });
  expect(await ask(300)).toMatchObject({ MetricDataResults: [{ Values: [3] }] });
  expect(await ask(60, { StartTime: begin / 1000 + 60, EndTime: begin / 1000 + 120 })).toMatchObject({
    MetricDataResults: [{ Values: [], Timestamps: [] }],
  });
  expect(await ask(60, { StartTime: begin / 1000 + 59 })).toMatchObject({ MetricDataResults: [{ Values: [2, 1] }] });
  const newest = { MetricDataResults: [{ Values: [1], StatusCode: 'PartialData' }], NextToken: '1' };
  expect(await ask(60, { MaxDatapoints: 1, ScanBy: 'TimestampDescending' })).toMatchObject(newest);
  const oldest = await ask(60, { MaxDatapoints: 1, ScanBy: 'TimestampDescending', NextToken: '1' });
  expect(oldest).toMatchObject({ MetricDataResults: [{ Values: [2], StatusCode: 'Complete' }] });
  expect(oldest).not.toHaveProperty('NextToken');
  expect(await ask(60, { NextToken: 'x' })).toMatchObject({ __type: 'InvalidNextToken' });
  expect(await ask(60, { MaxDatapoints: 0 })).toMatchObject({
    message: 'The parameter MaxDatapoints must be 1 to 100800.',
  });
  expect(await ask(30)).toMatchObject({ message: 'The Period of the query a is not a multiple of 60.' });
  await served.close();
});

test('the SDK for JavaScript reads all points page by page, its protocol is the one that is spoken', async () => {
  let time = begin;
  const metricCounts = new MetricCounts(memoryJournal(() => time));
  for (; time < begin + 5 * minute; time += minute) {
    for (const name of ['a', 'b']) metricCounts.add({ namespace: 'n', name, dimensions: {} });
  }
  const served = await serveServices(cloudWatchService({ metricCounts }));
  const client = new CloudWatchClient(served.client);
  const asked = {
    ...{ StartTime: new Date(begin), EndTime: new Date(time), MaxDatapoints: 3 },
    MetricDataQueries: ['a', 'b'].map((Id) => ({
      ...{ Id, MetricStat: { Metric: { Namespace: 'n', MetricName: Id }, Period: 60, Stat: 'Sum' } },
    })),
  };
  const states: string[] = [];
  const found = new Map<string, number[]>();
  for await (const { MetricDataResults = [] } of paginateGetMetricData({ client }, asked)) {
    states.push(MetricDataResults.map(({ StatusCode }) => StatusCode).join());
    for (const { Id = '', Timestamps = [] } of MetricDataResults) {
      found.set(Id, [...(found.get(Id) ?? []), ...Timestamps.map(Number)]);
    }
  }
  const whole = [4, 3, 2, 1, 0].map((one) => begin + one * minute);
  expect(Object.fromEntries(found)).toEqual({ a: whole, b: whole });
  const [partial, last] = ['PartialData,PartialData', 'Complete,Complete'];
  expect(states).toEqual([partial, 'Complete,PartialData', 'Complete,PartialData', last]);
  client.destroy();
  await served.close();
});

test('minutes go after 15 days, and a further request of a minute does not look at the others', () => {
  let time = begin;
  let looks = 0;
  const looked = new Proxy<Record<string, number>>(
    {},
    {
      ownKeys: (minutes) => {
        looks += 1;
        return Reflect.ownKeys(minutes);
      },
    },
  );
  const metric = { namespace: 'n', name: 'm', dimensions: {} };
  const journal = memoryJournal(() => time);
  journal.document('metric-counts', () => ({ '["n","m",[]]': looked }));
  const counts = new MetricCounts(journal);
  for (let count = 0; count < 100; count += 1) counts.add(metric);
  expect(looks).toBe(1);
  time += 15 * 24 * 60 * minute;
  counts.add(metric);
  expect(counts.minutes(metric, 0, time + 1)).toEqual([{ at: time, sum: 1 }]);
});

test('a request of another protocol is refused with the one that is spoken', async () => {
  const served = await serveServices(cloudWatchService({ metricCounts: new MetricCounts(memoryJournal()) }));
  const answer = await served.query('monitoring', { Action: 'GetMetricData', Version: '2010-08-01' });
  expect(answer).toContain('X-Amz-Target names no operation: only application/x-amz-json-1.0 is spoken here');
  await served.close();
});
