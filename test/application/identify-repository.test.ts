import type { ApplicationPorts } from '../../lib/application/application-request';
import { gatherApplication } from '../../lib/application/gather-application';
import { PreviewError } from '../../lib/errors';
import { pinRepository, readRepository, writeRepository } from '../../lib/facts/ci-repository';
import { resolveSettings } from '../../lib/settings/resolve';
import type { SettingsLayer } from '../../lib/settings/settings';
import { DeployWorld, failure } from '../deploy/deploy-world';
import { FakeForgeIdentity } from '../fakes/fake-forge-identity';

const actions: SettingsLayer['ci'] = { provider: 'github-actions' };
const down = new PreviewError('github-unavailable', 'GitHub did not answer', { fault: 'world', hint: 'Repeat it.' });

const settingsWith = (ci: SettingsLayer['ci']) =>
  resolveSettings(
    {
      ...{ project: 'shop', github: 'acme/shop', staging: { host: 'staging.acme.dev' } },
      base: { region: 'eu-central-1', ...(ci && { ci }) },
    },
    { kind: 'staging' },
  );

function worldWith(ci: SettingsLayer['ci'], written?: string) {
  const world = new DeployWorld();
  world.account.zones.set('acme.dev', 'Z1');
  if (written !== undefined) {
    world.stacks.alter('shop-application-staging', { outputs: { CiRepository: written } });
  }
  return Object.assign(world, { forgeIdentity: new FakeForgeIdentity(), staging: settingsWith(ci) });
}

async function gathered(world: ReturnType<typeof worldWith>) {
  const input = await gatherApplication(world as ApplicationPorts, {
    settings: world.staging,
    repository: 'github:acme/shop',
  });
  const { github, values } = input.settings;
  return { github, repositoryId: values.ci?.repositoryId, ownerId: values.ci?.ownerId };
}
const warnings = (world: DeployWorld) =>
  world.events.flatMap((event) => (event.kind === 'warned' ? [event.message] : []));

describe('the repository that roles of CI trust', () => {
  test('has the numbers that GitHub says, and its spelling', async () => {
    const world = worldWith(actions);
    world.forgeIdentity.known = { id: 456789, ownerId: 123456, fullName: 'Acme/Shop' };
    expect(await gathered(world)).toEqual({ github: 'Acme/Shop', repositoryId: 456789, ownerId: 123456 });
    expect(warnings(world)).toEqual([]);
  });

  test('has those of settings, which must be the ones that GitHub says', async () => {
    const right = worldWith({ ...actions, repositoryId: 456789, ownerId: 123456 });
    expect(await gathered(right)).toEqual({ github: 'acme/shop', repositoryId: 456789, ownerId: 123456 });
    for (const wrong of [{ repositoryId: 1 }, { ownerId: 1 }, { repositoryId: 456789, ownerId: 2 }]) {
      expect(await failure(gathered(worldWith({ ...actions, ...wrong })))).toMatchObject({
        code: 'ci-repository-differs',
        exitCode: 2,
        message: expect.stringMatching(/acme\/shop has the number [12] on GitHub, and GitHub says (456789|123456)$/),
        hint: expect.stringMatching(/^Set ci\.(repositoryId|ownerId) to \d+/),
      });
    }
  });

  test('is called as settings call it: one that was renamed is refused', async () => {
    const world = worldWith(actions);
    world.forgeIdentity.known = { id: 456789, ownerId: 123456, fullName: 'acme/store' };
    expect(await failure(gathered(world))).toMatchObject({
      code: 'ci-repository-differs',
      message: expect.stringContaining('acme/store'),
    });
  });

  test('keeps the numbers of the deployed stack, and its spelling, when GitHub does not say', async () => {
    const world = worldWith(actions, 'Acme@123456/Shop@456789');
    world.forgeIdentity.faults.fail('repository', down);
    expect(await gathered(world)).toEqual({ github: 'Acme/Shop', repositoryId: 456789, ownerId: 123456 });
    expect(warnings(world)).toEqual([
      'GitHub did not answer. The roles of CI trust the numbers of the repository that the deployed stack has. Repeat it.',
    ]);
  });

  test.each([
    ['there is none yet', undefined],
    ['the stack was for another repository', 'acme@123456/store@456789'],
    ['the output is strange', 'acme@*/shop@*'],
  ])('is any of its name when GitHub does not say and %s, and a warning says so', async (_, written) => {
    const world = worldWith(actions, written);
    world.forgeIdentity.faults.fail('repository', down);
    expect(await gathered(world)).toEqual({ github: 'acme/shop', repositoryId: undefined, ownerId: undefined });
    expect(warnings(world)).toEqual([expect.stringContaining('trust any repository that is called acme/shop.')]);
  });

  test('comes from settings alone where GitHub does not say: nothing is left to warn of', async () => {
    const world = worldWith({ ...actions, repositoryId: 5, ownerId: 6 }, 'acme@123456/shop@456789');
    world.forgeIdentity.faults.fail('repository', down);
    expect(await gathered(world)).toEqual({ github: 'acme/shop', repositoryId: 5, ownerId: 6 });
    expect(warnings(world)).toEqual([]);
  });

  test('is not guessed when the wait for GitHub was interrupted: an interruption is no answer of GitHub', async () => {
    const world = worldWith(actions, 'acme@123456/shop@456789');
    world.forgeIdentity.faults.fail(
      'repository',
      new PreviewError('interrupted', 'Stopped on request', { fault: 'user' }),
    );
    expect(await failure(gathered(world))).toMatchObject({ code: 'interrupted' });
    expect(warnings(world)).toEqual([]);
  });

  test('is not asked for when no role trusts GitHub Actions', async () => {
    for (const ci of [undefined, { provider: 'circleci', organizationId: 'o', projectId: 'p' } as const]) {
      const world = worldWith(ci);
      world.forgeIdentity.faults.fail('repository', down);
      expect(await gathered(world)).toMatchObject({ github: 'acme/shop', repositoryId: undefined });
      expect(warnings(world)).toEqual([]);
    }
  });
});

test('what a stack says of its repository is read as it was written', () => {
  const settings = settingsWith(actions);
  expect(writeRepository(settings)).toBeUndefined();
  const known = { id: 456789, ownerId: 123456, fullName: 'acme/shop' };
  const written = writeRepository(pinRepository(settings, known));
  expect(written).toBe('acme@123456/shop@456789');
  expect(readRepository(written, { github: 'ACME/shop' })).toEqual(known);
  expect(readRepository(written, {})).toBeUndefined();
});

test('the numbers of a former name are those of the present one, but not after a transfer to another owner', () => {
  const written = 'acme@123456/shop@456789';
  const formerly = ['acme/shop'];
  expect(readRepository(written, { github: 'Acme/store', formerly })).toEqual({
    ...{ id: 456789, ownerId: 123456, fullName: 'Acme/store' },
  });
  expect(readRepository(written, { github: 'orchard/shop', formerly })).toBeUndefined();
  expect(readRepository(written, { github: 'acme/store', formerly: ['acme/other'] })).toBeUndefined();
});
