import { PreviewError } from '../../lib/errors';
import { CleanupWorld } from './cleanup-world';

const group = { operation: 'delete', logicalId: 'Group', type: 'AWS::EC2::SecurityGroup' } as const;
const busy = { ...group, reason: 'resource sg-1 has a dependent object (DependencyViolation)' };

test('what passes by itself is waited for, longer each time, and then the stack goes', async () => {
  const world = new CleanupWorld();
  const stack = world.addPreview('orphan-one');
  world.stacks.failOperation(stack.name, busy);
  world.stacks.failOperation(stack.name, busy);
  expect((await world.cleanup()).results).toMatchObject([{ outcome: 'deleted' }]);
  expect(world.clock.sleeps.filter((ms) => ms >= 30_000)).toEqual([30_000, 60_000]);
});

test('what ought to pass and does not is reported after some minutes', async () => {
  const world = new CleanupWorld();
  const stack = world.addPreview('orphan-one');
  for (let time = 0; time < 9; time += 1) world.stacks.failOperation(stack.name, busy);
  const { results, left } = await world.cleanup();
  expect(results).toMatchObject([{ outcome: 'failed', resource: { logicalId: 'Group' } }]);
  expect(left).toHaveLength(1);
  expect(world.stacks.removals).toHaveLength(5);
});

test('report 8 K-8: what stood in the way of an earlier run is waited for once', async () => {
  const world = new CleanupWorld();
  const statusReason = 'The following resource(s) failed to delete: [Other, Group].';
  const stack = world.addPreview('orphan-one', { status: 'DELETE_FAILED', statusReason });
  for (let time = 0; time < 9; time += 1) world.stacks.failOperation(stack.name, busy);
  expect((await world.cleanup()).results).toMatchObject([{ outcome: 'failed' }]);
  expect(world.stacks.removals).toHaveLength(2);
  expect(world.clock.sleeps.filter((ms) => ms >= 30_000)).toEqual([30_000]);
});

test('report 8 K-8: another cause than before is waited for as long as any', async () => {
  const world = new CleanupWorld();
  const statusReason = 'The following resource(s) failed to delete: [Other].';
  const stack = world.addPreview('orphan-one', { status: 'DELETE_FAILED', statusReason });
  for (let time = 0; time < 9; time += 1) world.stacks.failOperation(stack.name, busy);
  await world.cleanup();
  expect(world.stacks.removals).toHaveLength(5);
});

test('one lasting failure beside a passing one is not waited for', async () => {
  const world = new CleanupWorld();
  const stack = world.addPreview('orphan-one');
  world.stacks.failOperation(stack.name, { ...group, reason: 'must detach all policies first' });
  await world.cleanup();
  expect(world.stacks.removals).toHaveLength(1);
});

test('looks that get no answer do not end the watch over a deletion', async () => {
  const world = new CleanupWorld();
  world.addPreview('orphan-one');
  const outage = new PreviewError('throttled', 'too many requests', { fault: 'world' });
  world.stacks.faults.fail('deleting', outage, { times: 40 });
  expect((await world.cleanup()).results).toMatchObject([{ outcome: 'deleted' }]);
});

test('D10 an endpoint that answers no look until the time is up ends it, and the preview is reported', async () => {
  const world = new CleanupWorld();
  world.addPreview('orphan-one');
  const outage = new PreviewError('throttled', 'too many requests', { fault: 'world' });
  world.stacks.operationMs = 36_000_000;
  world.stacks.faults.fail('deleting', outage, { times: Number.POSITIVE_INFINITY });
  expect((await world.cleanup()).results).toMatchObject([{ outcome: 'failed', because: 'too many requests' }]);
});

test('looks that AWS refuses end it after some of them', async () => {
  const world = new CleanupWorld();
  world.addPreview('orphan-one');
  world.stacks.operationMs = 36_000_000;
  const refusal = new PreviewError('access-denied', 'no right to look', { fault: 'world' });
  world.stacks.faults.fail('deleting', refusal, { times: Number.POSITIVE_INFINITY });
  const began = world.clock.now().getTime();
  expect((await world.cleanup()).results).toMatchObject([{ outcome: 'failed', because: 'no right to look' }]);
  expect(world.clock.now().getTime() - began).toBeLessThan(600_000);
});

test('ten deletions are watched with one request a look', async () => {
  const world = new CleanupWorld();
  world.stacks.operationMs = 60_000;
  for (let index = 0; index < 10; index += 1) world.addPreview(`orphan-${index}x`);
  let looks = 0;
  const deleting = world.stacks.deleting.bind(world.stacks);
  world.stacks.deleting = () => {
    looks += 1;
    return deleting();
  };
  let finds = 0;
  const find = world.stacks.find.bind(world.stacks);
  world.stacks.find = (id) => {
    finds += 1;
    return find(id);
  };
  expect((await world.cleanup({ maxShare: 1 })).counts.deleted).toBe(10);
  expect(looks).toBeLessThan(90);
  // One before, one to confirm, one by name before the sweep.
  expect(finds).toBe(30);
});

test('a state that lags behind the request is not taken for the end of the deletion', async () => {
  const world = new CleanupWorld();
  const stack = world.addPreview('orphan-one');
  const find = world.stacks.find.bind(world.stacks);
  const deleting = world.stacks.deleting.bind(world.stacks);
  const lagging = () => world.stacks.removals.length > 0 && world.clock.sleeps.length < 5;
  world.stacks.deleting = async function* () {
    if (!lagging()) yield* deleting();
  };
  world.stacks.find = async (id) => {
    const found = await find(id);
    return lagging() && found ? { ...found, status: stack.status } : found;
  };
  expect((await world.cleanup()).results).toMatchObject([{ outcome: 'deleted' }]);
  expect(world.stacks.removals).toHaveLength(1);
});
