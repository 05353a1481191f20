import type { CleanupPorts } from '../../lib/cleanup/cleanup-request';
import { destroy } from '../../lib/cleanup/destroy';
import { why } from '../../lib/cleanup/plan/why';
import { explanationLines } from '../../lib/cli/render/explanation';
import { PreviewError } from '../../lib/errors';
import { ownershipTags } from '../../lib/naming/ownership-tags';
import type { Target } from '../../lib/naming/target';
import { failure } from '../deploy/deploy-world';
import { CleanupWorld } from './cleanup-world';

function run(world: CleanupWorld, target: Target = { kind: 'preview', branch: 'alive-one' }, confirmed = false) {
  return destroy(world, { settings: world.settings(target), confirmed, signal: world.abort.signal });
}

describe('destroy', () => {
  test('removes the preview of a branch that lives, its data and its bundles', async () => {
    const world = new CleanupWorld();
    const stack = world.addPreview('alive-one');
    world.addBucket(stack, 'uploads', 4);
    world.stacks.failOperation(stack.name, { operation: 'delete' });
    expect(await run(world)).toMatchObject({
      kind: 'tried',
      result: { outcome: 'deleted', branch: 'alive-one', swept: 1 },
    });
    expect(await world.exists(stack)).toBe(false);
    expect(world.buckets.versions('uploads')).toBe(0);
  });

  test.each(['staging', 'production'] as const)('removes %s only when it is confirmed', async (kind) => {
    const world = new CleanupWorld();
    const tags = ownershipTags({ project: 'shop', repository: 'github:acme/shop', target: { kind } });
    const stack = world.stacks.add({ name: `shop-${kind}`, tags });
    expect(await run(world, { kind })).toEqual({ kind: 'unconfirmed', stackName: `shop-${kind}` });
    expect(world.stacks.calls).toEqual([]);
    expect(await run(world, { kind }, true)).toMatchObject({ result: { outcome: 'deleted' } });
    expect(await world.exists(stack)).toBe(false);
  });

  test('finds no stack: sweeps what a preview left, and says so', async () => {
    const world = new CleanupWorld();
    world.bundles.add({ bucket: 'bundles-staging', targetId: 'alive-one', hash: 'a'.repeat(64) });
    expect(await run(world)).toEqual({ kind: 'nothing-there', stackName: 'shop-preview-alive-one', swept: 1 });
  });

  test('leaves the stack of another repository alone', async () => {
    const world = new CleanupWorld();
    world.addPreview('alive-one', {}, 'github:other/shop');
    expect(await failure(run(world))).toMatchObject({ code: 'stack-not-ours', exitCode: 1 });
    expect(world.untouched).toBe(true);
  });

  test('leaves a protected stack and its bucket alone', async () => {
    const world = new CleanupWorld();
    const stack = world.addPreview('alive-one', { terminationProtection: true, status: 'DELETE_FAILED' });
    world.addBucket(stack, 'uploads', 1);
    expect(await failure(run(world))).toMatchObject({ code: 'stack-protected' });
    expect(world.untouched).toBe(true);
  });

  test('waits for an operation under way', async () => {
    const world = new CleanupWorld();
    const stack = world.addPreview('alive-one', { status: 'UPDATE_IN_PROGRESS' });
    world.clock.after(60_000, () => world.stacks.alter(stack.id, { status: 'UPDATE_COMPLETE' }));
    expect(await run(world)).toMatchObject({ result: { outcome: 'deleted' } });
  });

  test('gives up on an operation that does not end', async () => {
    const world = new CleanupWorld();
    world.addPreview('alive-one', { status: 'UPDATE_IN_PROGRESS' });
    expect(await failure(run(world))).toMatchObject({ code: 'stack-busy', exitCode: 1 });
    expect(world.untouched).toBe(true);
  });

  test('tells what stands in the way', async () => {
    const world = new CleanupWorld();
    const stack = world.addPreview('alive-one');
    world.stacks.failOperation(stack.name, {
      operation: 'delete',
      logicalId: 'Role',
      type: 'AWS::IAM::Role',
      reason: 'in use',
    });
    expect(await run(world)).toMatchObject({
      result: { outcome: 'failed', resource: { logicalId: 'Role', reason: 'in use' } },
    });
  });

  test('in another account than settings name looks at nothing', async () => {
    const world = new CleanupWorld();
    world.account.account = '999999999999';
    expect(await failure(run(world))).toMatchObject({ code: 'account-wrong', exitCode: 2 });
  });

  test('interrupted says that CloudFormation goes on', async () => {
    const world = new CleanupWorld();
    world.addPreview('alive-one');
    world.clock.after(200, () => world.abort.abort(new PreviewError('interrupted', 'stop', { fault: 'user' })));
    expect((await failure(run(world))).message).toContain('shop-preview-alive-one is being deleted');
  });
});

describe('why', () => {
  const ask = (world: CleanupWorld, branch: string, target: Target = { kind: 'preview', branch }) =>
    why(world as CleanupPorts, { settings: world.settings(), branch, target });

  test('explains the decision on one branch with what it was made of, and changes nothing', async () => {
    const world = new CleanupWorld();
    world.addPreview('alive-one');
    world.addPreview('orphan-one');
    expect(await ask(world, 'alive-one')).toMatchObject({
      stackName: 'shop-preview-alive-one',
      branchAlive: true,
      decisions: [{ verdict: 'keep', reason: 'branch-alive' }],
    });
    expect(await ask(world, 'orphan-one')).toMatchObject({
      branchAlive: false,
      decisions: [{ verdict: 'delete', reason: 'branch-gone' }],
    });
    expect(world.untouched).toBe(true);
  });

  test('says that a branch has no preview', async () => {
    expect(await ask(new CleanupWorld(), 'alive-one')).toMatchObject({ branchAlive: true, decisions: [] });
  });

  test('says why a branch has none by its name', async () => {
    const explained = await ask(new CleanupWorld(), 'docs-no-infra');
    expect(explanationLines(explained, 'preview')).toContain(
      'decision    none: it matches *-no-infra and gets no preview',
    );
  });

  test('names the stack of staging for its branch, which has no preview', async () => {
    const explained = await ask(new CleanupWorld(), 'main', { kind: 'staging' });
    expect(explanationLines(explained, 'staging')).toEqual(
      expect.arrayContaining([
        'stack       shop-staging',
        'decision    none: it is the branch of staging, which cleanup never touches',
      ]),
    );
  });

  test('does not claim to know a branch when branches cannot be listed', async () => {
    const world = new CleanupWorld();
    world.addPreview('orphan-one');
    world.repository.faults.fail('branches', new PreviewError('github-unreachable', 'no', { fault: 'world' }));
    const explained = await ask(world, 'orphan-one');
    expect(explained.branchAlive).toBe('unknown');
    expect(explained.plan.refusal?.reason).toBe('branches-incomplete');
  });
});
