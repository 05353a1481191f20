import { rollback } from '../../../lib/deploy/rollback/rollback';
import { PreviewError } from '../../../lib/errors';
import { environmentName, HoldWorld, hour, names, preview } from '../../instances/hold/hold-world';
import { commit, failure } from '../deploy-world';

const first = 'i-00000000000000001';
const next = commit.replaceAll('1', '2');

/** A world in which an instance is held, and somebody pushes. */
async function pushed(): Promise<HoldWorld> {
  const world = await HoldWorld.deployed();
  await world.hold({ why: 'leaks' });
  push(world);
  return world;
}

function push(world: HoldWorld): void {
  world.repository.push('login-page', next);
  world.checkout.currentCommit = next;
  world.stacks.calls.length = 0;
}

describe('while an instance is held', () => {
  test('a deploy is refused, and says who holds which, why, and what to do', async () => {
    const world = await pushed();
    const refused = await failure(world.deploy());
    expect(refused).toMatchObject({ code: 'instance-held', exitCode: 1, hint: expect.stringContaining('--release') });
    expect(refused.message).toContain(`${first} of web, held since`);
    expect(world.stacks.calls).toEqual([]);
    expect(world.standing()).toEqual([first]);
  });

  test('a rollback is refused', async () => {
    const world = await pushed();
    const refused = await failure(rollback(world, { settings: world.request().settings }));
    expect(refused).toMatchObject({ code: 'instance-held' });
    expect(world.stacks.calls).toEqual([]);
  });

  test('a deploy with --release ends it, brings the sizes of the settings, and cleans the record', async () => {
    const world = await pushed();
    expect(await world.deploy(preview, { release: true })).toMatchObject({ kind: 'deployed', operation: 'updated' });
    expect(world.groups.calls).toEqual([`standBy ${first}`, `end ${first}`]);
    expect(world.stacks.calls).toEqual([`update ${names.stackName}`]);
    expect(await world.deployedSizes()).toEqual({ min: 1, max: 1 });
    expect(await world.held()).toBeUndefined();
  });

  test('a deploy with --release that has nothing to deploy ends it all the same, and cleans the record', async () => {
    const world = await HoldWorld.deployed({ min: 2, max: 2 });
    await world.hold();
    const outcome = await world.deploy(preview, { release: true });
    expect(outcome).toMatchObject({ kind: 'deployed', operation: 'unchanged' });
    expect(world.standing()).toEqual([]);
    expect(await world.held()).toBeUndefined();
  });

  test('a deploy with --release that fails before it changes the stack leaves the instance', async () => {
    const world = await pushed();
    const broken = new PreviewError('template-refused', 'on purpose', { fault: 'world' });
    world.synthesizer.faults.fail('environment', broken);
    expect(await failure(world.deploy(preview, { release: true }))).toMatchObject({ code: 'template-refused' });
    expect(world.standing()).toEqual([first]);
    expect(await world.held()).toHaveLength(1);
  });

  test('a deploy with --release says what then, where the role for previews may end no instance', async () => {
    const world = await pushed();
    const denied = new PreviewError('access-denied', 'not authorized to perform TerminateInstance', { fault: 'world' });
    world.groups.faults.fail('end', denied);
    expect(await failure(world.deploy(preview, { release: true }))).toMatchObject({
      code: 'access-denied',
      hint: expect.stringContaining('preview-stacks release'),
    });
    expect(world.stacks.calls).toEqual([]);
    expect(await world.held()).toHaveLength(1);
  });
});

test('a deploy goes on where the one that was held has ended meanwhile', async () => {
  const world = await pushed();
  world.groups.kill(first);
  expect(await world.deploy()).toMatchObject({ kind: 'deployed' });
  expect(await world.held()).toBeUndefined();
});

test('an entry that names an instance elsewhere stops no deploy, and ends nothing', async () => {
  const world = await HoldWorld.deployed();
  world.groups.size('shop-other--web', 1, 1);
  const [instanceId = ''] = world.groups.ids('shop-other--web');
  const since = world.clock.now();
  const until = new Date(since.getTime() + hour);
  await world.forge({
    held: [{ service: 'web', instanceId, since: since.toISOString(), until: until.toISOString() }],
  });
  push(world);
  expect(await world.deploy(preview, { release: true })).toMatchObject({ kind: 'deployed' });
  expect(world.groups.calls).toEqual([]);
});

test('a hold that begins while a deploy waits for health stays in the record', async () => {
  const world = await HoldWorld.deployed({ min: 2, max: 2 });
  push(world);
  const find = world.environments.find.bind(world.environments);
  let holding: Promise<unknown> | undefined;
  world.environments.find = async (name) => {
    holding ??= world.hold({ now: true });
    await holding;
    return find(name);
  };
  await world.deploy();
  expect(await world.held()).toMatchObject([{ instanceId: first }]);
  expect(world.groups.ids(environmentName, 'Standby')).toEqual([first]);
});
