import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Started, start } from '../local/start';
import { operationsOf } from './botocore-operations';
import { runPython } from './run-program';

/** Smallest pages that the model does not say: API references of RDS and ElastiCache (MaxRecords) and EC2 (DescribeInstances, MaxResults), read in November 2026. */
const smallest = { rds: 20, elasticache: 20, 'ec2.DescribeInstances': 5 };

interface Looked {
  readonly operation: string;
  readonly error?: string;
  readonly size: number | null;
  readonly pages: number;
  readonly largest: number;
  readonly adds: boolean;
  readonly repeats: number;
}

/** Listings of which the test's stack has one page at the most, each with the listing that its service pages in the same way. */
const few: Readonly<Record<string, string>> = {
  'autoscaling.DescribeAutoScalingGroups': 'rds.DescribeDBParameterGroups',
  'autoscaling.DescribeAutoScalingInstances': 'rds.DescribeDBParameterGroups',
  'cloudwatch.GetMetricData': 'ssm.DescribeParameters',
  'rds.DescribeDBEngineVersions': 'rds.DescribeDBParameterGroups',
  'rds.DescribeDBInstances': 'rds.DescribeDBParameterGroups',
  'rds.DescribeDBSnapshots': 'rds.DescribeDBParameterGroups',
  'ec2.DescribeInstances': 'ec2.DescribeVpcs',
  'elasticache.DescribeCacheClusters': 'rds.DescribeDBParameterGroups',
  'elasticache.DescribeReplicationGroups': 'rds.DescribeDBParameterGroups',
  'ssm.DescribeInstanceInformation': 'ssm.DescribeParameters',
  'ssm.DescribeSessions': 'ssm.DescribeParameters',
  'ssm.ListCommandInvocations': 'ssm.DescribeParameters',
  'ssm.ListCommands': 'ssm.DescribeParameters',
  'elasticbeanstalk.DescribeEnvironments': 'elasticbeanstalk.DescribeApplicationVersions',
};

let started: Started;
let folder: string;
let looked: readonly Looked[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'preview-stacks-pages-'));
  started = await start({ region: 'eu-central-1' });
  const asked = join(folder, 'asked.json');
  await writeFile(asked, JSON.stringify({ operations: operationsOf(started), smallest }));
  looked = (await runPython(started.endpoint, folder, 'pages.py', asked)) as readonly Looked[];
});

afterAll(async () => {
  await started?.stop();
  await rm(folder, { recursive: true, force: true });
});

test('botocore knows each operation that the endpoint answers, and can list with it', () => {
  expect(looked.filter(({ error }) => error !== undefined)).toEqual([]);
});

test('pages of the smallest size add up to the whole, for each listing that botocore can page', () => {
  expect(looked.length).toBeGreaterThan(50);
  const wrong = looked.filter(
    ({ adds, repeats, largest, size }) => !adds || repeats > 0 || largest > (size ?? Number.POSITIVE_INFINITY),
  );
  expect(wrong).toEqual([]);
});

test('each of them had more than one page, but for those of which there are too few', () => {
  const short = looked.filter(({ size, pages }) => size !== null && pages < 2).map(({ operation }) => operation);
  expect(short.toSorted()).toEqual(Object.keys(few).toSorted());
  // CloudFormation says the sizes itself: 100 entries.
  const long = looked.filter(({ size, pages }) => size === null && pages > 1).map(({ operation }) => operation);
  expect(long).toEqual(['cloudformation.DescribeStackEvents', 'cloudformation.ListStackResources']);
  const others = Object.values(few).filter((operation) => short.includes(operation));
  expect(others).toEqual([]);
});
