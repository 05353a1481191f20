import { makeBundles } from '../../lib/deploy/bundles/make-bundles';
import { commit, DeployWorld, failure } from './deploy-world';

const folder = '/ci/bundles';
const given = { bundle: { kind: 'file', file: folder } } as const;

/** A world in which `bundle` has filled the folder; its zips are where the list says. */
async function bundled(services: DeployWorld['settings']['services'] = { web: {} }): Promise<DeployWorld> {
  const world = new DeployWorld();
  world.settings = { services };
  const { settings, root } = world.request();
  const list = await makeBundles(world, { settings, root, folder });
  for (const { file } of Object.values(list.services)) world.packer.addZip(file, world.packer.contents);
  return world;
}

describe('making bundles', () => {
  test('packs each service once, and says of which commit and branch', async () => {
    const world = await bundled({ web: {}, api: { folder: 'api' } });
    const list = await world.folders.read(folder);
    expect(list).toMatchObject({ commit, branch: 'login-page' });
    expect(Object.keys(list?.services ?? {})).toEqual(['web', 'api']);
    expect(world.packer.packed).toEqual(['.', 'api']);
    expect(world.kinds()).toEqual(['bundle-packed', 'bundle-packed']);
  });

  test('asks for every service whether its package manager is here before it builds the first', async () => {
    const world = new DeployWorld();
    world.settings = { services: { web: {}, api: { folder: 'api' } } };
    world.packer.faults.fail('ready', new Error('no pnpm here'), { skip: 1 });
    const { settings, root } = world.request();
    await expect(makeBundles(world, { settings, root, folder })).rejects.toThrow('no pnpm here');
    expect(world.packer.packed).toEqual([]);
  });

  test('D28: hands on what the packer warns of, with the name of the service', async () => {
    const world = new DeployWorld();
    world.packer.warnings = ['new.js is left out'];
    const { settings, root } = world.request();
    await makeBundles(world, { settings, root, folder });
    expect(world.events).toContainEqual({ kind: 'warned', message: 'web: new.js is left out' });
  });

  test('takes the zip that settings name', async () => {
    const world = new DeployWorld();
    world.settings = { services: { web: { bundle: 'out/app.zip' } } };
    world.packer.addZip('/app/out/app.zip', 'made by another tool');
    const { settings, root } = world.request();
    await makeBundles(world, { settings, root, folder });
    expect(world.packer.packed).toEqual([]);
  });

  test.each([
    ['bundle-resources', { resourceExtensions: ['.ebextensions/queue.config'] }, { web: {} }],
    ['bundle-cron', { periodicTasks: true }, { web: {}, jobs: { kind: 'worker' } }],
  ] as const)('refuses with %s what a deploy would refuse, and leaves no list', async (code, contents, services) => {
    const world = new DeployWorld();
    Object.assign(world.packer, contents);
    world.settings = { services };
    const { settings, root } = world.request();
    expect(await failure(makeBundles(world, { settings, root, folder }))).toMatchObject({ code, exitCode: 2 });
    expect(world.folders.folders.size).toBe(0);
  });
});

describe('a folder of bundles', () => {
  test('is deployed as it is: nothing is packed again', async () => {
    const world = await bundled();
    const list = await world.folders.read(folder);
    const outcome = await world.deploy(undefined, given);
    expect(outcome).toMatchObject({ kind: 'deployed', bundles: { web: list?.services.web?.hash } });
    expect(world.packer.packed).toHaveLength(1);
  });

  test('has a bundle for each of several services', async () => {
    const world = await bundled({ web: {}, api: { folder: 'api' } });
    // The health of two services is not what this is about.
    const stopped = new Error('the template is next');
    world.synthesizer.environment = () => Promise.reject(stopped);
    expect(await failure(world.deploy(undefined, given))).toBe(stopped);
    const ready = world.events.flatMap((event) => (event.kind === 'bundle-ready' ? [event.service] : []));
    expect(ready).toEqual(['web', 'api']);
    expect(world.packer.packed).toHaveLength(2);
  });

  test('may stand for one service, while another is packed', async () => {
    const world = await bundled({ web: {}, api: { folder: 'api' } });
    const bundle = { kind: 'each', services: { web: { kind: 'file', file: folder } } } as const;
    world.synthesizer.environment = () => Promise.reject(new Error('the template is next'));
    await failure(world.deploy(undefined, { bundle }));
    expect(world.packer.packed).toEqual(['.', 'api', 'api']);
  });

  test('of another commit is refused, with both commits', async () => {
    const world = await bundled();
    const next = '2'.repeat(40);
    world.repository.push('login-page', next);
    world.checkout.currentCommit = next;
    const error = await failure(world.deploy(undefined, given));
    expect(error).toMatchObject({ code: 'bundle-other-commit', exitCode: 2 });
    expect(error.message).toContain(`are of commit ${commit}, and ${next} is deployed`);
    expect(world.stacks.calls).toEqual([]);
  });

  test('without a bundle of a service is refused by its name', async () => {
    const world = await bundled();
    world.settings = { services: { web: {}, api: {} } };
    const error = await failure(world.deploy(undefined, given));
    expect(error).toMatchObject({ code: 'bundle-missing', exitCode: 2 });
    expect(error.message).toBe(`There is no bundle of api in ${folder}`);
  });

  test('whose zip was changed after it was listed is refused', async () => {
    const world = await bundled();
    world.packer.addZip(`${folder}/web.zip`, 'touched');
    expect(await failure(world.deploy(undefined, given))).toMatchObject({ code: 'bundle-changed', exitCode: 2 });
    expect(world.bundles.calls).toEqual([]);
  });

  test('without a list is refused', async () => {
    const world = new DeployWorld();
    world.folders.folders.set(folder, undefined);
    expect(await failure(world.deploy(undefined, given))).toMatchObject({
      code: 'bundle-list-unreadable',
      exitCode: 2,
    });
  });
});
