import { PreviewError } from '../../../lib/errors';
import { namesOf } from '../../../lib/naming/resource-names';
import { failure } from '../../deploy/deploy-world';
import { environmentName, HoldWorld, hour, names, octocat } from './hold-world';

const [first, second, third] = [1, 2, 3].map((number) => `i-${String(number).padStart(17, '0')}`) as [
  string,
  string,
  string,
];

describe('a service with one instance', () => {
  test('grows to two through the stack, and then the first stands by while others serve', async () => {
    const world = await HoldWorld.deployed();
    const since = world.clock.now().getTime();
    const outcome = await world.hold({ why: 'leaks memory' });
    expect(outcome).toMatchObject({ kind: 'held', already: false, stackName: names.stackName });
    expect(outcome).not.toHaveProperty('gap');
    expect(await world.held()).toEqual([
      {
        ...{ service: 'web', instanceId: first, by: octocat, why: 'leaks memory', grownFrom: { min: 1, max: 1 } },
        ...{ since: new Date(since).toISOString(), until: new Date(since + 4 * hour).toISOString() },
      },
    ]);
    expect(await world.deployedSizes()).toEqual({ min: 2, max: 2 });
    expect(world.stacks.calls).toEqual([`update ${names.stackName}`]);
    expect(world.standing()).toEqual([first]);
    expect(world.serving()).toContain(second);
    expect(world.holdSteps()).toEqual(['grow', 'others', 'leave']);
  });

  test('leaves only when another one is well, and the same command goes on after a time that was too short', async () => {
    const world = await HoldWorld.deployed();
    world.groups.startMs = 100_000;
    let wellAtLeave = 0;
    const standBy = world.groups.standBy.bind(world.groups);
    world.groups.standBy = async (...asked) => {
      wellAtLeave = (await world.groups.find(environmentName))?.well ?? 0;
      return standBy(...asked);
    };
    // The settings of these worlds wait a minute for health.
    expect(await failure(world.hold())).toMatchObject({ code: 'hold-time-up', exitCode: 1 });
    expect(world.groups.calls).toEqual([]);
    expect(await world.hold()).toMatchObject({ kind: 'held', already: false });
    expect(wellAtLeave).toBe(2);
    expect(world.stacks.calls).toHaveLength(1);
  });

  test('that is not well is held as soon as the new one is', async () => {
    const world = await HoldWorld.deployed();
    world.groups.feel(first, false);
    await world.hold();
    expect(world.standing()).toEqual([first]);
  });

  test('leaves at once with --now, and the answer says how long no instance answers', async () => {
    const world = await HoldWorld.deployed();
    const outcome = await world.hold({ now: true });
    expect(outcome).toMatchObject({ gap: { shortest: 120_000, longest: 240_000 } });
    expect(world.stacks.calls).toEqual([]);
    expect(world.standing()).toEqual([first]);
    expect((await world.held())?.[0]).not.toHaveProperty('grownFrom');
    expect(world.events.find(({ kind }) => kind === 'hold-step')).toMatchObject({ step: 'leave', gap: outcome.gap });
  });

  test('with --now goes by the instances that hold waited for before', async () => {
    const world = await HoldWorld.deployed();
    world.groups.startMs = 50_000;
    await world.hold();
    await world.release();
    const { gap } = await world.hold({ now: true });
    expect(gap?.longest).toBeGreaterThanOrEqual(50_000);
    expect(gap?.longest).toBeLessThan(60_000);
  });
});

describe('a service with several instances', () => {
  test('needs no change of its stack, and the group launches another one', async () => {
    const world = await HoldWorld.deployed({ min: 2, max: 4 });
    await world.hold();
    expect(world.stacks.calls).toEqual([]);
    expect(world.standing()).toEqual([first]);
    expect(world.groups.ids(environmentName)).toEqual([first, second, third]);
    await world.release();
    expect(world.stacks.calls).toEqual([]);
    expect(await world.deployedSizes()).toEqual({ min: 2, max: 4 });
  });

  test('gives up the one that is named', async () => {
    const world = await HoldWorld.deployed({ min: 2, max: 2 });
    expect(await world.hold({ instanceId: second })).toMatchObject({ held: { instanceId: second } });
    expect(world.standing()).toEqual([second]);
  });

  test('gives none up while it is not known that another one is well, except with --now', async () => {
    const world = await HoldWorld.deployed({ min: 2, max: 2 });
    world.groups.feel(second, false);
    const refused = await failure(world.hold());
    expect(refused).toMatchObject({ code: 'hold-time-up' });
    expect(refused.message).toContain('calls 1 of 2 instances of web well');
    expect(refused.hint).toContain('--now');
    expect(await world.hold({ now: true })).not.toHaveProperty('gap');
    expect(world.standing()).toEqual([first]);
  });
});

describe('an instance that is held', () => {
  test('is said to be held already, by whom and why, and no other is', async () => {
    const world = await HoldWorld.deployed();
    const { held } = await world.hold({ why: 'leaks' });
    world.checkout.currentRun = { actor: 'hubot' };
    expect(await world.hold()).toMatchObject({ already: true, held });
    expect(world.groups.calls).toEqual([`standBy ${first}`]);
    const refused = await failure(world.hold({ instanceId: second }));
    expect(refused).toMatchObject({ code: 'instance-held', exitCode: 1 });
    expect(refused.message).toContain(`${first} of web, held since 2026-11-20 12:00 UTC by ${octocat}`);
    expect(refused.message).toContain('(leaks)');
  });

  test('is held longer on request, and never longer than a day in all', async () => {
    const world = await HoldWorld.deployed();
    const { held } = await world.hold();
    world.clock.advance(3 * hour);
    const longer = await world.hold({ milliseconds: 10 * hour });
    expect(Date.parse(longer.held.until) - Date.parse(held.since)).toBeGreaterThan(12 * hour);
    expect(longer.held).toMatchObject({ since: held.since, by: octocat, grownFrom: { min: 1, max: 1 } });
    expect(await failure(world.hold({ milliseconds: 22 * hour }))).toMatchObject({
      code: 'hold-too-long',
      exitCode: 2,
    });
  });

  test('is not held again when its time is up', async () => {
    const world = await HoldWorld.deployed();
    await world.hold({ milliseconds: hour });
    world.clock.advance(2 * hour);
    expect(await failure(world.hold())).toMatchObject({ code: 'instance-held', hint: expect.stringContaining('up') });
  });

  test('and has ended meanwhile is said to have', async () => {
    const world = await HoldWorld.deployed();
    await world.hold();
    world.groups.kill(first);
    expect(await failure(world.hold())).toMatchObject({ code: 'instance-gone', exitCode: 1 });
  });
});

describe('nothing is changed where no instance can be held', () => {
  const untouched = async (world: HoldWorld) =>
    expect([world.stacks.calls, world.groups.calls, await world.held()]).toEqual([[], [], undefined]);

  test('for more than a day', async () => {
    const world = await HoldWorld.deployed();
    expect(await failure(world.hold({ milliseconds: 24 * hour + 1 }))).toMatchObject({ code: 'hold-too-long' });
    await untouched(world);
  });

  test('of a service that is a single instance', async () => {
    const world = new HoldWorld();
    world.settings = { ...world.settings, routing: 'single-instance' };
    await world.deploy();
    world.stacks.calls.length = 0;
    const refused = await failure(world.hold());
    expect(refused).toMatchObject({ code: 'hold-impossible', exitCode: 2 });
    expect(refused.message).toContain('an address of its own');
    await untouched(world);
  });

  test('of a worker, which takes messages in standby too', async () => {
    const world = await HoldWorld.deployed();
    world.stacks.alter(names.stackName, { outputs: { QueueUrl: 'https://sqs.eu-central-1.amazonaws.com/1/jobs' } });
    expect((await failure(world.hold())).message).toContain('worker');
    await untouched(world);
  });

  test('of a preview that is asleep', async () => {
    const world = await HoldWorld.deployed();
    const since = '2026-11-20T08:00:00.000Z';
    await world.forge({ asleep: true, sleep: { state: 'asleep', since, because: 'night', instances: {} } });
    expect(await failure(world.hold())).toMatchObject({
      code: 'hold-impossible',
      hint: expect.stringContaining('wake'),
    });
    await untouched(world);
  });

  test.each(['staging', 'production'] as const)('of %s', async (kind) => {
    const world = await HoldWorld.deployed();
    const { settings } = world.request({ kind });
    expect(await failure(world.hold({ settings }))).toMatchObject({ code: 'hold-impossible', exitCode: 2 });
    await untouched(world);
  });

  test('of a branch without a preview', async () => {
    const world = new HoldWorld();
    expect(await failure(world.hold())).toMatchObject({ code: 'not-deployed', exitCode: 1 });
  });

  test('of a service that is not there', async () => {
    const world = await HoldWorld.deployed();
    expect(await failure(world.hold({ service: 'api' }))).toMatchObject({ code: 'service-unknown', exitCode: 2 });
    await untouched(world);
  });

  test('of an instance that is not in the group of the service', async () => {
    const world = await HoldWorld.deployed();
    world.groups.size(namesOf('shop', { kind: 'staging' }).environmentName('web'), 1, 1);
    const refused = await failure(world.hold({ instanceId: second }));
    expect(refused).toMatchObject({ code: 'instance-unknown', exitCode: 2, hint: `Those in service: ${first}.` });
    await untouched(world);
  });

  test('that does not serve yet', async () => {
    const world = await HoldWorld.deployed({ min: 2, max: 2 });
    world.groups.kill(first);
    expect(await failure(world.hold({ instanceId: third }))).toMatchObject({ code: 'instance-not-ready', exitCode: 1 });
    await untouched(world);
  });

  test('while its stack is deployed', async () => {
    const world = await HoldWorld.deployed();
    world.stacks.alter(names.stackName, { status: 'UPDATE_IN_PROGRESS' });
    expect(await failure(world.hold())).toMatchObject({ code: 'stack-busy', exitCode: 1 });
    await untouched(world);
  });

  test('while a deploy begins', async () => {
    const world = await HoldWorld.deployed({ min: 2, max: 2 });
    const write = world.records.write.bind(world.records);
    world.records.write = async (...written) => {
      world.stacks.alter(names.stackName, { status: 'UPDATE_IN_PROGRESS' });
      return write(...written);
    };
    expect(await failure(world.hold())).toMatchObject({ code: 'stack-overtaken', exitCode: 1 });
    await untouched(world);
  });
});

describe('two people at once', () => {
  test('hold one instance together when they mean the same', async () => {
    const world = await HoldWorld.deployed({ min: 2, max: 2 });
    const [one, other] = await Promise.all([world.hold(), world.hold()]);
    expect(one.held.instanceId).toBe(other.held.instanceId);
    expect(world.standing()).toEqual([first]);
  });

  test('make a service grow once, and the one who is refused takes nothing back', async () => {
    const world = await HoldWorld.deployed();
    const both = await Promise.allSettled([world.hold(), world.hold()]);
    const refused = both.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []));
    expect(refused).toEqual(['stack-busy']);
    expect(world.stacks.calls).toHaveLength(1);
    expect(await world.held()).toMatchObject([{ instanceId: first, grownFrom: { min: 1, max: 1 } }]);
    expect(world.standing()).toEqual([first]);
  });

  test('do not hold two: the later one learns who was first', async () => {
    const world = await HoldWorld.deployed({ min: 3, max: 3 });
    const both = await Promise.allSettled([world.hold({ instanceId: first }), world.hold({ instanceId: second })]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const [rejected] = both.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(rejected).toMatchObject({ code: 'instance-held' });
    expect(world.standing()).toHaveLength(1);
  });
});

test('a preview of somebody else stays as it is', async () => {
  const world = await HoldWorld.deployed();
  world.stacks.alter(names.stackName, { tags: {} });
  expect(await failure(world.hold())).toMatchObject({ code: 'stack-not-ours' });
  expect(await failure(world.release())).toMatchObject({ code: 'stack-not-ours' });
});

test('another change of the group is waited for, and not without end', async () => {
  const world = await HoldWorld.deployed({ min: 2, max: 2 });
  const busy = new PreviewError('group-busy', 'Auto Scaling is changing the group', { fault: 'world' });
  world.groups.faults.fail('standBy', busy, { times: 3 });
  expect(await world.hold()).toMatchObject({ kind: 'held' });
  world.groups.faults.fail('end', busy, { times: Number.POSITIVE_INFINITY });
  expect(await failure(world.release())).toMatchObject({ code: 'group-busy' });
});
