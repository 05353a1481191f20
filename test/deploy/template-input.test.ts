import { gatherTemplateInput } from '../../lib/deploy/gather/template-input';
import { databaseSecret } from '../fakes/fake-account-world';
import { DeployWorld, failure, names } from './deploy-world';

describe('what synth, diff and context look up', () => {
  const gather = (world: DeployWorld) => gatherTemplateInput(world.ports(), world.request());

  test('is what the deploy before it handed to the synthesizer', async () => {
    const world = new DeployWorld();
    world.settings = { database: { snapshot: { id: 'monday', credentials: databaseSecret } } };
    await world.deploy();
    world.environments.platforms.set('nodejs-22', 'arn:aws:elasticbeanstalk:eu-central-1::platform/newer');
    world.packer.contents = 'edited since';
    world.checkout.currentCommit = '2'.repeat(40);
    expect(await gather(world)).toEqual(world.synthesizer.environments[0]);
  });

  test('is refused where the deploy would be refused, for the same reason', async () => {
    const world = new DeployWorld();
    world.addStack({ name: names.stackName, tags: { 'preview-stacks:project': 'other' } });
    const [deployed, gathered] = [await failure(world.deploy()), await failure(gather(world))];
    expect(gathered.code).toBe('stack-not-ours');
    expect(gathered.code).toBe(deployed.code);
  });

  test('packs the working copy for a target that has no deploy yet', async () => {
    const world = new DeployWorld();
    const first = await gather(world);
    await world.deploy();
    expect(first).toEqual(world.synthesizer.environments[0]);
  });
});
