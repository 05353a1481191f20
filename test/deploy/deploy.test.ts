import { PreviewError } from '../../lib/errors';
import { commit, DeployWorld, failure, names, preview, url } from './deploy-world';

describe('deploy', () => {
  test('makes the preview of a branch, seeds it once and gives its URL', async () => {
    const world = new DeployWorld();
    const outcome = await world.deploy();
    expect(outcome).toMatchObject({ kind: 'deployed', operation: 'created', url, commit, data: 'seeded' });
    expect(world.steps()).toEqual([
      'fence',
      'identity',
      'application',
      'limit',
      'bundle',
      'platform',
      'synth',
      'stack',
      'health',
      'record',
      'seed',
      'last-look',
    ]);
    expect(world.stacks.changes[0]).toMatchObject({
      onFailure: 'keep',
      roleArn: 'arn:aws:iam::111122223333:role/preview-cloudformation',
      templateStore: { bucket: 'bundles-staging', targetId: names.targetId },
    });
    expect(await world.record()).toMatchObject({
      branch: 'login-page',
      commit,
      seed: { state: 'done', database: 'db-1' },
      deploys: [{ commit }],
    });
  });

  test('says at its end what is there and not as on AWS, once for all resources of which it holds', async () => {
    const world = new DeployWorld();
    const reason = 'Recorded only: nothing runs behind it.';
    world.stacks.remarks = [
      { logicalId: 'Topic', type: 'AWS::SNS::Topic', reason },
      { logicalId: 'Key', type: 'AWS::KMS::Key', reason },
      { logicalId: 'stack', type: 'AWS::CloudFormation::Stack', reason: 'of the stack' },
    ];
    const said = () => world.events.flatMap((event) => (event.kind === 'warned' ? [event.message] : []));
    expect(await world.deploy()).toMatchObject({ kind: 'deployed' });
    expect(said()).toEqual([`Key (AWS::KMS::Key), Topic (AWS::SNS::Topic): ${reason}`]);
    expect(world.events.at(-1)).toMatchObject({ kind: 'warned' });
    expect(await world.deploy()).toMatchObject({ kind: 'deployed', operation: 'unchanged' });
    expect(said()).toHaveLength(1);
  });

  test('updates on the next push, keeps the data and the platform, and remembers both bundles', async () => {
    const world = new DeployWorld();
    await world.deploy();
    const next = '2'.repeat(40);
    world.repository.push('login-page', next);
    world.checkout.currentCommit = next;
    world.packer.contents = 'version 2';
    world.environments.platforms.set('nodejs-22', 'arn:aws:elasticbeanstalk:eu-central-1::platform/newer');
    const outcome = await world.deploy();
    expect(outcome).toMatchObject({ kind: 'deployed', operation: 'updated', data: 'kept', commit: next });
    expect(world.commands.runs).toHaveLength(1);
    const [first, second] = world.synthesizer.environments;
    expect(second?.releases.web?.platformArn).toBe(first?.releases.web?.platformArn);
    expect((await world.record())?.deploys.map((deploy) => deploy.commit)).toEqual([next, commit]);
  });

  test('resolves the platform anew when settings name another', async () => {
    const world = new DeployWorld();
    await world.deploy();
    world.settings = { ...world.settings, services: { web: { platform: 'nodejs-24' } } };
    await world.deploy();
    expect(world.synthesizer.environments[1]?.releases.web?.platformArn).toContain('nodejs-24');
  });

  test('says that nothing changed when the same commit is deployed again', async () => {
    const world = new DeployWorld();
    await world.deploy();
    expect(await world.deploy()).toMatchObject({ kind: 'deployed', operation: 'unchanged', url });
    expect(world.kinds()).toContain('stack-unchanged');
  });

  test('makes the template of an extended stack before anything is packed or uploaded', async () => {
    const world = new DeployWorld();
    const settings = { ...world.request().settings, extend: './infra/preview.ts' };
    world.synthesizer.faults.fail('environment', new PreviewError('extension-failed', 'x.ts:3', { fault: 'user' }));
    const failed = await failure(world.deploy(preview, { settings }));
    expect(failed).toMatchObject({ code: 'extension-failed', exitCode: 2 });
    expect(world.packer.packed).toEqual([]);
    expect(world.bundles.calls).toEqual([]);

    await world.deploy(preview, { settings });
    const [tried, made] = world.synthesizer.environments;
    expect(tried?.settings.extend).toBe('./infra/preview.ts');
    expect(made?.releases).not.toEqual(tried?.releases);
  });

  test('keeps the last 20 deploys in the record', async () => {
    const world = new DeployWorld();
    for (let round = 0; round < 22; round += 1) {
      world.packer.contents = `version ${round}`;
      await world.deploy();
    }
    expect((await world.record())?.deploys).toHaveLength(20);
  });

  test('stages roll back a first creation that fails, and are deployed from their branch', async () => {
    const world = new DeployWorld();
    const outcome = await world.deploy({ kind: 'staging' });
    expect(outcome).toMatchObject({ kind: 'deployed', url: 'https://staging.acme.dev' });
    expect(world.stacks.changes[0]?.onFailure).toBe('rollback');
  });
});

describe('what is not deployed', () => {
  test('a branch that says so by its name is skipped without any call', async () => {
    const world = new DeployWorld();
    const outcome = await world.deploy({ kind: 'preview', branch: 'docs-no-infra' });
    expect(outcome).toEqual({ kind: 'skipped', branch: 'docs-no-infra', pattern: '*-no-infra' });
    const queued = await world.deploy({ kind: 'preview', branch: 'gh-readonly-queue/main/pr-104-0a1b' });
    expect(queued).toMatchObject({ kind: 'skipped', pattern: 'gh-readonly-queue/**' });
    expect([world.repository.calls, world.stacks.calls, world.events]).toEqual([[], [], []]);
  });

  test('the build of a fork deploys nothing, before any credentials are needed', async () => {
    const world = new DeployWorld();
    world.checkout.foreignBecause = 'the build is of a fork';
    world.account.faults.fail('identity', new PreviewError('credentials-missing', 'none', { fault: 'user' }));
    expect(await world.deploy()).toEqual({ kind: 'foreign', because: 'the build is of a fork' });
  });

  test('a repository that cannot be asked stops the deploy', async () => {
    const world = new DeployWorld();
    world.repository.faults.fail('branch', new PreviewError('github-unreachable', 'no answer', { fault: 'world' }));
    expect(await failure(world.deploy())).toMatchObject({ code: 'github-unreachable', exitCode: 1 });
  });

  test('another account than the settings name is refused before anything is tried', async () => {
    const world = new DeployWorld();
    world.account.account = '999999999999';
    const error = await failure(world.deploy());
    expect(error).toMatchObject({ code: 'account-wrong', exitCode: 2 });
    expect(error.message).toContain('999999999999');
    expect(world.stacks.changes).toEqual([]);
  });

  test('another region than the application stack stands in is refused', async () => {
    const world = new DeployWorld();
    world.settings = { ...world.settings, region: 'us-east-1' };
    expect(await failure(world.deploy())).toMatchObject({ code: 'region-wrong', exitCode: 2 });
  });

  test('without an application stack the command that makes it is named', async () => {
    const world = new DeployWorld();
    world.stacks.vanish('shop-application-staging');
    const error = await failure(world.deploy());
    expect(error).toMatchObject({ code: 'application-missing', exitCode: 1 });
    expect(error.hint).toContain('deploy-application --target staging');
  });

  test('one preview more than settings allow is refused, naming those untouched the longest', async () => {
    const world = new DeployWorld();
    world.settings = { ...world.settings, maxPreviews: 2 };
    const old = new Date('2026-01-01T00:00:00Z');
    for (const [index, branch] of ['first-one', 'second-one'].entries()) {
      const createdAt = new Date(old.getTime() + index * 1000);
      world.addStack({ status: 'CREATE_COMPLETE', createdAt } as never, { kind: 'preview', branch });
    }
    const error = await failure(world.deploy());
    expect(error).toMatchObject({ code: 'too-many-previews', exitCode: 1 });
    expect(error.message).toContain('first-one, second-one');
    expect(world.packer.packed).toEqual([]);
  });

  test('a preview that exists already is deployed however many there are', async () => {
    const world = new DeployWorld();
    await world.deploy();
    world.settings = { ...world.settings, maxPreviews: 1 };
    expect(await world.deploy()).toMatchObject({ kind: 'deployed' });
  });

  test('a stack of that name with the tags of another branch is refused', async () => {
    const world = new DeployWorld();
    world.addStack({ name: names.stackName } as never, { kind: 'preview', branch: 'somebody-else' });
    const error = await failure(world.deploy());
    expect(error).toMatchObject({ code: 'stack-not-ours', exitCode: 1 });
    expect(error.message).toContain('somebody-else');
    expect(world.stacks.calls).toEqual([]);
  });

  test('a stack of that name that belongs to another repository is refused', async () => {
    const world = new DeployWorld();
    const stack = world.addStack({ status: 'CREATE_COMPLETE' });
    world.stacks.alter(stack.id, { tags: { ...stack.tags, 'preview-stacks:repository': 'github:other/shop' } });
    expect(await failure(world.deploy())).toMatchObject({ code: 'stack-not-ours' });
  });
});

describe('after a deploy', () => {
  test('a branch that was deleted meanwhile is said so, and the stack left to cleanup', async () => {
    const world = new DeployWorld();
    world.clock.after(500, () => world.repository.delete('login-page'));
    const outcome = await world.deploy();
    expect(outcome).toMatchObject({ kind: 'branch-vanished', branch: 'login-page', stackName: names.stackName });
    expect(await world.stacks.find(names.stackName)).toMatchObject({ status: 'CREATE_COMPLETE' });
  });

  test('a repository that does not answer the last question makes no failure of a deploy', async () => {
    const world = new DeployWorld();
    const unreachable = new PreviewError('github-unreachable', 'no answer', { fault: 'world' });
    world.repository.faults.fail('branch', unreachable, { skip: 1 });
    expect(await world.deploy()).toMatchObject({ kind: 'deployed' });
  });
});

describe('interruption', () => {
  const stop = new PreviewError('interrupted', 'Stopped on request', { fault: 'user' });

  test('while the stack is made says that CloudFormation goes on', async () => {
    const world = new DeployWorld();
    world.clock.after(300, () => world.abort.abort(stop));
    const error = await failure(world.deploy());
    expect(error.code).toBe('interrupted');
    expect(error.message).toContain(`${names.stackName} is being created`);
  });

  test('while health is awaited says that the version is deployed, and that CloudFormation is done', async () => {
    const world = new DeployWorld();
    world.probe.otherwise = { kind: 'answered', status: 503 };
    world.clock.after(5000, () => world.abort.abort(stop));
    const error = await failure(world.deploy());
    expect(error.message).toBe(
      'Interrupted; CloudFormation has nothing of this run under way; the new version is deployed, and the next deploy waits for its health again',
    );
    expect(world.kinds()).not.toContain('evidence');
  });

  test('before anything was asked changes nothing', async () => {
    const world = new DeployWorld();
    world.abort.abort(stop);
    expect(await failure(world.deploy(preview))).toMatchObject({ code: 'interrupted' });
    expect(world.stacks.calls).toEqual([]);
  });
});
