import { PreviewError } from '../../lib/errors';
import { commit, DeployWorld, failure, names, preview } from './deploy-world';

describe('a stack that is not ready for a change', () => {
  test.each(['ROLLBACK_COMPLETE', 'CREATE_FAILED', 'ROLLBACK_FAILED', 'REVIEW_IN_PROGRESS', 'DELETE_FAILED'])(
    'in %s is deleted by its id and made anew, with a record of its own',
    async (status) => {
      const world = new DeployWorld();
      const old = world.addStack({ status });
      const outcome = await world.deploy();
      expect(outcome).toMatchObject({ kind: 'deployed', operation: 'created', data: 'seeded' });
      expect(world.stacks.calls).toEqual([`delete ${old.id}`, `create ${names.stackName}`]);
      expect(world.stacks.removals[0]?.roleArn).toBe('arn:aws:iam::111122223333:role/preview-cloudformation');
      expect((await world.record())?.stackId).not.toBe(old.id);
    },
  );

  test('that was proposed and never made may have no tags', async () => {
    const world = new DeployWorld();
    world.addStack({ status: 'REVIEW_IN_PROGRESS', tags: {} } as never);
    expect(await world.deploy()).toMatchObject({ kind: 'deployed', operation: 'created' });
  });

  test('whose bucket stands in the way of its deletion has it emptied', async () => {
    const world = new DeployWorld();
    const old = world.addStack({ status: 'CREATE_FAILED' });
    const bucket = { logicalId: 'Bucket', physicalId: 'uploads', type: 'AWS::S3::Bucket', status: 'DELETE_FAILED' };
    world.stacks.setResources(old.id, [bucket]);
    world.buckets.fill('uploads', 3);
    world.stacks.failOperation(names.stackName, { operation: 'delete' });
    expect(await world.deploy()).toMatchObject({ kind: 'deployed', operation: 'created' });
    expect(world.buckets.versions('uploads')).toBe(0);
  });

  test('with an operation under way is waited for, then changed', async () => {
    const world = new DeployWorld();
    const stack = world.addStack({ status: 'UPDATE_IN_PROGRESS' });
    world.clock.after(120_000, () => world.stacks.alter(stack.id, { status: 'UPDATE_COMPLETE' }));
    expect(await world.deploy()).toMatchObject({ kind: 'deployed', operation: 'updated' });
    expect(world.kinds()).toContain('stack-waiting');
  });

  test('that is being deleted is waited for, then made anew', async () => {
    const world = new DeployWorld();
    const stack = world.addStack({ status: 'DELETE_IN_PROGRESS' });
    world.clock.after(60_000, () => world.stacks.vanish(stack.id));
    expect(await world.deploy()).toMatchObject({ kind: 'deployed', operation: 'created' });
  });

  // CloudFormation's guide of stack status codes, UPDATE_COMPLETE_CLEANUP_IN_PROGRESS: "the stack has been updated and is usable".
  test('C2 whose replaced resources are still being deleted after an hour is deployed all the same', async () => {
    const world = new DeployWorld();
    const stack = world.addStack({ status: 'UPDATE_COMPLETE' });
    world.stacks.endless.add(names.stackName);
    world.clock.after(60_000, () => {
      world.stacks.alter(stack.id, { status: 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS' });
      world.stacks.onSettled(stack);
    });
    expect(await world.deploy()).toMatchObject({ kind: 'deployed', operation: 'updated' });
  });

  test('whose operation does not end in 40 minutes is given up', async () => {
    const world = new DeployWorld();
    world.addStack({ status: 'UPDATE_IN_PROGRESS' });
    expect(await failure(world.deploy())).toMatchObject({ code: 'stack-busy', exitCode: 1 });
    expect(world.stacks.calls).toEqual([]);
  });

  test.each(['UPDATE_ROLLBACK_FAILED', 'UPDATE_FAILED', 'SOMETHING_NEW'])(
    'in %s is left alone, and the error says the way out',
    async (status) => {
      const world = new DeployWorld();
      world.addStack({ status });
      const error = await failure(world.deploy());
      expect(error).toMatchObject({ code: 'stack-stuck', exitCode: 1 });
      expect(error.message).toContain(status);
      expect(error.hint).toContain('destroy');
      expect(world.stacks.calls).toEqual([]);
    },
  );

  test('of production is never deleted to finish a deletion', async () => {
    const world = new DeployWorld();
    world.addStack({ status: 'DELETE_FAILED' }, { kind: 'production' });
    expect(await failure(world.deploy({ kind: 'production' }))).toMatchObject({ code: 'stack-stuck' });
    expect(world.stacks.removals).toEqual([]);
  });

  test('that somebody else began to change between our look and our wish is waited for', async () => {
    const world = new DeployWorld();
    const stack = world.addStack({ status: 'CREATE_COMPLETE' });
    const busy = new PreviewError('stack-busy', 'busy', { fault: 'world' });
    world.stacks.faults.fail('change', busy);
    expect(await world.deploy()).toMatchObject({ kind: 'deployed', operation: 'updated', stackId: stack.id });
  });

  test('P3: that another deploy made or changed between our look and our wish is looked at again and updated', async () => {
    const world = new DeployWorld();
    const stack = world.addStack({ status: 'CREATE_COMPLETE' });
    world.stacks.faults.fail('change', new PreviewError('stack-overtaken', 'another was faster', { fault: 'world' }));
    expect(await world.deploy()).toMatchObject({ kind: 'deployed', operation: 'updated', stackId: stack.id });
  });

  test('over which others fight without end is given up', async () => {
    const world = new DeployWorld();
    world.addStack({ status: 'CREATE_COMPLETE' });
    const busy = new PreviewError('stack-busy', 'busy', { fault: 'world' });
    world.stacks.faults.fail('change', busy, { times: Number.POSITIVE_INFINITY });
    expect(await failure(world.deploy())).toMatchObject({ code: 'stack-busy' });
  });
});

describe('an operation that fails', () => {
  test('tells the first cause, what the environment last said, and what exists now', async () => {
    const world = new DeployWorld();
    const name = names.environmentName('web');
    world.stacks.failOperation(names.stackName, {
      operation: 'create',
      logicalId: 'Database',
      type: 'AWS::RDS::DBInstance',
      reason: 'no such instance class',
    });
    const at = world.clock.now();
    world.environments.addEvent(name, { at, severity: 'ERROR', message: 'it crashed' });
    world.environments.addLog(name, { at, source: 'web.stdout.log', instance: 'i-1', text: 'cannot start' });
    const error = await failure(world.deploy());
    expect(error).toMatchObject({ code: 'stack-failed', exitCode: 1 });
    expect(error.message).toContain('Database (AWS::RDS::DBInstance): no such instance class');
    expect(error.hint).toContain('kept in CREATE_FAILED');
    expect(world.events).toContainEqual(
      expect.objectContaining({
        kind: 'evidence',
        events: [expect.objectContaining({ message: 'it crashed' })],
        logs: [expect.objectContaining({ text: 'cannot start' })],
      }),
    );
    expect(await world.stacks.find(names.stackName)).toMatchObject({ status: 'CREATE_FAILED' });
  });

  test('has its record already, so that the platform stays pinned and no seed counts', async () => {
    const world = new DeployWorld();
    world.stacks.failOperation(names.stackName, { operation: 'create' });
    await failure(world.deploy());
    expect(await world.record()).toMatchObject({ commit, seed: { state: 'none' }, deploys: [] });
  });

  test('is followed by one that makes the stack anew', async () => {
    const world = new DeployWorld();
    world.stacks.failOperation(names.stackName, { operation: 'create' });
    await failure(world.deploy());
    expect(await world.deploy(preview)).toMatchObject({ kind: 'deployed', operation: 'created', data: 'seeded' });
  });

  test('as an update leaves the former version, and says so', async () => {
    const world = new DeployWorld();
    await world.deploy();
    world.packer.contents = 'version 2';
    world.stacks.failOperation(names.stackName, { operation: 'update', reason: 'will not' });
    const error = await failure(world.deploy());
    expect(error.message).toContain('The update of');
    expect(error.hint).toContain('former version runs on');
  });

  test('is reported even when the evidence cannot be had', async () => {
    const world = new DeployWorld();
    world.stacks.failOperation(names.stackName, { operation: 'create', reason: 'the true cause' });
    const gone = new PreviewError('aws-unreachable', 'no answer', { fault: 'world' });
    world.environments.faults.fail('events', gone);
    world.environments.faults.fail('logs', gone);
    expect((await failure(world.deploy())).message).toContain('the true cause');
  });

  test('because the stack was deleted under it says that', async () => {
    const world = new DeployWorld();
    world.stacks.operationMs = 10_000;
    world.clock.after(2000, () => world.stacks.vanish(names.stackName));
    expect(await failure(world.deploy())).toMatchObject({ code: 'stack-vanished' });
  });

  test('to end within an hour is given up, while CloudFormation goes on', async () => {
    const world = new DeployWorld();
    world.stacks.operationMs = 3 * 60 * 60_000;
    const error = await failure(world.deploy());
    expect(error).toMatchObject({ code: 'stack-time-up', exitCode: 1 });
    expect(error.message).toContain('CREATE_IN_PROGRESS');
  });
});
