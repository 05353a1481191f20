import { withNewest } from '../../lib/deploy/records';
import type { PreviewRecord } from '../../lib/ports/record';
import { updateRecord } from '../../lib/previews/update-record';
import { applicationOutputsOf } from '../fakes/fake-account-world';
import { FakeStacks } from '../fakes/fake-stacks';
import { commit, DeployWorld, failure } from './deploy-world';

const merge = '2'.repeat(40);
const production = { kind: 'production' } as const;
const promoted = { bundle: { kind: 'promoted' } } as const;

/** Staging has deployed a commit, and production's branch is now at `head`. */
async function stagedAt(head: string): Promise<{ world: DeployWorld; hash: string }> {
  const world = new DeployWorld();
  const staged = await world.deploy({ kind: 'staging' });
  world.repository.push('production', head);
  world.checkout.currentCommit = head;
  return { world, hash: staged.kind === 'deployed' ? (staged.bundles.web ?? '') : '' };
}

describe('a promotion', () => {
  test('copies what staging ran of this commit, and builds nothing', async () => {
    const { world, hash } = await stagedAt(commit);
    const packed = world.packer.packed.length;
    expect(await world.deploy(production, promoted)).toMatchObject({
      kind: 'deployed',
      commit,
      bundles: { web: hash },
    });
    expect(world.bundles.calls.at(-1)).toBe(`copy staging/bundles/${hash}.zip production/bundles/${hash}.zip`);
    expect(world.packer.packed).toHaveLength(packed);
  });

  test('takes what staging ran earlier, also when it runs something else by now', async () => {
    const { world, hash } = await stagedAt(commit);
    world.packer.contents = 'version 2';
    world.checkout.currentCommit = '3'.repeat(40);
    world.repository.push('main', world.checkout.currentCommit);
    await world.deploy({ kind: 'staging' });
    world.checkout.currentCommit = commit;
    expect(await world.deploy(production, promoted)).toMatchObject({ commit, bundles: { web: hash } });
  });

  test('takes what staging ran of another commit with the same files, and says the commit of production', async () => {
    const { world, hash } = await stagedAt(merge);
    world.checkout.trees.set(merge, 'a').set(commit, 'a');
    expect(await world.deploy(production, promoted)).toMatchObject({ commit: merge, bundles: { web: hash } });
    expect((await world.record(production))?.commit).toBe(merge);
  });

  test('never takes what staging runs since some of its services went back', async () => {
    const { world, hash } = await stagedAt(commit);
    const stack = await world.stacks.find('shop-staging');
    const location = { bucket: 'bundles-staging', targetId: 'staging', stackId: stack?.id ?? '' };
    const mixed = {
      ...{ at: '2099-01-01T00:00:00.000Z', commit, bundles: { web: 'e'.repeat(64) } },
      back: { from: commit, to: merge, services: ['web'] },
    };
    await updateRecord(world.records, location, (former) => withNewest(former as PreviewRecord, mixed));
    expect(await world.deploy(production, promoted)).toMatchObject({ commit, bundles: { web: hash } });
  });

  test('of what staging has not deployed is refused, and production stays as it was', async () => {
    const { world } = await stagedAt(merge);
    world.checkout.trees.set(merge, 'b').set(commit, 'a');
    const calls = world.stacks.calls.length;
    const error = await failure(world.deploy(production, promoted));
    expect(error).toMatchObject({ code: 'nothing-to-promote', exitCode: 1 });
    expect(error.message).toContain(merge);
    expect(error.message).toContain(`its newest deploy is of ${commit}`);
    expect(error.hint).toMatch(/^Wait for staging's deploy/);
    expect(world.stacks.calls).toHaveLength(calls);
  });

  test('asks for the whole history when the clone lacks what staging deployed', async () => {
    const { world } = await stagedAt(merge);
    world.checkout.trees.set(merge, 'a');
    const error = await failure(world.deploy(production, promoted));
    expect(error).toMatchObject({ code: 'nothing-to-promote' });
    expect(error.hint).toContain('fetch-depth: 0');
  });

  test('before staging ever deployed has nothing to promote', async () => {
    const world = new DeployWorld();
    const error = await failure(world.deploy(production, promoted));
    expect(error).toMatchObject({ code: 'nothing-to-promote' });
    expect(error.message).not.toContain('newest');
  });

  test('of a service that staging did not have is refused by its name', async () => {
    const { world } = await stagedAt(commit);
    world.production = { services: { web: {}, api: {} } };
    const error = await failure(world.deploy(production, promoted));
    expect(error).toMatchObject({ code: 'nothing-to-promote' });
    expect(error.message).toBe(`Staging ran no service api at ${commit}`);
    expect(world.bundles.calls.filter((call) => call.startsWith('copy'))).toEqual([]);
  });

  test('is for the newest commit of the branch: a late job puts nothing over it', async () => {
    const { world } = await stagedAt(commit);
    world.repository.push('production', merge);
    world.checkout.job = true;
    expect(await world.deploy(production, promoted)).toMatchObject({ kind: 'superseded', head: merge });
  });

  test('takes the newest of two deploys of one commit', async () => {
    const { world } = await stagedAt(commit);
    world.packer.contents = 'built once more';
    await world.clock.sleep(1000);
    const again = await world.deploy({ kind: 'staging' });
    const { bundles } = again as { bundles: object };
    expect(await world.deploy(production, promoted)).toMatchObject({ bundles });
  });
});

describe('where staging keeps its bundles', () => {
  test('is asked in the region of staging', async () => {
    const { world, hash } = await stagedAt(commit);
    const otherStacks = new FakeStacks(world.clock);
    otherStacks.add({ name: 'shop-application-staging', outputs: applicationOutputsOf('staging') });
    world.stacks.find = hiding(world.stacks, 'shop-application-staging');
    Object.assign(world, { otherStacks });
    expect(await world.deploy(production, promoted)).toMatchObject({ bundles: { web: hash } });
  });

  test('stands in the settings when it is another account', async () => {
    const { world, hash } = await stagedAt(commit);
    const bucket = applicationOutputsOf('staging').BundleBucket ?? '';
    world.stacks.find = hiding(world.stacks, 'shop-application-staging');
    world.production = { promoteFrom: { bucket } };
    expect(await world.deploy(production, promoted)).toMatchObject({ bundles: { web: hash } });
    const kept = { bundle: { kind: 'kept', hash } } as const;
    expect(await world.deploy(production, kept)).toMatchObject({ bundles: { web: hash } });
  });

  test('is not guessed', async () => {
    const { world } = await stagedAt(commit);
    world.stacks.find = hiding(world.stacks, 'shop-application-staging');
    const error = await failure(world.deploy(production, promoted));
    expect(error).toMatchObject({ code: 'promotion-source-unknown', exitCode: 2 });
    expect(error.hint).toContain('production.promoteFrom.bucket');
  });
});

/** As the credentials of another account see it: there is no such stack. */
function hiding(stacks: FakeStacks, name: string): FakeStacks['find'] {
  const find = stacks.find.bind(stacks);
  return async (nameOrId) => (nameOrId === name ? undefined : find(nameOrId));
}
