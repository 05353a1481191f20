import type { ApplicationPorts } from '../../lib/application/application-request';
import { deployApplication } from '../../lib/application/deploy-application';
import { destroyApplication } from '../../lib/application/destroy-application';
import { PreviewError } from '../../lib/errors';
import type { Target } from '../../lib/naming/target';
import { DeployWorld, failure, names, preview } from '../deploy/deploy-world';
import { applicationOutputsOf } from '../fakes/fake-account-world';

const stackName = 'shop-application-staging';
const tags = { 'preview-stacks:project': 'shop', 'preview-stacks:repository': 'github:acme/shop' };

function emptyWorld(): DeployWorld {
  const world = new DeployWorld();
  world.account.zones.set('acme.dev', 'Z1');
  world.stacks.vanish(stackName);
  world.stacks.outputsOf = () => applicationOutputsOf('staging');
  world.synthesizer.application = async (input) => {
    world.synthesizer.applications.push(input);
    return { stackName, body: '{"Resources":{"Bundles":{"Type":"AWS::S3::Bucket"}}}', tags };
  };
  return world;
}

function deploy(world: DeployWorld, stage: Target = { kind: 'staging' }) {
  return deployApplication(world as ApplicationPorts, {
    settings: world.request(stage).settings,
    previewSettings: world.request(preview).settings,
    repository: 'github:acme/shop',
    signal: world.abort.signal,
  });
}

function destroy(world: DeployWorld, confirmed = true) {
  const { settings } = world.request({ kind: 'staging' });
  return destroyApplication(world as ApplicationPorts, { settings, confirmed, signal: world.abort.signal });
}

describe('deploying an application stack', () => {
  test('reads network and zone from the account and gives back what was made', async () => {
    const world = emptyWorld();
    const outcome = await deploy(world);
    expect(outcome).toMatchObject({ operation: 'created', stackName, facts: { bundleBucket: 'bundles-staging' } });
    expect(world.synthesizer.applications[0]?.account).toEqual({
      account: '111122223333',
      region: 'eu-central-1',
      network: world.account.networkFacts,
      hostedZoneId: 'Z1',
    });
    expect(world.stacks.changes[0]).not.toHaveProperty('roleArn');
  });

  test('again changes nothing', async () => {
    const world = emptyWorld();
    await deploy(world);
    expect(await deploy(world)).toMatchObject({ operation: 'unchanged' });
  });

  test('finds room for a large template in its own bucket, once there is one', async () => {
    const world = emptyWorld();
    await deploy(world);
    world.synthesizer.application = async () => ({ stackName, body: '{"Resources":{}}', tags });
    await deploy(world);
    expect(world.stacks.changes.map(({ templateStore }) => templateStore)).toEqual([
      undefined,
      { bucket: 'bundles-staging', targetId: 'staging' },
    ]);
  });

  test('asks for one zone when its hosts stand in two', async () => {
    const world = emptyWorld();
    world.account.zones.set('staging.acme.dev', 'Z1').set('preview.acme.dev', 'Z2');
    expect(await failure(deploy(world))).toMatchObject({ code: 'hosted-zones-differ', exitCode: 2 });
  });

  test('names each domain that no public zone of the account holds, its setting, and what to write', async () => {
    const world = emptyWorld();
    world.account.zones.clear();
    world.account.zones.set('staging.acme.dev', 'Z1');
    expect(await failure(deploy(world))).toMatchObject({
      code: 'hosted-zone-missing',
      exitCode: 2,
      faults: [
        {
          path: 'preview.previewDomain',
          message: 'no public zone of this account holds "preview.acme.dev"',
          hint: expect.stringContaining('set preview.hostedZoneId'),
        },
      ],
    });
    expect(world.synthesizer.applications).toEqual([]);
  });

  test('asks for no zone that settings name', async () => {
    const world = emptyWorld();
    world.settings = { hostedZoneId: 'Z9' };
    world.account.zones.set('staging.acme.dev', 'Z1').set('preview.acme.dev', 'Z2');
    await deploy(world);
    expect(world.synthesizer.applications[0]?.account.hostedZoneId).toBe('Z1');
  });

  test('leaves the stack of another repository alone', async () => {
    const world = emptyWorld();
    world.stacks.add({ name: stackName, tags: { ...tags, 'preview-stacks:repository': 'github:other/shop' } });
    expect(await failure(deploy(world))).toMatchObject({ code: 'stack-not-ours' });
    expect(world.stacks.calls).toEqual([]);
  });

  test('goes on with the stack of a former name of the repository', async () => {
    const world = emptyWorld();
    const former = { ...tags, 'preview-stacks:repository': 'github:acme/former' };
    world.stacks.add({ name: stackName, tags: former, outputs: applicationOutputsOf('staging') });
    expect(await failure(deploy(world))).toMatchObject({
      code: 'stack-not-ours',
      hint: expect.stringContaining("formerly: ['acme/former']"),
    });
    world.formerly = ['acme/former'];
    expect(await deploy(world)).toMatchObject({ operation: 'updated' });
    expect((await world.stacks.find(stackName))?.tags).toEqual(tags);
  });

  test('tells the first cause when it fails', async () => {
    const world = emptyWorld();
    world.stacks.failOperation(stackName, { operation: 'create', reason: 'no such zone' });
    expect((await failure(deploy(world))).message).toContain('no such zone');
  });

  test('says what goes on when it is interrupted', async () => {
    const world = emptyWorld();
    world.clock.after(300, () => world.abort.abort(new PreviewError('interrupted', 'stop', { fault: 'user' })));
    expect((await failure(deploy(world))).message).toContain(`${stackName} is being created`);
  });
});

describe('destroying an application stack', () => {
  test('does nothing without a confirmation', async () => {
    const world = new DeployWorld();
    expect(await destroy(world, false)).toEqual({ kind: 'unconfirmed', stackName });
    expect(world.stacks.calls).toEqual([]);
  });

  test('is refused while environments live in it, and names them', async () => {
    const world = new DeployWorld();
    world.addStack({ status: 'CREATE_COMPLETE' });
    world.addStack({ status: 'CREATE_COMPLETE' }, { kind: 'staging' });
    world.addStack({ status: 'CREATE_COMPLETE' }, { kind: 'production' });
    world.stacks.add({ name: 'shop-preview-without-tags' });
    expect(await destroy(world)).toEqual({
      kind: 'in-use',
      stackName,
      stacks: [names.stackName, 'shop-preview-without-tags', 'shop-staging'],
    });
    expect(world.stacks.calls).toEqual([]);
  });

  test('empties the bundle bucket first, and confirms that nothing is left', async () => {
    const world = new DeployWorld();
    const stack = await world.stacks.find(stackName);
    const bundles = {
      logicalId: 'Bundles',
      physicalId: 'bundles-staging',
      type: 'AWS::S3::Bucket',
      status: 'CREATE_COMPLETE',
    };
    world.stacks.setResources(stackName, [bundles]);
    world.buckets.fill('bundles-staging', 5);
    expect(await destroy(world)).toMatchObject({ kind: 'destroyed', left: [] });
    expect(world.buckets.versions('bundles-staging')).toBe(0);
    expect(world.stacks.calls).toEqual([`delete ${stack?.id}`]);
  });

  test('leaves a protected stack and its bundles alone', async () => {
    const world = new DeployWorld();
    world.stacks.alter(stackName, { terminationProtection: true });
    expect(await destroy(world)).toEqual({ kind: 'protected', stackName });
    expect(world.buckets.calls).toEqual([]);
  });

  test('says what is left when CloudFormation cannot delete it', async () => {
    const world = new DeployWorld();
    for (let attempt = 0; attempt < 3; attempt += 1) {
      world.stacks.failOperation(stackName, {
        operation: 'delete',
        logicalId: 'Role',
        type: 'AWS::IAM::Role',
        reason: 'in use',
      });
    }
    const outcome = await destroy(world);
    expect(outcome).toMatchObject({
      kind: 'destroyed',
      left: [expect.stringContaining('Role (AWS::IAM::Role): in use')],
    });
  });

  test('finds nothing: says so', async () => {
    const world = new DeployWorld();
    world.stacks.vanish(stackName);
    expect(await destroy(world)).toEqual({ kind: 'nothing-there', stackName });
  });
});

describe('ports that are made at first use', () => {
  test('are not made by destroying an application stack when they are not needed', async () => {
    const world = new DeployWorld();
    const made: string[] = [];
    const lazy = new Proxy(world, {
      get: (target, key, receiver) => {
        made.push(String(key));
        return Reflect.get(target, key, receiver);
      },
    });
    await destroy(lazy);
    expect(made).not.toContain('synthesizer');
    expect(made).toContain('stacks');
  });
});
