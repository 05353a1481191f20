import { CreateChangeSetCommand } from '@aws-sdk/client-cloudformation';
import { PreviewError } from '../../../lib/errors';
import { ownershipTags } from '../../../lib/naming/ownership-tags';
import type { Stack } from '../../../lib/ports/stacks';
import { type Started, start } from '../../local/start';
import { CleanupWorld } from '../cleanup-world';
import { WireWorld } from '../wire-world';

const outage = new PreviewError('unavailable', 'AWS does not answer', { fault: 'world' });
const tagsOf = (branch: string, repository = 'github:acme/shop') =>
  ownershipTags({ project: 'shop', repository, target: { kind: 'preview', branch } });

/** What an interrupted first deploy leaves on AWS: a stack without tags, at which change sets wait. */
function propose(
  world: CleanupWorld,
  proposed: readonly Readonly<Record<string, string>>[],
  facts: Partial<Stack> = {},
) {
  const createdAt = new Date('2026-11-01T00:00:00Z');
  const name = 'shop-preview-orphan-one';
  const stack = world.stacks.add({ name, status: 'REVIEW_IN_PROGRESS', createdAt, ...facts });
  world.stacks.proposed.set(stack.id, proposed);
  return stack;
}

describe('K26 P1 a stack that was never more than a proposal', () => {
  test('goes when its change sets say that it is ours', async () => {
    const world = new CleanupWorld();
    const stack = propose(world, [tagsOf('orphan-one'), tagsOf('orphan-one')]);
    expect((await world.cleanup()).results).toMatchObject([{ outcome: 'deleted', branch: 'orphan-one' }]);
    expect(await world.exists(stack)).toBe(false);
  });

  test('stays within the grace, and while its branch lives', async () => {
    const world = new CleanupWorld();
    propose(world, [tagsOf('orphan-one')], { createdAt: world.clock.now() });
    expect((await world.cleanup()).plan.decisions).toMatchObject([{ reason: 'young' }]);
    world.repository.push('orphan-one');
    expect((await world.cleanup()).plan.decisions).toMatchObject([{ reason: 'branch-alive' }]);
    expect(world.untouched).toBe(true);
  });

  test.each([
    ['no change set is left', []],
    ['its change sets disagree', [tagsOf('orphan-one'), tagsOf('orphan-two')]],
    ['one of them has no tags', [tagsOf('orphan-one'), {}]],
  ])('is named and left alone when %s', async (_what, proposed) => {
    const world = new CleanupWorld();
    propose(world, proposed);
    const { plan } = await world.cleanup();
    expect([plan.decisions, plan.unowned]).toEqual([[], ['shop-preview-orphan-one']]);
    expect(world.untouched).toBe(true);
  });

  test('is left alone when its change set is that of another repository', async () => {
    const world = new CleanupWorld();
    propose(world, [tagsOf('orphan-one', 'github:other/shop')]);
    expect((await world.cleanup()).plan.decisions).toEqual([]);
    expect(world.untouched).toBe(true);
  });

  test('is named and left alone when it holds a resource', async () => {
    const world = new CleanupWorld();
    const stack = propose(world, [tagsOf('orphan-one')]);
    const resource = { logicalId: 'X', physicalId: 'x', type: 'AWS::SNS::Topic', status: 'CREATE_COMPLETE' };
    world.stacks.setResources(stack.id, [resource]);
    expect((await world.cleanup()).plan.unowned).toEqual(['shop-preview-orphan-one']);
    expect(world.untouched).toBe(true);
  });

  test.each(['proposals', 'resources'] as const)(
    'is named and left alone when its %s cannot be read',
    async (method) => {
      const world = new CleanupWorld();
      propose(world, [tagsOf('orphan-one')]);
      world.stacks.faults.fail(method, outage);
      expect((await world.cleanup()).plan.unowned).toEqual(['shop-preview-orphan-one']);
      expect(world.untouched).toBe(true);
    },
  );

  test('is spared when its change sets are gone, or others, at the second look', async () => {
    for (const later of [[], [tagsOf('orphan-two')]]) {
      const world = new CleanupWorld();
      const stack = propose(world, [tagsOf('orphan-one')]);
      world.repository.onListed = () => void world.stacks.proposed.set(stack.id, later);
      expect((await world.cleanup()).results).toMatchObject([{ outcome: 'skipped', reason: 'changed-meanwhile' }]);
      expect(world.untouched).toBe(true);
    }
  });

  test('is spared when a deploy went on with it meanwhile', async () => {
    const world = new CleanupWorld();
    const stack = propose(world, [tagsOf('orphan-one')]);
    world.repository.onListed = () =>
      world.stacks.alter(stack.id, { status: 'CREATE_IN_PROGRESS', tags: tagsOf('orphan-one') });
    expect((await world.cleanup()).results).toMatchObject([{ outcome: 'skipped', reason: 'in-progress' }]);
    expect(world.untouched).toBe(true);
  });
});

describe('over the wire', () => {
  let local: Started;
  let world: WireWorld;
  beforeAll(async () => {
    local = await start();
    world = await WireWorld.open(local);
  });
  afterAll(async () => {
    await world.close();
    await local.close();
  });

  test('K26 P1 C1 the endpoint shows no tags before a change set is executed, and the proposal goes all the same', async () => {
    const StackName = 'shop-preview-orphan-one';
    await world.clients.cloudFormation.send(
      new CreateChangeSetCommand({
        StackName,
        ChangeSetName: 'first',
        ChangeSetType: 'CREATE',
        TemplateBody: '{"Resources":{"Topic":{"Type":"AWS::S3::Bucket"}}}',
        Tags: Object.entries(tagsOf('orphan-one')).map(([Key, Value]) => ({ Key, Value })),
      }),
    );
    expect(await world.ports.stacks.find(StackName)).toMatchObject({ status: 'REVIEW_IN_PROGRESS', tags: {} });
    const { results, left } = await world.cleanup();
    expect([results.map(({ outcome }) => outcome), left]).toEqual([['deleted'], []]);
    expect(await world.stackNames()).toEqual([]);
  });
});
