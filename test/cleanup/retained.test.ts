import { PreviewError } from '../../lib/errors';
import { CleanupWorld } from './cleanup-world';

const outage = new PreviewError('aws-unavailable', 'AWS does not answer', { fault: 'world' });
const logOf = (world: CleanupWorld, branch: string) =>
  `/aws/elasticbeanstalk/${world.addable(branch).environmentPrefix}web/var/log/web.stdout.log`;

test('log groups and the snapshots of its stack go with a preview; those of others and of people stay', async () => {
  const world = new CleanupWorld();
  const stack = world.addPreview('orphan-one');
  world.addPreview('alive-one');
  world.stacks.setResources(stack.id, [
    { logicalId: 'Database', physicalId: 'db-1', type: 'AWS::RDS::DBInstance', status: 'CREATE_COMPLETE' },
  ]);
  const { resources } = world.stacks;
  const known: { logicalId: string; physicalId: string; type: string; status: string }[] = [];
  for await (const resource of world.stacks.resources(stack.id)) known.push({ ...resource, status: 'DELETE_COMPLETE' });
  world.stacks.resources = async function* (id) {
    // CloudFormation remembers the resources of a deleted stack.
    if (id === stack.id) yield* known;
    else yield* resources.call(world.stacks, id);
  };
  for (const branch of ['orphan-one', 'alive-one', 'orphan-one-more']) world.retained.addLogGroup(logOf(world, branch));
  world.retained.addSnapshot('shop-preview-orphan-one-snapshot-database-1x', 'db-1');
  world.retained.addSnapshot('before-the-migration', 'db-1');
  world.retained.addSnapshot('shop-preview-orphan-one-snapshot-database-2x', 'db-2');
  const { results } = await world.cleanup();
  expect(results).toMatchObject([
    { remains: [logOf(world, 'orphan-one'), 'shop-preview-orphan-one-snapshot-database-1x'] },
  ]);
  expect(world.retained.names).toEqual([
    logOf(world, 'alive-one'),
    logOf(world, 'orphan-one-more'),
    'before-the-migration',
    'shop-preview-orphan-one-snapshot-database-2x',
  ]);
});

test('what could not be swept is reported, and the next run sweeps it although the stack is gone', async () => {
  const world = new CleanupWorld();
  const stack = world.addPreview('orphan-one');
  world.retained.addLogGroup(logOf(world, 'orphan-one'));
  world.retained.faults.fail('remove', outage);
  const first = await world.cleanup();
  expect(first.results).toMatchObject([{ outcome: 'failed', reason: 'sweep-failed' }]);
  expect(first.left).toMatchObject([{ name: stack.name, because: expect.stringContaining('AWS does not answer') }]);
  const second = await world.cleanup();
  expect(second.swept).toEqual([{ targetId: 'orphan-one', objects: 1 }]);
  expect([second.left, world.retained.names]).toEqual([[], []]);
});

test('a log group that comes back while it is swept is reported', async () => {
  const world = new CleanupWorld();
  world.addPreview('orphan-one');
  const name = logOf(world, 'orphan-one');
  world.retained.addLogGroup(name);
  const remove = world.retained.remove.bind(world.retained);
  world.retained.remove = async (remain) => {
    await remove(remain);
    world.retained.addLogGroup(name);
  };
  expect((await world.cleanup()).left).toMatchObject([{ because: expect.stringContaining('is there again') }]);
});

test('a record whose stack is gone is swept with its folder', async () => {
  const world = new CleanupWorld();
  const stack = world.addPreview('orphan-one');
  await world.addRecord('orphan-one', stack);
  world.stacks.vanish(stack.id);
  expect((await world.cleanup()).swept).toEqual([{ targetId: 'orphan-one', objects: 2 }]);
});

test('a folder whose branch was pushed after the listing is left to its deploy', async () => {
  const world = new CleanupWorld();
  const stack = world.addPreview('orphan-one');
  world.stacks.vanish(stack.id);
  world.repository.onListed = () => world.repository.push('orphan-one');
  expect((await world.cleanup()).swept).toEqual([]);
  expect(world.untouched).toBe(true);
});

test('a stack that is gone in the last look although its deletion failed is no longer left', async () => {
  const world = new CleanupWorld();
  const stack = world.addPreview('orphan-one');
  world.stacks.faults.fail('remove', new PreviewError('stack-refused', 'no', { fault: 'world' }));
  const list = world.stacks.list.bind(world.stacks);
  let listings = 0;
  world.stacks.list = () => {
    listings += 1;
    if (listings === 2) world.stacks.vanish(stack.id);
    return list();
  };
  const { results, left } = await world.cleanup();
  expect([results.map(({ reason }) => reason), left]).toEqual([['already-gone'], []]);
});

test('a stack that is still there in the last look is left, whatever was said of it', async () => {
  const world = new CleanupWorld();
  const stack = world.addPreview('orphan-one');
  const find = world.stacks.find.bind(world.stacks);
  let asked = false;
  world.stacks.remove = async () => {
    asked = true;
  };
  const list = world.stacks.list.bind(world.stacks);
  world.stacks.list = () => {
    asked = false;
    return list();
  };
  world.stacks.find = async (id) => {
    const found = await find(id);
    return asked && id === stack.id && found ? { ...found, status: 'DELETE_COMPLETE' } : found;
  };
  const { results, left } = await world.cleanup();
  expect(results).toMatchObject([{ outcome: 'failed', reason: 'still-there' }]);
  expect(left).toHaveLength(1);
});

test('a listing that lags behind does not make a deleted stack a failure', async () => {
  const world = new CleanupWorld();
  const stack = world.addPreview('orphan-one');
  const list = world.stacks.list.bind(world.stacks);
  let listings = 0;
  world.stacks.list = async function* () {
    listings += 1;
    yield* list();
    if (listings === 2) yield stack;
  };
  expect((await world.cleanup()).left).toEqual([]);
});

test('a stack with the tags of a deleted preview that no listing had is found in the last look', async () => {
  const world = new CleanupWorld();
  const stack = world.addPreview('orphan-one');
  const hidden = world.stacks.add({ ...stack, id: stack.id.replace(/[^/]+$/, '2'), name: `${stack.name}-old` });
  const list = world.stacks.list.bind(world.stacks);
  let listings = 0;
  world.stacks.list = async function* () {
    listings += 1;
    for await (const one of list()) if (listings > 1 || one.id !== hidden.id) yield one;
  };
  expect((await world.cleanup()).left).toEqual([
    { name: hidden.name, because: 'it has the tags of a preview that was deleted' },
  ]);
});

test('a last look that gets no answer is not taken for a good one', async () => {
  const world = new CleanupWorld();
  world.addPreview('orphan-one');
  world.stacks.faults.fail('list', outage, { skip: 1 });
  expect((await world.cleanup()).left).toMatchObject([{ name: 'unverified' }]);
});
