import { PreviewError } from '../../lib/errors';
import { commit, DeployWorld, preview } from './deploy-world';

const usualTimes = (world: DeployWorld) => world.events.filter((event) => event.kind === 'usual-times');

async function shared(world: DeployWorld, folder: string, stage = 'staging') {
  const stack = await world.stacks.find(`shop-application-${stage}`);
  return world.records.peek({ bucket: `bundles-${stage}`, targetId: folder, stackId: stack?.id ?? '' });
}

test('a first deploy says nothing of former ones, and keeps its times for the deploys of all previews', async () => {
  const world = new DeployWorld();
  await world.deploy();
  expect(usualTimes(world)).toEqual([]);
  const record = await shared(world, 'previews');
  expect(record).toMatchObject({ commit, deploys: [], durations: { create: { stack: [1] } } });
  expect(record?.durations).not.toHaveProperty('update');
});

test('a deploy hears of those that did the same to their stack, a new one apart from a change', async () => {
  const world = new DeployWorld();
  await world.deploy();
  world.stacks.operationMs = 5000;
  await world.deploy(preview, { settings: world.request().settings });
  expect(usualTimes(world)).toEqual([]);
  world.stacks.vanish('shop-preview-login-page');
  await world.deploy();
  const [times] = usualTimes(world);
  expect(times).toMatchObject({
    operation: 'create',
    steps: { stack: { shortest: 1000, median: 1000, longest: 1000 } },
  });
});

test('the median of the last nine is what is usual', async () => {
  const world = new DeployWorld();
  for (let deploy = 0; deploy < 11; deploy += 1) {
    world.stacks.operationMs = (deploy + 1) * 1000;
    await world.deploy();
    world.stacks.vanish('shop-preview-login-page');
  }
  const kept = (await shared(world, 'previews'))?.durations?.create?.stack ?? [];
  expect(kept).toHaveLength(9);
  world.events.length = 0;
  await world.deploy();
  const [first, last] = [kept[8] ?? 0, kept[0] ?? 0];
  const stack = { shortest: first * 1000, median: (kept[4] ?? 0) * 1000, longest: last * 1000 };
  expect(last).toBeGreaterThan(first);
  expect(usualTimes(world)).toMatchObject([{ steps: { stack } }]);
});

test('staging keeps its own', async () => {
  const world = new DeployWorld();
  await world.deploy({ kind: 'staging' });
  expect((await shared(world, 'staging'))?.durations?.create).toBeDefined();
  expect(await shared(world, 'previews')).toBeUndefined();
});

test('a deploy goes well without times: they can be neither read nor written', async () => {
  const world = new DeployWorld();
  const denied = new PreviewError('access-denied', 'no', { fault: 'world' });
  const [read, write] = [world.records.read.bind(world.records), world.records.write.bind(world.records)];
  world.records.read = async (at) => (at.targetId === 'previews' ? Promise.reject(denied) : read(at));
  world.records.write = async (at, ...rest) =>
    at.targetId === 'previews' ? Promise.reject(denied) : write(at, ...rest);
  expect(await world.deploy()).toMatchObject({ kind: 'deployed' });
});
