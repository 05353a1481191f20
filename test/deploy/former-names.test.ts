import { gatherTemplateInput } from '../../lib/deploy/gather/template-input';
import { ownershipTagKeys, ownershipTags } from '../../lib/naming/ownership-tags';
import { namesOf } from '../../lib/naming/resource-names';
import type { Target } from '../../lib/naming/target';
import { DeployWorld, failure, preview } from './deploy-world';

const former = (kind: Target) => ownershipTags({ project: 'shop', repository: 'github:acme/former', target: kind });

describe.each<[string, Target]>([
  ['a preview', preview],
  ['staging', { kind: 'staging' }],
  ['production', { kind: 'production' }],
])('the stack of %s that carries a former name of the repository', (_what, target) => {
  const { stackName } = namesOf('shop', target);
  const worldWith = (formerly: readonly string[]) => {
    const world = new DeployWorld();
    world.formerly = formerly;
    world.checkout.currentBranch =
      target.kind === 'staging' ? 'main' : target.kind === 'production' ? 'production' : 'login-page';
    return { world, stack: world.addStack({ status: 'CREATE_COMPLETE', tags: former(target) } as never, target) };
  };

  test('is deployed as ours, and gets the new name', async () => {
    const { world, stack } = worldWith(['acme/former']);
    expect(await world.deploy(target)).toMatchObject({ kind: 'deployed', operation: 'updated', stackId: stack.id });
    const { tags } = (await world.stacks.find(stackName)) ?? {};
    expect(tags).toEqual({ ...former(target), [ownershipTagKeys.repository]: 'github:acme/shop' });
  });

  test('is refused when settings do not name it', async () => {
    const { world } = worldWith(['acme/other']);
    expect(await failure(world.deploy(target))).toMatchObject({
      code: 'stack-not-ours',
      hint: "If this repository was renamed, set formerly: ['acme/former'] in the settings file; docs/renaming.md says what else is to do. Else choose another project name.",
    });
    expect(world.stacks.calls).toEqual([]);
  });
});

test('a preview under a former name counts among the previews that there may be', async () => {
  const world = new DeployWorld();
  world.formerly = ['acme/former'];
  world.settings = { ...world.settings, maxPreviews: 1 };
  world.addStack({ tags: former({ kind: 'preview', branch: 'b' }), status: 'CREATE_COMPLETE' } as never, {
    kind: 'preview',
    branch: 'other-one',
  });
  expect(await failure(world.deploy())).toMatchObject({ code: 'too-many-previews' });
});

test('what the next deploy would send has the new name', async () => {
  const world = new DeployWorld();
  world.formerly = ['acme/former'];
  world.addStack({ status: 'CREATE_COMPLETE', tags: former(preview) } as never);
  expect(await gatherTemplateInput(world, world.request())).toMatchObject({ repository: 'github:acme/shop' });
});
