import { PreviewError } from '../../lib/errors';
import { CleanupWorld } from './cleanup-world';

const unreachable = new PreviewError('aws-unreachable', 'AWS does not answer', { fault: 'world' });
const bounds = { maxDeletions: 1000, maxShare: 1 };

describe('which stacks are ours', () => {
  test('K13 an orphan on the third page is found', async () => {
    const world = new CleanupWorld();
    world.stacks.pageSize = 50;
    for (let index = 0; index < 120; index += 1) world.stacks.add({ name: `other-${index}` });
    const orphan = world.addPreview('orphan-one');
    await world.cleanup();
    expect(await world.exists(orphan)).toBe(false);
  });

  test('K14 a page that cannot be had stops the whole run', async () => {
    const world = new CleanupWorld();
    world.stacks.pageSize = 1;
    world.addPreview('orphan-one');
    world.stacks.faults.fail('page', unreachable, { skip: 1 });
    const report = await world.cleanup();
    expect(report.plan.refusal).toMatchObject({ reason: 'stacks-incomplete' });
    expect(world.untouched).toBe(true);
  });

  test.each([
    ['K16 without the tag of a branch', 'preview-stacks:branch'],
    ['K17 without the tag of a project', 'preview-stacks:project'],
  ])('%s a stack named like ours is left alone and reported', async (_case, key) => {
    const world = new CleanupWorld();
    const stack = world.addPreview('orphan-one');
    const { [key]: _removed, ...tags } = stack.tags;
    world.stacks.alter(stack.id, { tags });
    const report = await world.cleanup();
    expect(report.results).toEqual([]);
    expect(await world.exists(stack)).toBe(true);
    expect(report.plan.unowned).toEqual([stack.name]);
  });

  test('K17 stacks named like ours without any tag are counted by name', async () => {
    const world = new CleanupWorld();
    world.stacks.add({ name: 'shop-preview-mystery' });
    expect((await world.cleanup()).plan.unowned).toEqual(['shop-preview-mystery']);
  });

  test('K18 the preview of another repository on the same branch is left alone', async () => {
    const world = new CleanupWorld();
    const theirs = world.addPreview('orphan-one', {}, 'github:other/shop');
    const report = await world.cleanup();
    expect(report.results).toEqual([]);
    expect(await world.exists(theirs)).toBe(true);
    expect(world.untouched).toBe(true);
  });

  test('K19 two stacks of one branch both go', async () => {
    const world = new CleanupWorld();
    const first = world.addPreview('orphan-one');
    const second = world.addPreview('orphan-one', { name: 'shop-preview-orphan-one-older' });
    await world.cleanup(bounds);
    expect([await world.exists(first), await world.exists(second)]).toEqual([false, false]);
  });

  test.each([
    ['its branch', 'release/1.0'],
    ['its stack', 'shop-preview-release*'],
    ['a pattern', 'release/*'],
  ])('K20 a preview protected by %s is kept, and its bucket untouched', async (_what, pattern) => {
    const world = new CleanupWorld();
    world.policy = { protectedBranches: [pattern] };
    const stack = world.addPreview('release/1.0');
    world.addBucket(stack, 'uploads', 3);
    const report = await world.cleanup();
    expect(report.plan.decisions).toMatchObject([{ verdict: 'keep', reason: 'protected-branch' }]);
    expect(world.untouched).toBe(true);
  });

  test('K21 nested stacks and the inner stacks of Beanstalk are never touched, whatever their tags', async () => {
    const world = new CleanupWorld();
    const orphan = world.addPreview('alive-one');
    world.addPreview('orphan-one', { name: 'awseb-e-abcdef-stack' });
    world.addPreview('orphan-one', { name: 'shop-preview-orphan-one-Nested-1', parentId: orphan.id });
    const report = await world.cleanup();
    expect(report.results).toEqual([]);
    expect(report.plan.unowned).toEqual([]);
  });

  test('production and staging are never previews', async () => {
    const world = new CleanupWorld();
    const tags = {
      'preview-stacks:project': 'shop',
      'preview-stacks:repository': 'github:acme/shop',
      'preview-stacks:target': 'staging',
    };
    world.stacks.add({ name: 'shop-staging', tags });
    expect((await world.cleanup()).plan.decisions).toEqual([]);
  });
});

describe('what state a stack is in', () => {
  test.each([
    'CREATE_IN_PROGRESS',
    'UPDATE_IN_PROGRESS',
    'ROLLBACK_IN_PROGRESS',
    'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
  ])('K22 in %s it is left to the next run', async (status) => {
    const world = new CleanupWorld();
    world.addPreview('orphan-one', { status });
    const report = await world.cleanup();
    expect(report.plan.decisions).toMatchObject([{ verdict: 'keep', reason: 'in-progress' }]);
    expect(world.untouched).toBe(true);
  });

  test('K23 that turned since the listing saves it for now', async () => {
    const world = new CleanupWorld();
    const stack = world.addPreview('orphan-one');
    world.repository.onListed = () => world.stacks.alter(stack.id, { status: 'UPDATE_IN_PROGRESS' });
    expect((await world.cleanup()).results).toMatchObject([{ outcome: 'skipped', reason: 'in-progress' }]);
    expect(world.untouched).toBe(true);
  });

  test('K23 a deploy that came and went since the listing saves it for now', async () => {
    const world = new CleanupWorld();
    const stack = world.addPreview('orphan-one');
    world.repository.onListed = () => world.stacks.alter(stack.id, { updatedAt: world.clock.now() });
    expect((await world.cleanup()).results).toMatchObject([{ outcome: 'skipped', reason: 'changed-meanwhile' }]);
    expect(world.untouched).toBe(true);
  });

  test('K24 being deleted it is reported and not deleted again', async () => {
    const world = new CleanupWorld();
    world.addPreview('orphan-one', { status: 'DELETE_IN_PROGRESS' });
    expect((await world.cleanup()).plan.decisions).toMatchObject([{ verdict: 'keep', reason: 'being-deleted' }]);
    expect(world.untouched).toBe(true);
  });

  test('K25 DELETE_FAILED of an earlier run: its bucket is emptied and it is deleted again', async () => {
    const world = new CleanupWorld();
    const stack = world.addPreview('orphan-one', { status: 'DELETE_FAILED' });
    world.addBucket(stack, 'uploads', 2500);
    expect((await world.cleanup()).results).toMatchObject([{ outcome: 'deleted' }]);
    expect(world.buckets.versions('uploads')).toBe(0);
    expect(world.stacks.removals).toHaveLength(1);
  });

  test('K25 what fails again and again is reported after three attempts', async () => {
    const world = new CleanupWorld();
    const stack = world.addPreview('orphan-one');
    world.addBucket(stack, 'uploads', 1);
    for (let attempt = 0; attempt < 5; attempt += 1) world.stacks.failOperation(stack.name, { operation: 'delete' });
    const report = await world.cleanup();
    expect(report.results).toMatchObject([{ outcome: 'failed', reason: 'stack-refused' }]);
    expect(world.stacks.removals).toHaveLength(3);
  });

  test.each(['ROLLBACK_COMPLETE', 'CREATE_FAILED', 'ROLLBACK_FAILED', 'UPDATE_ROLLBACK_FAILED'])(
    'K26 in %s an orphan goes like any other',
    async (status) => {
      const world = new CleanupWorld();
      const stack = world.addPreview('orphan-one', { status });
      await world.cleanup();
      expect(await world.exists(stack)).toBe(false);
    },
  );

  test('K26 a proposal without tags is reported', async () => {
    const world = new CleanupWorld();
    world.stacks.add({ name: 'shop-preview-x', status: 'REVIEW_IN_PROGRESS' });
    expect((await world.cleanup()).plan.unowned).toEqual(['shop-preview-x']);
  });

  test('a stack in an unknown state is kept', async () => {
    const world = new CleanupWorld();
    world.addPreview('orphan-one', { status: 'HIBERNATED' });
    expect((await world.cleanup()).plan.decisions).toMatchObject([{ verdict: 'keep', reason: 'unknown-state' }]);
  });

  test('K27 termination protection is respected before anything is emptied', async () => {
    const world = new CleanupWorld();
    const stack = world.addPreview('orphan-one', { terminationProtection: true });
    world.addBucket(stack, 'uploads', 1);
    expect((await world.cleanup()).plan.decisions).toMatchObject([{ reason: 'termination-protection' }]);
    expect(world.untouched).toBe(true);
  });

  test('K27 termination protection set since the listing is respected', async () => {
    const world = new CleanupWorld();
    const stack = world.addPreview('orphan-one');
    world.repository.onListed = () => world.stacks.alter(stack.id, { terminationProtection: true });
    expect((await world.cleanup()).results).toMatchObject([{ outcome: 'skipped', reason: 'termination-protection' }]);
    expect(world.untouched).toBe(true);
  });
});
