import { cleanup } from '../../lib/cleanup/cleanup';
import type { CleanupReport } from '../../lib/cleanup/cleanup-request';
import { DeployWorld, names, preview } from '../deploy/deploy-world';
import { FakeHeartbeats } from '../fakes/fake-heartbeats';
import { FakeRetained } from '../fakes/fake-retained';

const hour = 3_600_000;
const branch = 'login-page';

function clean(world: DeployWorld): Promise<CleanupReport> {
  const ports = { ...parts(world), retained: new FakeRetained(), heartbeats: new FakeHeartbeats() };
  return cleanup(ports, { settings: world.request().settings, execute: true });
}

function parts({ account, stacks, buckets, records, bundles, repository, clock, progress }: DeployWorld) {
  return { account, stacks, buckets, records, bundles, repository, clock, progress };
}

/** A preview that was deployed long ago. */
async function deployed(): Promise<DeployWorld> {
  const world = new DeployWorld();
  await world.deploy();
  world.clock.advance(48 * hour);
  return world;
}

/** Every quarter of a second of the time in which both work. */
const offsets = Array.from({ length: 24 }, (_, index) => index * 250);

test.each(offsets)(
  'K58 a branch pushed again %s ms after the cleanup of its preview began gets its preview',
  async (offset) => {
    const world = await deployed();
    world.repository.delete(branch);
    const pushed = (async () => {
      await world.clock.sleep(offset);
      world.repository.push(branch);
      return world.deploy();
    })();
    await Promise.all([clean(world), pushed]);
    const stack = await world.stacks.find(names.stackName);
    expect(stack?.status).toMatch(/^(CREATE|UPDATE)_COMPLETE$/);
    const record = await world.record(preview);
    const hash = record?.deploys[0]?.bundles.web ?? '';
    const bundle = { bucket: 'bundles-staging', targetId: names.targetId, hash };
    expect(await world.bundles.find(bundle)).toBeDefined();
  },
);

test.each(offsets)(
  'a branch deleted %s ms after its deploy began leaves nothing once cleanup has run',
  async (offset) => {
    const world = await deployed();
    const ended = world.deploy().catch(() => undefined);
    await world.clock.sleep(offset);
    world.repository.delete(branch);
    await Promise.all([ended, clean(world)]);
    world.clock.advance(48 * hour);
    expect((await clean(world)).left).toEqual([]);
    expect(await world.stacks.find(names.stackName)).toBeUndefined();
    expect(world.bundles.holds('bundles-staging', names.targetId)).toBe(false);
  },
);
