import { PreviewError } from '../../lib/errors';
import { CleanupWorld } from './cleanup-world';

const unreachable = new PreviewError('github-unreachable', 'GitHub does not answer', { fault: 'world' });

describe('branches decide', () => {
  test('a preview whose branch exists is kept, one whose branch is gone is deleted with its bundles', async () => {
    const world = new CleanupWorld();
    const alive = world.addPreview('alive-one');
    const orphan = world.addPreview('orphan-one');
    const report = await world.cleanup();
    expect(report.results).toMatchObject([{ branch: 'orphan-one', outcome: 'deleted', reason: 'deleted', swept: 1 }]);
    expect(report.left).toEqual([]);
    expect([await world.exists(alive), await world.exists(orphan)]).toEqual([true, false]);
    expect(world.bundles.calls).toEqual(['sweep orphan-one']);
    expect(world.stacks.removals[0]).toMatchObject({
      stackId: orphan.id,
      roleArn: 'arn:aws:iam::111122223333:role/preview-cloudformation',
    });
  });

  test('K1 a repository without any branch is not believed', async () => {
    const world = new CleanupWorld();
    world.addPreview('orphan-one');
    world.repository.delete('main');
    world.repository.delete('alive-one');
    const report = await world.cleanup();
    expect(report).toMatchObject({ executed: false, plan: { refusal: { reason: 'no-branches' } } });
    expect(world.untouched).toBe(true);
  });

  test('K2 branches that cannot be listed stop the whole run', async () => {
    const world = new CleanupWorld();
    world.addPreview('orphan-one');
    world.repository.faults.fail('branches', unreachable);
    const report = await world.cleanup();
    expect(report.plan.refusal).toMatchObject({ reason: 'branches-incomplete' });
    expect(report.plan.refusal?.because).toContain('GitHub does not answer');
    expect(world.untouched).toBe(true);
  });

  test('K3 a part of the branches is never taken for all of them', async () => {
    const world = new CleanupWorld();
    world.addPreview('late-one');
    for (let index = 0; index < 200; index += 1) world.repository.push(`branch-${index}`);
    world.repository.push('late-one');
    world.repository.faults.fail('page', unreachable, { skip: 1 });
    expect((await world.cleanup()).plan.refusal).toMatchObject({ reason: 'branches-incomplete' });
    expect(world.untouched).toBe(true);
  });

  test('K8 a branch on the third page is seen', async () => {
    const world = new CleanupWorld();
    world.addPreview('late-one');
    for (let index = 0; index < 200; index += 1) world.repository.push(`branch-${index}`);
    world.repository.push('late-one');
    expect((await world.cleanup()).results).toEqual([]);
  });

  test('K9 a listing without the default branch is not believed', async () => {
    const world = new CleanupWorld();
    world.addPreview('orphan-one');
    world.repository.delete('main');
    expect((await world.cleanup()).plan.refusal).toMatchObject({ reason: 'default-branch-missing' });
    expect(world.untouched).toBe(true);
  });

  test('a default branch that cannot be asked makes the listing incomplete', async () => {
    const world = new CleanupWorld();
    world.addPreview('orphan-one');
    world.repository.faults.fail('defaultBranch', unreachable);
    expect((await world.cleanup()).plan.refusal).toMatchObject({ reason: 'branches-incomplete' });
  });

  test.each(['Feature/X', 'feature-x', 'feature/X', 'fix#123', '100%', '日本語', 'a=b'])(
    'K10 the branch %s keeps its own preview and no other',
    async (name) => {
      const world = new CleanupWorld();
      const mine = world.addPreview(name);
      const other = world.addPreview('feature/x');
      world.repository.push(name);
      const report = await world.cleanup();
      expect(report.results.map((result) => result.branch)).toEqual(['feature/x']);
      expect([await world.exists(mine), await world.exists(other)]).toEqual([true, false]);
    },
  );

  test('K11 a branch that came back since the listing saves its preview', async () => {
    const world = new CleanupWorld();
    const stack = world.addPreview('came-back');
    world.repository.onListed = () => world.repository.push('came-back');
    const report = await world.cleanup();
    expect(report.results).toMatchObject([{ outcome: 'skipped', reason: 'branch-returned' }]);
    expect(await world.exists(stack)).toBe(true);
    expect(world.untouched).toBe(true);
  });

  test('K11 a second look that gets no answer saves the preview and fails the run', async () => {
    const world = new CleanupWorld();
    const stack = world.addPreview('orphan-one');
    world.repository.faults.fail('branch', unreachable);
    const report = await world.cleanup();
    expect(report.results).toMatchObject([{ outcome: 'failed', reason: 'branch-unknown' }]);
    expect(report.left).toMatchObject([{ name: stack.name }]);
    expect(world.untouched).toBe(true);
  });

  test('K12 a branch pushed and deployed between the two listings is safe', async () => {
    const world = new CleanupWorld();
    world.stacks.onListed = () => {
      world.repository.push('brand-new');
      world.addPreview('brand-new');
    };
    const report = await world.cleanup();
    expect(report.results).toEqual([]);
    expect(report.swept).toEqual([]);
    expect(world.untouched).toBe(true);
  });

  test('stacks are listed before branches', async () => {
    const world = new CleanupWorld();
    await world.cleanup();
    const listed = world.events.flatMap((event) => (event.kind === 'listed' ? [event.what] : []));
    expect(listed).toEqual(['stacks', 'bundles', 'branches', 'records']);
  });
});
