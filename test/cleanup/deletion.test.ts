import { PreviewError } from '../../lib/errors';
import { CleanupWorld } from './cleanup-world';

const refused = new PreviewError('stack-refused', 'ValidationError: role is gone', { fault: 'world' });

describe('deleting', () => {
  test('K28 a deletion that CloudFormation refuses stops no other', async () => {
    const world = new CleanupWorld();
    const first = world.addPreview('a-first');
    const second = world.addPreview('b-second');
    world.stacks.faults.fail('remove', refused);
    const report = await world.cleanup();
    expect(report.results.map((result) => result.outcome)).toEqual(['failed', 'deleted']);
    expect(report.left).toEqual([{ name: first.name, because: refused.message }]);
    expect(await world.exists(second)).toBe(false);
  });

  test('K29 the resource that stands in the way is named with its reason', async () => {
    const world = new CleanupWorld();
    const stack = world.addPreview('orphan-one');
    const group = { logicalId: 'Role', type: 'AWS::IAM::Role', reason: 'must detach all policies first' };
    world.stacks.failOperation(stack.name, { operation: 'delete', ...group });
    expect((await world.cleanup()).results).toMatchObject([{ outcome: 'failed', resource: group }]);
  });

  test('K30 a deletion that does not end is reported when the time is up, and others are done', async () => {
    const world = new CleanupWorld();
    world.addPreview('b-second');
    const slow = world.addPreview('a-first');
    world.stacks.endless.add(slow.name);
    const report = await world.cleanup();
    expect(report.results.map((result) => [result.branch, result.outcome])).toEqual([
      ['a-first', 'unfinished'],
      ['b-second', 'deleted'],
    ]);
  });

  test('K31 a stack that vanished since the listing is a success', async () => {
    const world = new CleanupWorld();
    const stack = world.addPreview('orphan-one');
    world.repository.onListed = () => world.stacks.vanish(stack.id);
    const report = await world.cleanup();
    expect(report.results).toMatchObject([{ outcome: 'deleted', reason: 'already-gone', swept: 1 }]);
    expect(world.stacks.removals).toEqual([]);
  });

  test('K33 a bucket that outlives its stack is not emptied', async () => {
    const world = new CleanupWorld();
    const stack = world.addPreview('orphan-one');
    world.addBucket(stack, 'precious', 3);
    world.stacks.template = async () => '{"Resources":{"Bucket":{"Type":"AWS::S3::Bucket","DeletionPolicy":"Retain"}}}';
    world.stacks.failOperation(stack.name, { operation: 'delete' });
    expect((await world.cleanup()).results).toMatchObject([{ outcome: 'failed' }]);
    expect(world.buckets.versions('precious')).toBe(3);
  });

  test('K34 a stack without outputs and without a bucket is simply deleted', async () => {
    const world = new CleanupWorld();
    const stack = world.addPreview('orphan-one', { outputs: {} });
    await world.cleanup();
    expect(await world.exists(stack)).toBe(false);
    expect(world.buckets.calls).toEqual([]);
  });

  test('K35 K51 the bucket is found among the resources; one that an output names is not touched', async () => {
    const world = new CleanupWorld();
    const stack = world.addPreview('orphan-one', { outputs: { BucketName: 'somebody-elses' } });
    world.addBucket(stack, 'uploads', 2);
    world.buckets.fill('somebody-elses', 9);
    world.stacks.failOperation(stack.name, { operation: 'delete' });
    expect((await world.cleanup()).results).toMatchObject([{ outcome: 'deleted' }]);
    expect(world.buckets.calls).toEqual(['uploads']);
  });

  test('K36 a bucket that never came to be is passed over', async () => {
    const world = new CleanupWorld();
    const stack = world.addPreview('orphan-one', { status: 'DELETE_FAILED' });
    const bucket = { logicalId: 'Bucket', physicalId: '', type: 'AWS::S3::Bucket', status: 'DELETE_FAILED' };
    world.stacks.setResources(stack.id, [bucket]);
    expect((await world.cleanup()).results).toMatchObject([{ outcome: 'deleted' }]);
    expect(world.buckets.calls).toEqual([]);
  });

  test('K41 an object that cannot go fails its stack, which is not deleted a second time', async () => {
    const world = new CleanupWorld();
    const stack = world.addPreview('orphan-one');
    world.addBucket(stack, 'uploads', 3);
    world.buckets.block('uploads', 'locked.pdf', 'AccessDenied');
    world.stacks.failOperation(stack.name, { operation: 'delete' });
    const report = await world.cleanup();
    expect(report.results).toMatchObject([{ outcome: 'failed', reason: 'bucket-blocked' }]);
    expect(report.results[0]?.because).toContain('locked.pdf');
    expect(world.stacks.removals).toHaveLength(1);
  });

  test('K46 a bucket that is gone already is no obstacle', async () => {
    const world = new CleanupWorld();
    const stack = world.addPreview('orphan-one', { status: 'DELETE_FAILED' });
    world.addBucket(stack, 'uploads', 1);
    world.buckets.drop('uploads');
    expect((await world.cleanup()).results).toMatchObject([{ outcome: 'deleted' }]);
  });

  test('bundles that cannot be swept are reported as left', async () => {
    const world = new CleanupWorld();
    const stack = world.addPreview('orphan-one');
    world.bundles.faults.fail('sweep', new PreviewError('access-denied', 'no', { fault: 'world' }));
    const report = await world.cleanup();
    expect(report.results).toMatchObject([{ outcome: 'failed', reason: 'sweep-failed' }]);
    expect(report.left).toMatchObject([{ name: stack.name }]);
  });

  test('bundles of a stack that was made anew meanwhile stay', async () => {
    const world = new CleanupWorld();
    const stack = world.addPreview('orphan-one');
    world.stacks.onSettled = () => void world.addPreview('orphan-one', { createdAt: world.clock.now() });
    expect((await world.cleanup()).results).toMatchObject([{ outcome: 'deleted', swept: 0 }]);
    expect(await world.exists(stack)).toBe(false);
    expect(world.bundles.calls).toEqual([]);
  });

  test('at most ten previews are deleted at once', async () => {
    const world = new CleanupWorld();
    for (let index = 0; index < 12; index += 1) world.addPreview(`orphan-${index}x`);
    let most = 0;
    const remove = world.stacks.remove.bind(world.stacks);
    world.stacks.remove = async (id, options) => {
      await remove(id, options);
      let now = 0;
      for await (const stack of world.stacks.list()) if (stack.status === 'DELETE_IN_PROGRESS') now += 1;
      most = Math.max(most, now);
    };
    expect((await world.cleanup({ maxShare: 1 })).results).toHaveLength(12);
    expect(most).toBe(10);
  });
});
