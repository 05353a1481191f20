import type { RollbackPlan } from '../../../lib/deploy/rollback/rollback-request';
import { PreviewError } from '../../../lib/errors';
import { failure, names, url } from '../deploy-world';
import { commitOf, RollbackWorld } from './rollback-world';

const { stackName } = names;
const two = { bundle: 2, commit: commitOf(2) };
const three = { bundle: 3, commit: commitOf(3) };
const open = () => new RollbackWorld().deployed([1, 2, 3]);

describe('a rollback', () => {
  test('brings bundle and commit of the version before, waits for health, and marks the record', async () => {
    const world = await open();
    world.checkout.currentRun = { actor: 'octocat' };
    const outcome = await world.rollback();
    const back = { from: commitOf(3), to: commitOf(2) };
    expect(outcome).toMatchObject({ kind: 'rolled-back', operation: 'updated', url, commit: commitOf(2), back });
    expect(await world.runs(stackName)).toEqual(two);
    expect(world.steps().slice(-5)).toEqual(['application', 'bundle', 'stack', 'health', 'record']);
    const record = await world.record();
    expect(record).toMatchObject({ commit: commitOf(2), seed: { state: 'done' } });
    expect(record?.deploys[0]).toMatchObject({ back, by: 'octocat', subject: 'Version 2', data: 'kept' });
    expect(record?.deploys[0]?.bundles).toEqual({ web: world.hashes.get(2) });
    expect(record).not.toHaveProperty('goingBack');
  });

  test('to what can be no version is refused before AWS is asked', async () => {
    const world = await open();
    const refused = new PreviewError('access-denied', 'no', { fault: 'world' });
    world.account.faults.fail('identity', refused);
    world.stacks.faults.fail('find', refused);
    await expect(world.rollback({ to: 'zzz' })).rejects.toMatchObject({ code: 'option-invalid', exitCode: 2 });
  });

  test('makes no template, packs nothing, and keeps tags and protection', async () => {
    const world = await open();
    const before = await world.stacks.find(stackName);
    const made = [world.synthesizer.environments.length, world.packer.packed.length, world.commands.runs.length];
    await world.rollback();
    expect([world.synthesizer.environments.length, world.packer.packed.length, world.commands.runs.length]).toEqual(
      made,
    );
    expect(await world.stacks.find(stackName)).toMatchObject({
      tags: before?.tags,
      terminationProtection: before?.terminationProtection,
    });
  });

  test('goes further back the second time, until there is nothing', async () => {
    const world = await open();
    await world.rollback();
    await world.rollback();
    expect(await world.runs(stackName)).toEqual({ bundle: 1, commit: commitOf(1) });
    expect(await failure(world.rollback())).toMatchObject({ code: 'nothing-to-go-back-to', exitCode: 1 });
  });

  test('goes to a version by its number, and forward again by its commit', async () => {
    const world = await open();
    await world.rollback({ to: '3' });
    expect(await world.runs(stackName)).toEqual({ bundle: 1, commit: commitOf(1) });
    await world.rollback({ to: commitOf(3).slice(0, 9) });
    expect(await world.runs(stackName)).toEqual(three);
  });

  test('is followed by the next deploy as ever', async () => {
    const world = await open();
    await world.rollback();
    await world.deployed([4]);
    expect(await world.runs(stackName)).toEqual({ bundle: 4, commit: commitOf(4) });
    await world.rollback();
    expect(await world.runs(stackName)).toEqual(two);
  });

  test('says what it would do before anything changes, and does nothing without agreement', async () => {
    const world = await open();
    const seen: RollbackPlan[] = [];
    const agree = async (plan: RollbackPlan) => {
      seen.push(plan);
      return false;
    };
    const outcome = await world.rollback({ agree });
    expect(outcome.kind).toBe('declined');
    expect(seen).toMatchObject([
      {
        ...{ from: commitOf(3), to: commitOf(2), subject: 'Version 2', goesOn: false },
        bundles: { web: { from: world.hashes.get(3), to: world.hashes.get(2) } },
        notTakenBack: expect.arrayContaining([expect.stringContaining('Migrations stay')]),
      },
    ]);
    expect(await world.runs(stackName)).toEqual(three);
    expect(world.kinds()).not.toContain('rollback-started');
  });

  test('after a deploy that did not become healthy brings back the one before it', async () => {
    const world = await open();
    world.probe.otherwise = { kind: 'answered', status: 500 };
    expect(await failure(world.deployed([4]))).toMatchObject({ code: 'unhealthy' });
    world.probe.otherwise = { kind: 'answered', status: 200 };
    await world.rollback();
    expect(await world.runs(stackName)).toEqual(three);
  });

  test('that does not become healthy says so, and is kept as a failure', async () => {
    const world = await open();
    world.probe.otherwise = { kind: 'answered', status: 500 };
    expect(await failure(world.rollback())).toMatchObject({ code: 'unhealthy' });
    const record = await world.record();
    expect(record?.failed).toMatchObject([{ code: 'unhealthy', back: { to: commitOf(2) } }]);
    expect(record?.deploys).toHaveLength(3);
    expect(record).not.toHaveProperty('goingBack');
  });

  test('whose update fails leaves what runs', async () => {
    const world = await open();
    world.stacks.failOperation(stackName, { operation: 'update', reason: 'no capacity' });
    expect(await failure(world.rollback())).toMatchObject({ code: 'stack-failed' });
    expect(await world.runs(stackName)).toEqual(three);
    await world.rollback();
    expect(await world.runs(stackName)).toEqual(two);
  });
});

describe('a rollback is refused, and nothing changes,', () => {
  test.each([
    ['UPDATE_IN_PROGRESS', 'stack-busy'],
    ['UPDATE_ROLLBACK_FAILED', 'stack-stuck'],
    ['CREATE_FAILED', 'stack-stuck'],
    ['DELETE_IN_PROGRESS', 'stack-busy'],
  ])('of a stack in %s: %s', async (status, code) => {
    const world = await open();
    world.stacks.alter(stackName, { status });
    const { calls } = world.stacks;
    const before = calls.length;
    expect(await failure(world.rollback())).toMatchObject({ code, exitCode: 1 });
    expect(calls).toHaveLength(before);
  });

  test('of a target without a stack', async () => {
    expect(await failure(new RollbackWorld().rollback())).toMatchObject({ code: 'not-deployed', exitCode: 1 });
  });

  test("of somebody else's stack", async () => {
    const world = await open();
    world.stacks.alter(stackName, { tags: {} });
    expect(await failure(world.rollback())).toMatchObject({ code: 'stack-not-ours' });
  });

  test('to a bundle that is kept no more', async () => {
    const world = await open();
    world.bundles.drop({ bucket: 'bundles-staging', targetId: names.targetId, hash: world.hashes.get(2) ?? '' });
    expect(await failure(world.rollback())).toMatchObject({ code: 'bundle-gone', exitCode: 1 });
    expect(await world.runs(stackName)).toEqual(three);
    expect(await world.rollback({ to: '3' })).toMatchObject({ kind: 'rolled-back' });
  });

  test('of a service that is not deployed', async () => {
    const world = await open();
    expect(await failure(world.rollback({ service: 'api' }))).toMatchObject({ code: 'service-unknown', exitCode: 2 });
  });

  test('without a record', async () => {
    const world = new RollbackWorld();
    world.addStack({ status: 'UPDATE_COMPLETE' });
    expect(await failure(world.rollback())).toMatchObject({ code: 'nothing-to-go-back-to', exitCode: 1 });
  });

  test('when another deploy began meanwhile', async () => {
    const world = await open();
    const agree = async () => {
      world.stacks.alter(stackName, { status: 'UPDATE_COMPLETE', updatedAt: world.clock.now() });
      return true;
    };
    expect(await failure(world.rollback({ agree }))).toMatchObject({ code: 'stack-overtaken' });
    expect(await world.runs(stackName)).toEqual(three);
  });

  test('where CloudFormation shows a question mark for what an older release deployed', async () => {
    const world = new RollbackWorld();
    world.settings = { services: { web: { environment: { GREETING: 'Grüße' } } } };
    await world.deployed([1, 2]);
    const template = world.stacks.template.bind(world.stacks);
    world.stacks.template = async (id) => (await template(id)).replace('Grüße', 'Gr??e');
    const error = await failure(world.rollback());
    expect(error).toMatchObject({ code: 'template-mangled', exitCode: 1 });
    expect(error.message).toContain('GREETING of web');
  });
});

test('of several services one goes back, and the others keep bundle and commit', async () => {
  const world = new RollbackWorld();
  world.settings = { services: { web: {}, api: {} } };
  await world.deployed([1, 2]);
  const outcome = await world.rollback({ service: 'api' });
  expect(outcome).toMatchObject({
    commit: commitOf(2),
    back: { from: commitOf(2), to: commitOf(1), services: ['api'] },
  });
  expect(outcome).toMatchObject({ bundles: { web: world.hashes.get(2), api: world.hashes.get(1) } });
  expect(await world.runs(stackName)).toEqual(two);
  await world.rollback();
  expect(await world.runs(stackName)).toEqual({ bundle: 1, commit: commitOf(1) });
});

test('a rollback that was cut short goes on with the next, wherever it was cut', async () => {
  const calls = ['change', 'execute', 'find', 'events', 'template', 'read', 'write'] as const;
  let cuts = 0;
  for (const call of calls) {
    for (let skip = 0; skip < 4; skip += 1) {
      const world = await open();
      // As a process that ends: nothing of ours runs after it.
      const rest = { skip, times: Number.POSITIVE_INFINITY };
      if (call === 'read' || call === 'write') world.records.faults.fail(call, new Error('cut'), rest);
      else world.stacks.faults.fail(call, new Error('cut'), rest);
      const ended = await world.rollback().then(
        () => true,
        () => false,
      );
      world.stacks.faults.clear();
      world.records.faults.clear();
      if (!ended) {
        cuts += 1;
        await world.rollback();
      }
      expect({ call, skip, runs: await world.runs(stackName) }).toEqual({ call, skip, runs: two });
      const record = await world.record();
      expect(record?.deploys[0]).toMatchObject({ commit: commitOf(2), back: { from: commitOf(3), to: commitOf(2) } });
      expect(record).not.toHaveProperty('goingBack');
    }
  }
  expect(cuts).toBeGreaterThan(9);
});

test('a number names a deploy also where the commit of one that was cut short begins with it', async () => {
  const world = await open();
  world.stacks.faults.fail('change', new Error('cut'), { skip: 0, times: Number.POSITIVE_INFINITY });
  await failure(world.rollback({ to: '3' }));
  world.stacks.faults.clear();
  expect((await world.record())?.goingBack?.back?.to).toBe(commitOf(1));
  expect(await failure(world.rollback({ to: '1' }))).toMatchObject({ code: 'version-runs' });
  expect(await world.runs(stackName)).toEqual(three);
  await world.rollback({ to: '3' });
  expect(await world.runs(stackName)).toEqual({ bundle: 1, commit: commitOf(1) });
});

test('a deploy that was awaited like a rollback that was cut short is not taken back', async () => {
  const world = await open();
  world.stacks.faults.fail('change', new Error('cut'), { skip: 0, times: Number.POSITIVE_INFINITY });
  await failure(world.rollback());
  world.stacks.faults.clear();
  world.stacks.alter(stackName, { status: 'UPDATE_IN_PROGRESS' });
  const sleep = world.clock.sleep.bind(world.clock);
  world.clock.sleep = async (...args) => {
    world.clock.sleep = sleep;
    world.stacks.alter(stackName, { status: 'UPDATE_COMPLETE' });
    await world.deployed([4]);
    return sleep(...args);
  };
  expect(await failure(world.rollback())).toMatchObject({ code: 'stack-overtaken', exitCode: 1 });
  expect(await world.runs(stackName)).toEqual({ bundle: 4, commit: commitOf(4) });
});

test('of two rollbacks at once, the one that came too late takes nothing back of the other, and is listed as no failure', async () => {
  const world = await open();
  const late = new PreviewError('stack-overtaken', 'somebody else changed it meanwhile', { fault: 'world' });
  const cut = new Error('cut');
  world.stacks.faults.fail('change', cut);
  await failure(world.rollback());
  const first = (await world.record())?.goingBack;
  expect(first?.back?.to).toBe(commitOf(2));
  world.clock.advance(1000);
  world.stacks.faults.fail('change', late);
  expect(await failure(world.rollback({ to: '3' }))).toMatchObject({ code: 'stack-overtaken' });
  const record = await world.record();
  expect(record?.goingBack).toEqual(first);
  expect(record).not.toHaveProperty('failed');
});
