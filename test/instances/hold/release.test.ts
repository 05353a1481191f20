import { failure } from '../../deploy/deploy-world';
import { environmentName, HoldWorld, hour, names } from './hold-world';

const first = 'i-00000000000000001';
const foreign = 'i-0fedcba9876543210';
const entry = (world: HoldWorld, facts: object = {}) => {
  const now = world.clock.now().getTime();
  const at = (ms: number) => new Date(now + ms).toISOString();
  return { service: 'web', instanceId: first, since: at(0), until: at(hour), ...facts };
};

describe('release', () => {
  test('ends the one that is held, and brings the sizes back through the stack', async () => {
    const world = await HoldWorld.deployed();
    await world.hold();
    const outcome = await world.release();
    expect(outcome).toMatchObject({
      ...{ kind: 'released', stackName: names.stackName, shrunk: ['web'] },
      instances: [{ instanceId: first, fate: 'ended' }],
    });
    expect(world.groups.calls).toEqual([`standBy ${first}`, `end ${first}`]);
    expect(await world.deployedSizes()).toEqual({ min: 1, max: 1 });
    expect(await world.held()).toBeUndefined();
    world.clock.advance(hour);
    expect(world.groups.ids(environmentName)).toHaveLength(1);
    expect(world.groups.ids(environmentName)).not.toContain(first);
    expect(world.holdSteps().slice(-2)).toEqual(['end', 'shrink']);
  });

  test('keeps the larger size that settings allow a service to grow to', async () => {
    const world = await HoldWorld.deployed({ min: 1, max: 4 });
    await world.hold();
    expect(await world.deployedSizes()).toEqual({ min: 2, max: 4 });
    await world.release();
    expect(await world.deployedSizes()).toEqual({ min: 1, max: 4 });
  });

  test('says so where nothing is held, and changes nothing', async () => {
    const world = await HoldWorld.deployed();
    expect(await world.release()).toMatchObject({ kind: 'nothing-held' });
    expect(world.stacks.calls).toEqual([]);
  });

  test('of an instance that is not held names those that are', async () => {
    const world = await HoldWorld.deployed();
    await world.hold();
    const refused = await failure(world.release({ instanceId: foreign }));
    expect(refused).toMatchObject({ code: 'instance-not-held', exitCode: 2, hint: `Held: ${first}.` });
    expect(world.standing()).toEqual([first]);
  });

  test('of one that ended meanwhile says so, brings the sizes back, and cleans the record', async () => {
    const world = await HoldWorld.deployed();
    await world.hold();
    world.groups.kill(first);
    expect(await world.release()).toMatchObject({ instances: [{ fate: 'gone' }], shrunk: ['web'] });
    expect(world.groups.calls).toEqual([`standBy ${first}`]);
    expect(await world.held()).toBeUndefined();
  });

  test('ends it where the stack could not be deleted, perhaps because of it', async () => {
    const world = await HoldWorld.deployed();
    await world.hold();
    world.stacks.alter(names.stackName, { status: 'DELETE_FAILED' });
    expect(await failure(world.hold())).toMatchObject({ code: 'stack-stuck' });
    expect(await world.release()).toMatchObject({ instances: [{ fate: 'ended' }], shrunk: [] });
    expect(await world.held()).toBeUndefined();
  });

  test('of a hold that was cut short before it took the instance out lets it serve', async () => {
    const world = await HoldWorld.deployed();
    world.groups.faults.fail('standBy', new Error('killed'));
    await failure(world.hold());
    expect(await world.release()).toMatchObject({ instances: [{ fate: 'in-traffic' }], shrunk: ['web'] });
    expect(world.groups.calls).toEqual([]);
    expect(await world.deployedSizes()).toEqual({ min: 1, max: 1 });
  });
});

describe('a record that another branch wrote', () => {
  test('ends no instance but one that stands by in the group of this very preview', async () => {
    const world = await HoldWorld.deployed();
    const other = 'shop-other--web';
    world.groups.size(other, 1, 1);
    const [neighbour = ''] = world.groups.ids(other);
    await world.forge({
      held: [
        entry(world),
        ...[neighbour, foreign].map((instanceId) => entry(world, { instanceId })),
        entry(world, { instanceId: neighbour, service: 'api' }),
      ],
    });
    const outcome = await world.release();
    expect(outcome).toMatchObject({
      instances: [{ fate: 'in-traffic' }, { fate: 'gone' }, { fate: 'gone' }, { fate: 'gone' }],
    });
    expect(world.groups.calls).toEqual([]);
    expect(await world.held()).toBeUndefined();
  });

  test.each([
    ['makes no service larger', { min: 1, max: 1 }, { min: 100, max: 100 }],
    ['makes no service smaller that hold did not make larger', { min: 3, max: 3 }, { min: 1, max: 1 }],
    ['gives no service a larger size to grow to', { min: 1, max: 1 }, { min: 1, max: 100 }],
  ])('%s', async (_, sizes, grownFrom) => {
    const world = await HoldWorld.deployed(sizes);
    await world.forge({ held: [entry(world, { grownFrom })] });
    await world.release();
    expect(world.stacks.calls).toEqual([]);
    expect(await world.deployedSizes()).toEqual(sizes);
  });
});

describe('the hourly job', () => {
  test('releases what is held longer than was asked for, and nothing before', async () => {
    const world = await HoldWorld.deployed();
    await world.hold({ milliseconds: hour });
    expect(await world.releaseDue()).toBeUndefined();
    world.clock.advance(hour);
    expect(await world.releaseDue()).toMatchObject({ kind: 'released', instances: [{ fate: 'ended' }] });
    expect(await world.releaseDue()).toBeUndefined();
  });

  test.each([
    ['a day after it began, whatever the record says', { until: '2099-01-01T00:00:00.000Z' }, 25 * hour],
    ['at once when the record says that it begins later', { since: '2099-01-01T00:00:00.000Z' }, 0],
  ])('releases %s', async (_, facts, later) => {
    const world = await HoldWorld.deployed();
    await world.hold();
    const [held] = (await world.held()) ?? [];
    if (held) await world.forge({ held: [{ ...held, ...facts }] });
    world.clock.advance(later);
    expect(await world.releaseDue()).toMatchObject({ kind: 'released' });
  });
});
