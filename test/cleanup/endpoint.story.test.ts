import { HeadBucketCommand, ListObjectVersionsCommand } from '@aws-sdk/client-s3';
import { namesOf } from '../../lib/naming/resource-names';
import type { RemovalResult } from '../../lib/previews/removal-result';
import { type Started, start } from '../local/start';
import { WireWorld } from './wire-world';

let local: Started;
let world: WireWorld;
beforeAll(async () => {
  local = await start();
  world = await WireWorld.open(local);
});
afterEach(() => {
  local.faults.remove();
  world.github.odd = () => undefined;
});
afterAll(async () => {
  await world.close();
  await local.close();
});

const resultOf = (results: readonly RemovalResult[], branch: string) => results.find((one) => one.branch === branch);
const calls = () => local.requestLog.requests().map(({ operation }) => operation);
const mutating = /^(Delete|Create|Put|Execute|Update|Copy|Abort|Complete)/;

test('K52 K60 a run over the wire deletes the orphan with its objects, keeps the living one, and a second run finds nothing', async () => {
  world.github.push('alive-one');
  await world.addPreview('alive-one', 3);
  const stack = await world.addPreview('orphan-one', 5);
  const bucket = await world.bucketOf(stack);
  const report = await world.cleanup();
  expect(report.left).toEqual([]);
  expect(report.counts).toMatchObject({ deleted: 1, kept: 1, left: 0 });
  expect(await world.stackNames()).toEqual(['shop-preview-alive-one']);
  await expect(world.clients.s3.send(new HeadBucketCommand({ Bucket: bucket }))).rejects.toMatchObject({
    name: 'NotFound',
  });
  expect((await world.cleanup()).counts).toMatchObject({ deleted: 0, kept: 1 });
});

test('K55 without the wish to execute no request changes anything', async () => {
  await world.addPreview('dry-one', 2);
  const before = calls().length;
  const report = await world.cleanup({ execute: false });
  expect(report.plan.decisions.filter(({ verdict }) => verdict === 'delete')).toHaveLength(1);
  const asked = calls().slice(before);
  expect(asked.length).toBeGreaterThan(3);
  expect(asked.filter((operation) => mutating.test(operation))).toEqual([]);
});

test('K28 K29 K57 a resource that refuses to go is named, the others go, and the next run finishes', async () => {
  for (const branch of ['bad-one', 'good-one', 'good-two']) await world.addPreview(branch, 0, { plain: true });
  local.faults.add({
    kind: 'refuse-delete',
    match: namesOf('shop', { kind: 'preview', branch: 'bad-one' }).stackName,
    message: 'must detach all policies first',
  });
  const { results, left } = await world.cleanup();
  expect(resultOf(results, 'bad-one')).toMatchObject({
    outcome: 'failed',
    resource: { logicalId: 'Note', reason: expect.stringContaining('must detach all policies first') },
  });
  expect(results.filter(({ outcome }) => outcome === 'deleted').length).toBeGreaterThanOrEqual(2);
  expect(left.map(({ name }) => name)).toEqual(['shop-preview-bad-one']);
  local.faults.remove();
  expect((await world.cleanup()).left).toEqual([]);
});

test('K32 a value that another stack imports keeps its stack, and is named', async () => {
  await world.addPreview('exporting', 0, { plain: true, exportAs: 'shared-by-preview' });
  await world.create(
    'consumer',
    {
      Resources: {
        Use: {
          Type: 'AWS::SSM::Parameter',
          Properties: { Type: 'String', Value: { 'Fn::ImportValue': 'shared-by-preview' } },
        },
      },
    },
    {},
  );
  const { results, left } = await world.cleanup();
  expect(resultOf(results, 'exporting')).toMatchObject({
    outcome: 'failed',
    because: expect.stringMatching(/consumer/),
  });
  expect(left).toHaveLength(1);
  await world.ports.stacks.remove((await world.ports.stacks.find('consumer'))?.id ?? '', { token: 'consumer-goes' });
  await world.ports.clock.sleep(300);
  expect((await world.cleanup()).left).toEqual([]);
});

test.each(['Retain', 'RetainExceptOnCreate'] as const)(
  'K33 a bucket with DeletionPolicy %s is not emptied, and is named as kept',
  async (keepBucket) => {
    const stack = await world.addPreview('retaining', 2, { keepBucket });
    const bucket = await world.bucketOf(stack);
    const { results, left } = await world.cleanup();
    expect(left).toEqual([]);
    expect(resultOf(results, 'retaining')).toMatchObject({ outcome: 'deleted', retained: [{ physicalId: bucket }] });
    const found = await world.clients.s3.send(new ListObjectVersionsCommand({ Bucket: bucket }));
    expect(found).toMatchObject({ Versions: [{}, {}] });
  },
);

test('K50 a bucket that was never versioned is emptied like any other', async () => {
  await world.addPreview('unversioned', 4, { versioning: 'never' });
  const { results, left } = await world.cleanup();
  expect([resultOf(results, 'unversioned')?.outcome, left]).toEqual(['deleted', []]);
});

test('K49 a bucket whose versioning is suspended is emptied like any other', async () => {
  await world.addPreview('suspended', 4, { versioning: 'Suspended' });
  const { results, left } = await world.cleanup();
  expect([resultOf(results, 'suspended')?.outcome, left]).toEqual(['deleted', []]);
});

test('K41 a key that cannot be deleted fails its preview, and its stack is deleted once only', async () => {
  const stack = await world.addPreview('locked-one', 3);
  local.faults.add({ kind: 'delete-key-error', match: 'key-1', code: 'AccessDenied', message: 'object lock' });
  const before = calls().length;
  const { results } = await world.cleanup();
  expect(resultOf(results, 'locked-one')).toMatchObject({
    outcome: 'failed',
    reason: 'bucket-blocked',
    because: expect.stringContaining('AccessDenied'),
  });
  expect(
    calls()
      .slice(before)
      .filter((operation) => operation === 'DeleteStack'),
  ).toHaveLength(1);
  local.faults.remove();
  expect((await world.cleanup()).left).toEqual([]);
  expect(await world.stackNames()).not.toContain(stack);
});

test('K15 K43 throttled answers of CloudFormation and S3 are waited out', async () => {
  await world.addPreview('throttled', 3);
  local.faults.add({ kind: 'throttle', service: 'cloudformation', times: 1 });
  local.faults.add({ kind: 'throttle', service: 's3', operation: 'DeleteObjects', times: 1 });
  expect((await world.cleanup()).left).toEqual([]);
}, 15_000);

test('K14 stacks that cannot all be listed stop the run', async () => {
  await world.addPreview('unlisted', 0, { plain: true });
  local.faults.add({ kind: 'access-denied', service: 'cloudformation', operation: 'DescribeStacks' });
  const before = calls().length;
  const report = await world.cleanup();
  expect(report.plan.refusal?.reason).toBe('stacks-incomplete');
  expect(
    calls()
      .slice(before)
      .filter((operation) => /^Delete/.test(operation)),
  ).toEqual([]);
});

test.each([401, 403, 404, 451, 500])('K2 K3 GitHub answers %s to the listing: nothing is deleted', async (status) => {
  world.github.odd = ({ path }) => (path.endsWith('/branches') ? { status, body: { message: 'no' } } : undefined);
  const before = calls().length;
  const report = await world.cleanup();
  expect(report.plan.refusal?.reason).toBe('branches-incomplete');
  expect(
    calls()
      .slice(before)
      .filter((operation) => /^Delete/.test(operation)),
  ).toEqual([]);
});

test('K1 GitHub answers an empty list: nothing is deleted', async () => {
  world.github.odd = ({ path }) => (path.endsWith('/branches') ? { status: 200, body: [] } : undefined);
  const report = await world.cleanup();
  expect(report.plan.refusal?.reason).toBe('no-branches');
});

test('K11 a branch that GitHub does not tell of in the second look keeps its preview', async () => {
  world.github.odd = ({ path }) => (path.includes('/branches/') ? { status: 500, body: 'oops' } : undefined);
  const { results } = await world.cleanup();
  expect(results.every(({ outcome, reason }) => outcome === 'failed' && reason === 'branch-unknown')).toBe(true);
  expect(results.length).toBeGreaterThan(0);
});

test('K59 credentials of another account than settings name: nothing is listed', async () => {
  const settings = world.file;
  Object.defineProperty(world, 'file', {
    value: { ...settings, base: { ...settings.base, account: '999999999999' } },
    configurable: true,
  });
  const before = calls().length;
  await expect(world.cleanup()).rejects.toMatchObject({ code: 'account-wrong', exitCode: 2 });
  expect(calls().slice(before)).toEqual(['GetCallerIdentity']);
  Object.defineProperty(world, 'file', { value: settings, configurable: true });
});

test('K58 two runs at once over the wire leave nothing and fail at nothing', async () => {
  for (const branch of ['twice-one', 'twice-two']) await world.addPreview(branch, 2);
  const reports = await Promise.all([world.cleanup(), world.cleanup()]);
  for (const { results } of reports) expect(results.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
  expect((await world.cleanup()).counts).toMatchObject({ deleted: 0, left: 0 });
});
