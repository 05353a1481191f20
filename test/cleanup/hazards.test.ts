import { awsClients } from '../../lib/aws/clients';
import { AwsStacks } from '../../lib/aws/cloudformation/stacks';
import { ownershipTags } from '../../lib/naming/ownership-tags';
import { namesOf } from '../../lib/naming/resource-names';
import { pointSdkAt } from '../aws/aws-environment';
import { OddEndpoint } from '../aws/odd-endpoint';
import { FakeClock } from '../fakes/fake-clock';
import { CleanupWorld } from './cleanup-world';

/** What other tools' cleanups do to their users, and ours must not. */

test('a deletion that failed is never reported as done', async () => {
  const world = new CleanupWorld();
  const stack = world.addPreview('orphan-one');
  world.stacks.failOperation(stack.name, {
    operation: 'delete',
    logicalId: 'Role',
    type: 'AWS::IAM::Role',
    reason: 'no',
  });
  const { results, left, counts } = await world.cleanup();
  expect([results[0]?.outcome, left.length, counts.deleted]).toEqual(['failed', 1, 0]);
});

test('a preview is alive however many others there are: the list of branches is read to its end', async () => {
  const world = new CleanupWorld();
  for (let index = 0; index < 250; index += 1) world.repository.push(`branch-${index}`);
  world.addPreview('branch-249');
  expect((await world.cleanup()).plan.decisions).toMatchObject([{ verdict: 'keep' }]);
});

test.each(['fix/main', 'feat/develop', 'release/v1.2.3', '日本語', 'staging', 'production', 'x/staging'])(
  'the end of %s takes its own preview and never a shared environment',
  async (branch) => {
    const world = new CleanupWorld();
    for (const kind of ['staging', 'production'] as const) {
      const tags = ownershipTags({ project: 'shop', repository: 'github:acme/shop', target: { kind } });
      world.stacks.add({ name: `shop-${kind}`, tags, createdAt: new Date(0) });
    }
    const own = world.addPreview(branch);
    const { results, swept } = await world.cleanup();
    expect(results.map(({ stackName, outcome }) => [stackName, outcome])).toEqual([[own.name, 'deleted']]);
    expect(swept).toEqual([]);
    expect((await world.livingNames()).sort()).toEqual(['shop-application-staging', 'shop-production', 'shop-staging']);
  },
);

test.each([
  ['feature/login', 'bugfix/login'],
  ['feature/x', 'feature-x'],
  ['feat.x', 'feat-x'],
])('the end of %s does not touch the preview of %s', async (gone, alive) => {
  const world = new CleanupWorld();
  world.addPreview(gone);
  const kept = world.addPreview(alive);
  world.repository.push(alive);
  await world.cleanup();
  expect(await world.exists(kept)).toBe(true);
  expect(namesOf('shop', { kind: 'preview', branch: gone }).stackName).not.toBe(kept.name);
});

test('what only the branch defined goes too: a stack is deleted as it is, not as a template of today says', async () => {
  const world = new CleanupWorld();
  const stack = world.addPreview('orphan-one');
  world.addBucket(stack, 'added-by-the-branch', 5, 'OnlyThere');
  world.stacks.failOperation(stack.name, { operation: 'delete', logicalId: 'OnlyThere' });
  expect((await world.cleanup()).left).toEqual([]);
  expect(world.buckets.calls).toEqual(['added-by-the-branch']);
});

test('stacks are deleted whole: nothing is retained, forced or left to an express mode', async () => {
  const odd = new OddEndpoint();
  pointSdkAt(await odd.start());
  const clients = awsClients({ region: 'eu-central-1' });
  odd.say({ body: '<DeleteStackResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"/>' });
  await new AwsStacks(clients, new FakeClock()).remove('arn:stack', { token: 'remove-1', roleArn: 'arn:role' });
  expect([...new URLSearchParams(odd.bodies[0]).keys()].sort()).toEqual(
    ['Action', 'ClientRequestToken', 'RoleARN', 'StackName', 'Version'].sort(),
  );
  clients.close();
  await odd.stop();
});
