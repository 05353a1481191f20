import { PreviewError } from '../../lib/errors';
import { ownerOf, previewOf } from '../../lib/previews/preview';
import { dueOf } from '../../lib/sleep/due-of';
import { DueWorld } from './due-world';

const hour = 3_600_000;
const start = new Date('2026-11-24T00:00:00Z');

function idleWorld(): DueWorld {
  const world = new DueWorld({ sleep: { idleHours: 8 } }, start);
  world.deploy('login');
  world.clock.advance(9 * hour);
  return world;
}

/** As `why` asks: one preview with its record. */
async function asked(world: DueWorld, branch = 'login') {
  const stack = world.stacks.all.find(({ outputs }) => outputs.DatabaseIdentifier === `db-${branch}`);
  const preview = stack && previewOf(stack, ownerOf(world.settingsOf(branch), world.repository));
  if (preview === undefined) throw new Error(`no preview of ${branch}`);
  const { layer: _, ...ports } = world;
  const { preview: __, ...decision } = await dueOf(
    { ...ports, databases: { status: async (instance) => world.status(instance.slice('db-'.length)) } },
    { ...preview, record: world.record(branch) },
    { settings: world.settingsOf('*'), settingsOf: (name) => world.settingsOf(name) },
  );
  return decision;
}

test('one preview is decided as the hourly job decides it', async () => {
  const world = idleWorld();
  const { decisions } = await world.run(false);
  const [{ preview: _, ...decision } = { preview: undefined }] = decisions;
  expect(await asked(world)).toEqual(decision);
  expect(decision).toEqual({ act: 'sleep', reason: 'idle', as: 'idle', because: 'it was last deployed 9 h 0 min ago' });
});

test('a request that a balancer counted keeps it awake', async () => {
  const world = idleWorld();
  await asked(world);
  const [environment = ''] = world.traffic.calls;
  world.traffic.visit(environment, new Date(start.getTime() + 7 * hour));
  expect(await asked(world)).toEqual({
    ...{ act: 'nothing', reason: 'awake' },
    because: 'its balancer counted the last request 1 h 55 min ago',
  });
});

test('without the right to ask, it goes by deploys and says so', async () => {
  const world = idleWorld();
  world.traffic.unknown = 'AWS refused cloudwatch:GetMetricData';
  const because = 'it was last deployed 9 h 0 min ago; requests are not known (AWS refused cloudwatch:GetMetricData)';
  expect(await asked(world)).toEqual({ act: 'sleep', reason: 'idle', as: 'idle', because });
});

test('what fails just now, or an application that is not there, is in the decision', async () => {
  const world = idleWorld();
  world.traffic.faults.fail('requests', new PreviewError('throttled', 'AWS asks for patience', { fault: 'world' }));
  expect(await asked(world)).toEqual({
    ...{ act: 'nothing', reason: 'unknown' },
    because: 'not decided: AWS asks for patience',
  });
  world.stacks.faults.fail('find', new PreviewError('access-denied', 'AWS refused it', { fault: 'world' }));
  expect(await asked(world)).toMatchObject({ act: 'nothing', because: 'not decided: AWS refused it' });
});
