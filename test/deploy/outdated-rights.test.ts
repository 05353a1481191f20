import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { destroy } from '../../lib/cleanup/destroy';
import { PreviewError } from '../../lib/errors';
import type { Stage, Target } from '../../lib/naming/target';
import type { Stack } from '../../lib/ports/stacks';
import { outdatedRights } from '../../lib/previews/outdated-rights';
import { CleanupWorld } from '../cleanup/cleanup-world';
import type { FakeStacks } from '../fakes/fake-stacks';
import { DeployWorld, failure, names, preview } from './deploy-world';

const again = (stage: Stage) => `Run \`preview-stacks deploy-application --target ${stage}\` again with this release.`;
const warned = (stage: Stage) => ({
  kind: 'warned',
  message: `an older release deployed the application stack of ${stage}: its roles may lack rights or trust that this release needs. ${again(stage)}`,
});

/** Makes the application stack of a stage one of an older release, which wrote no version of its rights. */
async function age(stacks: FakeStacks, stage: Stage): Promise<void> {
  const stack = (await stacks.find(`shop-application-${stage}`)) as Stack;
  const { RightsVersion: _, ...outputs } = stack.outputs;
  stacks.alter(stack.id, { outputs });
}

const refusal = new PreviewError('access-denied', 'AWS refuses cloudformation:CreateChangeSet to these credentials', {
  fault: 'world',
  hint: "Allow cloudformation:CreateChangeSet in the role's policy.",
});

describe.each([
  ['preview', preview, 'staging'],
  ['staging', { kind: 'staging' }, 'staging'],
  ['production', { kind: 'production' }, 'production'],
] as const satisfies readonly (readonly [string, Target, Stage])[])(
  'with an older application stack, a deploy of %s',
  (_, target, stage) => {
    let world: DeployWorld;
    beforeEach(async () => {
      world = new DeployWorld();
      await age(world.stacks, stage);
    });

    test('warns and goes on', async () => {
      expect(await world.deploy(target)).toMatchObject({ kind: 'deployed' });
      expect(world.events).toContainEqual(warned(stage));
    });

    test('that AWS refuses says which command gives the right', async () => {
      world.stacks.faults.fail('change', refusal);
      const error = await failure(world.deploy(target));
      expect(error).toMatchObject({ code: 'access-denied', exitCode: 1, hint: again(stage) });
      expect(error.message).toContain(`an older release deployed the application stack of ${stage}`);
    });

    test('that fails under the role of CloudFormation says so too, and what exists now', async () => {
      const reason = 'User: arn:aws:sts::1:assumed-role/shop is not authorized to perform: cloudwatch:TagResource';
      const { stackName } =
        world.request(target).settings.target.kind === 'preview' ? names : { stackName: `shop-${stage}` };
      world.stacks.failOperation(stackName, { operation: 'create', reason });
      const error = await failure(world.deploy(target));
      expect(error.code).toBe('stack-failed');
      expect(error.hint).toMatch(again(stage));
      expect(error.hint?.length).toBeGreaterThan(again(stage).length);
    });

    test('that fails for another reason says nothing of it', async () => {
      world.stacks.faults.fail('change', new PreviewError('throttled', 'too many', { fault: 'world', hint: 'Wait.' }));
      expect(await failure(world.deploy(target))).toMatchObject({
        code: 'throttled',
        message: 'too many',
        hint: 'Wait.',
      });
    });
  },
);

test('with one of this release nothing is warned of, and a refusal stays as it is', async () => {
  const world = new DeployWorld();
  world.stacks.faults.fail('change', refusal);
  expect(await failure(world.deploy())).toBe(refusal);
  expect(world.kinds()).not.toContain('warned');
});

test('P4: a refusal by a policy of the AWS organization keeps its own hint: deploy-application cannot change it', async () => {
  const world = new DeployWorld();
  await age(world.stacks, 'staging');
  const message = `${refusal.message}: User: x is not authorized to perform: y:Z with an explicit deny in a service control policy`;
  const organization = new PreviewError('access-denied', message, { fault: 'world', hint: 'Ask an administrator.' });
  world.stacks.faults.fail('change', organization);
  expect(await failure(world.deploy())).toBe(organization);
});

test('CHANGELOG.md quotes the warning', () => {
  const changes = readFileSync(join(__dirname, '../../CHANGELOG.md'), 'utf8');
  expect(changes).toContain(outdatedRights('staging').message);
});

test('cleanup and destroy warn, and do their work', async () => {
  const world = new CleanupWorld();
  await age(world.stacks, 'staging');
  world.addPreview('gone-one');
  world.addPreview('alive-one');
  await world.cleanup();
  expect(world.events).toContainEqual(warned('staging'));
  world.events.length = 0;
  const target: Target = { kind: 'preview', branch: 'alive-one' };
  const request = { settings: world.settings(target), confirmed: false, signal: world.abort.signal };
  expect(await destroy(world as never, request)).toMatchObject({ result: { outcome: 'deleted' } });
  expect(world.events).toContainEqual(warned('staging'));
});
