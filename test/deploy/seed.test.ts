import { PreviewError } from '../../lib/errors';
import { DeployWorld, failure, names } from './deploy-world';

describe('test data', () => {
  test('is installed by one instance, and the record says so before the command runs', async () => {
    const world = new DeployWorld();
    world.environments.setInstances(names.environmentName('web'), 'i-2', 'i-1');
    const states: unknown[] = [];
    world.commands.answer = async () => {
      states.push((await world.record())?.seed);
      return { status: 'succeeded', exitCode: 0, stdout: '12 notes', stderr: '' };
    };
    await world.deploy();
    expect(world.commands.runs.map((run) => run.instanceId)).toEqual(['i-1']);
    expect(states).toEqual([{ state: 'started', database: 'db-1' }]);
    expect(world.events).toContainEqual({ kind: 'seed-finished', ok: true, stdout: '12 notes', stderr: '' });
  });

  test('is not installed by later deploys', async () => {
    const world = new DeployWorld();
    await world.deploy();
    world.packer.contents = 'version 2';
    await world.deploy();
    expect(world.commands.runs).toHaveLength(1);
  });

  test('is no step of a deploy whose settings name none', async () => {
    const world = new DeployWorld();
    world.settings = {};
    expect(await world.deploy()).toMatchObject({ data: 'kept' });
    expect(world.steps()).not.toContain('seed');
  });

  test('is installed again when the database was replaced', async () => {
    const world = new DeployWorld();
    await world.deploy();
    world.database = 'db-2';
    world.packer.contents = 'version 2';
    expect(await world.deploy()).toMatchObject({ data: 'seeded' });
    expect(await world.record()).toMatchObject({ seed: { state: 'done', database: 'db-2' } });
  });

  test('is installed by the next deploy when the first was interrupted in the middle', async () => {
    const world = new DeployWorld();
    const stop = new PreviewError('interrupted', 'Stopped', { fault: 'user' });
    world.commands.answer = () => {
      world.abort.abort(stop);
      throw stop;
    };
    expect(await failure(world.deploy())).toMatchObject({ code: 'interrupted' });
    expect(await world.record()).toMatchObject({ seed: { state: 'started' } });
    world.commands.answer = () => ({ status: 'succeeded', exitCode: 0, stdout: '', stderr: '' });
    expect(await world.deploy(undefined, { signal: new AbortController().signal })).toMatchObject({ data: 'seeded' });
  });

  test('that fails is reported with its output, and tried again by the next deploy', async () => {
    const world = new DeployWorld();
    world.commands.answer = () => ({ status: 'failed', exitCode: 3, stdout: 'half', stderr: 'no table' });
    const error = await failure(world.deploy());
    expect(error).toMatchObject({ code: 'seed-failed', exitCode: 1 });
    expect(error.message).toBe('The seed command npm run seed ended with exit code 3');
    expect(world.events).toContainEqual({ kind: 'seed-finished', ok: false, stdout: 'half', stderr: 'no table' });
    expect(await world.record()).toMatchObject({ seed: { state: 'none' } });
    world.commands.answer = () => ({ status: 'succeeded', exitCode: 0, stdout: '', stderr: '' });
    expect(await world.deploy()).toMatchObject({ operation: 'unchanged', data: 'seeded' });
  });

  test('that fails for want of TLS to the database is explained', async () => {
    const world = new DeployWorld();
    const stderr = 'SequelizeConnectionError: self-signed certificate in certificate chain';
    world.commands.answer = () => ({ status: 'failed', exitCode: 1, stdout: '', stderr });
    await failure(world.deploy());
    expect(world.events).toContainEqual(
      expect.objectContaining({ kind: 'explained', fix: expect.stringContaining('With Sequelize: ') }),
    );
  });

  test.each([
    ['timed-out', 'did not end in time'],
    ['cancelled', 'was cancelled'],
    ['failed', 'could not be started'],
  ] as const)('whose command is %s says so', async (status, words) => {
    const world = new DeployWorld();
    world.commands.answer = () => ({ status, stdout: '', stderr: '' });
    expect((await failure(world.deploy())).message).toContain(words);
  });

  test('is never installed on production', async () => {
    const world = new DeployWorld();
    const request = world.request({ kind: 'production' });
    const seed = { service: 'web', command: 'npm run seed', timeoutMinutes: 15 };
    const settings = { ...request.settings, values: { ...request.settings.values, seed } };
    expect(await world.deploy({ kind: 'production' }, { settings })).toMatchObject({ kind: 'deployed', data: 'kept' });
    expect(world.commands.runs).toEqual([]);
  });

  test('needs an instance to run in', async () => {
    const world = new DeployWorld();
    world.environments.setInstances(names.environmentName('web'));
    expect(await failure(world.deploy())).toMatchObject({ code: 'instance-missing', exitCode: 1 });
  });
});
