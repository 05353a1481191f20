import { PreviewError } from '../../lib/errors';
import type { PreviewRecord } from '../../lib/ports/record';
import { failure, names } from '../deploy/deploy-world';
import { SleepWorld } from './sleep-world';

const waking = ({ sleep, ...record }: PreviewRecord): PreviewRecord => ({
  ...record,
  ...(sleep && { sleep: { ...sleep, state: 'waking' } }),
});
const falling = (record: PreviewRecord): PreviewRecord => ({
  ...record,
  ...(record.sleep && { sleep: { ...record.sleep, state: 'falling' } }),
});
const down = { MinSize: '0', MaxSize: '0', RollingUpdateEnabled: 'false' };
const at = '2026-11-20T12:00:00.000Z';
const up = { MinSize: '1', MaxSize: '1', RollingUpdateEnabled: 'true' };

describe('sleep', () => {
  test('instances go through the stack, then the database is stopped, and the record says who asked', async () => {
    const world = (await new SleepWorld().deployed()).watch();
    world.checkout.currentPerson = 'Ada';
    const outcome = await world.sleep();
    expect(outcome).toMatchObject({ kind: 'asleep', branch: 'login-page', database: 'db-1' });
    expect(world.orders()).toEqual([`update ${names.stackName}`, 'stopping db-1']);
    expect(await world.sizes()).toEqual(down);
    expect(world.state).toBe('stopped');
    expect(await world.record()).toMatchObject({
      asleep: true,
      sleep: { state: 'asleep', by: 'Ada', because: 'asked', instances: { web: { min: 1, max: 1, rolling: true } } },
    });
  });

  test('a second one changes nothing', async () => {
    const world = await new SleepWorld().deployed();
    const { sleep } = await world.sleep();
    world.watch();
    expect(await world.sleep()).toMatchObject({ kind: 'already', sleep });
    expect(world.orders()).toEqual([]);
  });

  test('N4: a database that RDS started after seven days is stopped again, and the sleep stays the one that was', async () => {
    const world = await new SleepWorld().deployed();
    const { sleep } = await world.sleep();
    world.databases.states.set('db-1', 'available');
    world.watch();
    expect(await world.sleep()).toMatchObject({ kind: 'asleep', sleep });
    expect(world.orders()).toEqual(['stopping db-1']);
  });

  test('N2: rolling updates are switched off with the instances, and on again with them', async () => {
    const world = await new SleepWorld().deployed();
    await world.sleep();
    expect((await world.sizes()).RollingUpdateEnabled).toBe('false');
    await world.wake();
    expect((await world.sizes()).RollingUpdateEnabled).toBe('true');
  });

  test('a preview without a database has only its instances to end', async () => {
    const world = new SleepWorld();
    const outputs = world.stacks.outputsOf;
    world.stacks.outputsOf = (name) => {
      const { DatabaseIdentifier: _, ...others } = outputs(name);
      return others;
    };
    await world.deployed();
    const outcome = await world.sleep();
    expect(outcome.kind).toBe('asleep');
    expect(outcome).not.toHaveProperty('database');
    expect(outcome.goesOn).toEqual([]);
    expect(world.databases.calls).toEqual([]);
  });

  test('a balancer of its own goes on costing, and sleep says so', async () => {
    const world = await new SleepWorld().deployed({ routing: 'load-balancer' });
    expect((await world.sleep()).goesOn[0]).toMatch(/own balancer/);
  });

  test('a single instance is refused with the setting that helps, and nothing is tried', async () => {
    const world = (await new SleepWorld().deployed({ routing: 'single-instance' })).watch();
    const error = await failure(world.sleep());
    expect(error).toMatchObject({ code: 'sleep-impossible', exitCode: 2 });
    expect(error.hint).toMatch(/shared-load-balancer/);
    expect(world.orders()).toEqual([]);
    expect(await world.record()).not.toHaveProperty('sleep');
  });

  test.each(['staging', 'production'] as const)('%s never sleeps', async (kind) => {
    const world = await new SleepWorld().deployed();
    const error = await failure(world.sleep({ settings: world.request({ kind }).settings }));
    expect(error).toMatchObject({ code: 'sleep-impossible', exitCode: 2 });
  });

  test('what is deploying is left alone', async () => {
    const world = await new SleepWorld().deployed();
    world.stacks.alter(names.stackName, { status: 'UPDATE_IN_PROGRESS' });
    expect(await failure(world.sleep())).toMatchObject({ code: 'stack-busy', exitCode: 1 });
  });

  test('what was never deployed cannot sleep', async () => {
    expect(await failure(new SleepWorld().sleep())).toMatchObject({ code: 'not-deployed', exitCode: 1 });
  });

  test('an instance that is held is named, and has to be released', async () => {
    const world = await new SleepWorld().deployed();
    world.groups.size(names.environmentName('web'), 1, 1);
    const [instanceId = ''] = world.groups.ids(names.environmentName('web'));
    await world.forge((record) => ({ ...record, held: [{ service: 'web', instanceId, since: at, until: at }] }));
    const message = expect.stringContaining(`${instanceId} of web`);
    expect(await failure(world.sleep())).toMatchObject({ code: 'instance-held', exitCode: 1, message });
  });

  test('an instance that a record calls held and that is none of the preview keeps nothing awake', async () => {
    const world = await new SleepWorld().deployed();
    const foreign = { service: 'web', instanceId: 'i-0fedcba9876543210', since: at, until: '2099-01-01T00:00:00.000Z' };
    await world.forge((record) => ({ ...record, held: [foreign] }));
    expect((await world.sleep()).kind).toBe('asleep');
  });

  test('a database that is under way is waited for', async () => {
    const world = await new SleepWorld().deployed();
    world.databases.states.set('db-1', 'backing-up');
    world.clock.after(300_000, () => world.databases.states.set('db-1', 'available'));
    expect((await world.sleep()).kind).toBe('asleep');
    expect(world.state).toBe('stopped');
  });

  test('a database that does not stop is an error, and the next run goes on', async () => {
    const world = await new SleepWorld().deployed();
    world.databases.operationMs = 10 * 3_600_000;
    const error = await failure(world.sleep());
    expect(error).toMatchObject({ code: 'database-stuck', exitCode: 1 });
    expect(error.message).toMatch(/stopping/);
    expect(await world.record()).toMatchObject({ asleep: false, sleep: { state: 'falling' } });
    world.databases.states.set('db-1', 'stopped');
    expect((await world.sleep()).kind).toBe('asleep');
  });

  test('a look at the database that AWS does not answer is made again', async () => {
    const world = await new SleepWorld().deployed();
    const busy = new PreviewError('throttled', 'slow down', { fault: 'world' });
    world.databases.faults.fail('status', busy, { times: 2, skip: 1 });
    expect((await world.sleep()).kind).toBe('asleep');
  });

  test('a deploy that came in between keeps its database', async () => {
    const world = await new SleepWorld().deployed();
    // While RDS stops it.
    world.databases.operationMs = 60_000;
    world.clock.after(30_000, () => void world.forge(waking));
    expect(await failure(world.sleep())).toMatchObject({ code: 'sleep-overtaken', exitCode: 1 });
    expect(world.state).toBe('available');
  });

  test('two runs at once are one sleep, which the first began', async () => {
    const world = await new SleepWorld().deployed();
    const since = '2026-11-20T12:59:59.000Z';
    world.checkout.person = async () => {
      await world.forge((record) => ({
        ...record,
        sleep: { state: 'falling', since, because: 'asked', instances: {} },
      }));
      return 'Ada';
    };
    expect((await world.sleep()).sleep).toMatchObject({ since, state: 'asleep' });
  });

  test('a wake that came before the change set is executed keeps its instances', async () => {
    const world = await new SleepWorld().deployed();
    world.beforeReview(() => world.forge(waking));
    expect(await failure(world.sleep())).toMatchObject({ code: 'sleep-overtaken', exitCode: 1 });
    expect(await world.sizes()).toEqual(up);
    expect(world.state).toBe('available');
  });
});

describe('wake', () => {
  test('the database is started, then the instances come back as they were, and it has to answer', async () => {
    const world = await new SleepWorld().deployed({ services: { web: { instances: { min: 2, max: 3 } } } });
    await world.sleep();
    world.watch();
    const outcome = await world.wake();
    expect(outcome).toMatchObject({ kind: 'awake', url: 'https://login-page.preview.acme.dev' });
    expect(world.orders()).toEqual(['starting db-1', `update ${names.stackName}`]);
    expect(await world.sizes()).toEqual({ ...up, MinSize: '2', MaxSize: '3' });
    const record = await world.record();
    expect(record).not.toHaveProperty('sleep');
    expect(record).toMatchObject({ asleep: false, usedAt: expect.any(String) });
  });

  test('what is awake is left as it is', async () => {
    const world = (await new SleepWorld().deployed()).watch();
    expect((await world.wake()).kind).toBe('already');
    expect(world.orders()).toEqual([]);
  });

  test('a sleep that came before the change set is executed keeps its instances away', async () => {
    const world = await new SleepWorld().deployed();
    await world.sleep();
    world.beforeReview(() => world.forge(falling));
    expect(await failure(world.wake())).toMatchObject({ code: 'sleep-overtaken', exitCode: 1 });
    expect(await world.sizes()).toEqual(down);
  });

  test('of two at once, the one that came too late says that another run is at it, without words of CloudFormation', async () => {
    const world = await new SleepWorld().deployed();
    const said = 'somebody else changed stack shop meanwhile: ChangeSet [arn:aws:1] cannot be executed in [OBSOLETE]';
    const late = () => new PreviewError('stack-overtaken', said, { fault: 'world' });
    const answer = {
      ...{ code: 'sleep-overtaken', exitCode: 1 },
      message: `Another run took over ${names.stackName} meanwhile: it changed the stack, or is at it now`,
    };
    world.stacks.faults.fail('change', late());
    expect(await failure(world.sleep())).toMatchObject(answer);
    await world.sleep();
    world.stacks.faults.fail('change', late());
    expect(await failure(world.wake())).toMatchObject(answer);
    expect((await world.wake()).kind).toBe('awake');
  });

  test('an app that does not answer is an error, and the next wake goes on', async () => {
    const world = await new SleepWorld().deployed();
    await world.sleep();
    world.probe.otherwise = { kind: 'answered', status: 503 };
    expect(await failure(world.wake())).toMatchObject({ code: 'unhealthy', exitCode: 1 });
    expect(await world.record()).toMatchObject({ sleep: { state: 'waking' } });
    world.probe.otherwise = { kind: 'answered', status: 200 };
    expect((await world.wake()).kind).toBe('awake');
    expect(await world.record()).not.toHaveProperty('sleep');
  });

  test('a record that asks for many instances gets as many as the settings allow', async () => {
    const world = await new SleepWorld().deployed({ limits: { instances: 2 } });
    await world.sleep();
    await world.forge(({ sleep, ...record }) => ({
      ...record,
      ...(sleep && { sleep: { ...sleep, instances: { web: { min: 9000, max: 9999 } } } }),
    }));
    await world.wake();
    expect(await world.sizes()).toMatchObject({ MinSize: '2', MaxSize: '2' });
  });

  test('without a word in the record it has as many as settings say', async () => {
    const world = await new SleepWorld().deployed();
    await world.sleep();
    await world.forge(({ sleep: _, ...record }) => ({ ...record, asleep: false }));
    await world.wake();
    expect(await world.sizes()).toMatchObject({ MinSize: '1', MaxSize: '1' });
    expect(world.state).toBe('available');
  });

  test('a database that was deleted past the stack is named', async () => {
    const world = await new SleepWorld().deployed();
    await world.sleep();
    world.databases.states.delete('db-1');
    expect(await failure(world.wake())).toMatchObject({ code: 'database-missing' });
  });
});

describe('a push while it sleeps', () => {
  test('wakes: the database first, then the stack with the usual numbers', async () => {
    const world = await new SleepWorld().deployed();
    await world.sleep();
    world.watch();
    world.checkout.currentCommit = '2'.repeat(40);
    world.repository.push('login-page', '2'.repeat(40));
    world.packer.contents = 'another';
    expect((await world.deploy()).kind).toBe('deployed');
    expect(world.orders()).toEqual(['starting db-1', `update ${names.stackName}`]);
    expect(world.events).toContainEqual({ kind: 'wake-started', stackName: names.stackName, services: ['web'] });
    expect(await world.sizes()).toEqual(up);
    const record = await world.record();
    expect(record?.asleep).toBe(false);
    expect(record?.sleep).toBeUndefined();
  });

  test('a rollback says to wake it first', async () => {
    const world = await new SleepWorld().deployed();
    await world.sleep();
    expect(await failure(world.rollback())).toMatchObject({ code: 'asleep', exitCode: 1 });
  });
});
