import { bundleChoice } from '../../lib/deploy/bundles/bundle-choice';
import { packService } from '../../lib/deploy/bundles/pack-service';
import { commit, DeployWorld, failure, names } from './deploy-world';

const promoted = 'a'.repeat(64);

describe('the bundle', () => {
  test('is uploaded once: a second deploy of the same contents finds it', async () => {
    const world = new DeployWorld();
    await world.deploy();
    await world.deploy();
    expect(world.bundles.calls).toHaveLength(1);
    expect(world.events.flatMap((event) => (event.kind === 'bundle-ready' ? [event.how] : []))).toEqual([
      'uploaded',
      'kept',
    ]);
  });

  test('given as a zip is taken as it is', async () => {
    const world = new DeployWorld();
    world.packer.addZip('/tmp/app.zip', 'from elsewhere');
    const outcome = await world.deploy(undefined, { bundle: { kind: 'file', file: '/tmp/app.zip' } });
    expect(outcome).toMatchObject({ kind: 'deployed' });
    expect(world.packer.packed).toEqual([]);
  });

  test('that settings name stands under the folder of the settings file', async () => {
    const world = new DeployWorld();
    world.settings = { services: { web: { bundle: 'out/app.zip' } } };
    world.packer.addZip('/app/out/app.zip', 'made by another tool');
    expect(await world.deploy()).toMatchObject({ kind: 'deployed' });
  });

  test('that is missing stops the deploy before anything is made', async () => {
    const world = new DeployWorld();
    const error = await failure(world.deploy(undefined, { bundle: { kind: 'file', file: '/nowhere.zip' } }));
    expect(error).toMatchObject({ code: 'bundle-missing', exitCode: 2 });
    expect(world.stacks.calls).toEqual([]);
  });

  test('whose package manager is missing stops the deploy before AWS is asked, unless it is made already', async () => {
    const world = new DeployWorld();
    const missing = new Error('no pnpm here');
    world.packer.faults.fail('ready', missing, { times: Infinity });
    world.packer.addZip('/tmp/app.zip', 'from elsewhere');
    await expect(world.deploy()).rejects.toBe(missing);
    expect(world.kinds()).toEqual([]);
    const one = { kind: 'file', file: '/tmp/app.zip' } as const;
    expect(await world.deploy(undefined, { bundle: one })).toMatchObject({ kind: 'deployed' });
    const each = { kind: 'each', services: { web: one } } as const;
    expect(await world.deploy(undefined, { bundle: each })).toMatchObject({ kind: 'deployed' });
  });

  test('that makes AWS resources of its own is refused for previews', async () => {
    const world = new DeployWorld();
    world.packer.resourceExtensions = ['.ebextensions/queue.config'];
    const error = await failure(world.deploy());
    expect(error).toMatchObject({ code: 'bundle-resources', exitCode: 2 });
    expect(error.message).toContain('.ebextensions/queue.config');
    expect(world.bundles.calls).toEqual([]);
  });

  test('that lacks the access hook is refused where settings ask for a password', async () => {
    const world = new DeployWorld();
    world.packer.withoutAccessHook = true;
    const password = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/x-AbC123';
    const packed = async (own: object) => {
      const { settings, root } = world.request();
      const access = { ...settings.values.access, ...own };
      return packService(world, { service: 'web', settings: { values: { ...settings.values, access } }, root });
    };
    await expect(packed({ password })).rejects.toMatchObject({ code: 'access-hook-missing', exitCode: 2 });
    await expect(packed({})).resolves.toMatchObject({ withoutAccessHook: true });
  });

  test('that makes AWS resources of its own is taken when settings allow it', async () => {
    const world = new DeployWorld();
    world.packer.resourceExtensions = ['.ebextensions/queue.config'];
    world.settings = { allowBundleResources: true };
    expect(await world.deploy()).toMatchObject({ kind: 'deployed' });
  });

  test('is one for each service: one given for two is refused', async () => {
    const world = new DeployWorld();
    world.settings = { services: { web: {}, api: {} } };
    const bundle = { kind: 'kept', hash: promoted } as const;
    expect(await failure(world.deploy(undefined, { bundle }))).toMatchObject({ code: 'bundle-ambiguous', exitCode: 2 });
  });
});

describe('a kept bundle', () => {
  test('of the preview itself brings an earlier page back, with the commit it was made of', async () => {
    const world = new DeployWorld();
    const first = await world.deploy();
    const next = '2'.repeat(40);
    world.repository.push('login-page', next);
    world.checkout.currentCommit = next;
    world.packer.contents = 'version 2';
    await world.deploy();
    const hash = first.kind === 'deployed' ? (first.bundles.web ?? '') : '';
    const rolledBack = await world.deploy(undefined, { bundle: { kind: 'kept', hash: hash.slice(0, 12) } });
    expect(rolledBack).toMatchObject({
      kind: 'deployed',
      operation: 'updated',
      commit,
      bundles: { web: hash },
      data: 'kept',
    });
    expect(world.packer.packed).toHaveLength(2);
  });

  test('of staging is promoted to production by copying the same bytes', async () => {
    const world = new DeployWorld();
    const staged = await world.deploy({ kind: 'staging' });
    const hash = staged.kind === 'deployed' ? (staged.bundles.web ?? '') : '';
    const outcome = await world.deploy({ kind: 'production' }, { bundle: { kind: 'kept', hash } });
    expect(outcome).toMatchObject({
      kind: 'deployed',
      url: 'https://shop.acme.com',
      bundles: { web: hash },
      data: 'kept',
    });
    expect(world.bundles.calls.at(-1)).toBe(`copy staging/bundles/${hash}.zip production/bundles/${hash}.zip`);
    expect(world.commands.runs).toHaveLength(0);
  });

  test('of somebody else does not come to a preview unlooked at', async () => {
    const world = new DeployWorld();
    world.bundles.add({ bucket: 'bundles-staging', targetId: 'staging', hash: promoted });
    const bundle = { kind: 'kept', hash: promoted } as const;
    expect(await failure(world.deploy(undefined, { bundle }))).toMatchObject({ code: 'bundle-unchecked', exitCode: 2 });
  });

  test('that no bucket has is reported as missing', async () => {
    const world = new DeployWorld();
    const error = await failure(world.deploy(undefined, { bundle: { kind: 'kept', hash: promoted } }));
    expect(error).toMatchObject({ code: 'bundle-missing', exitCode: 2 });
    expect(error.message).toContain('bundles-staging or bundles-production');
  });

  test('whose digits two share needs more digits', async () => {
    const world = new DeployWorld();
    for (const last of ['0', '1']) {
      world.bundles.add({ bucket: 'bundles-staging', targetId: names.targetId, hash: `${'b'.repeat(63)}${last}` });
    }
    const error = await failure(world.deploy(undefined, { bundle: { kind: 'kept', hash: 'bbbbbbbb' } }));
    expect(error).toMatchObject({ code: 'bundle-ambiguous', exitCode: 2 });
  });

  test('needs the branch of its preview, and no particular commit', async () => {
    const world = new DeployWorld();
    world.repository.delete('login-page');
    world.checkout.job = true;
    const bundle = { kind: 'kept', hash: promoted } as const;
    expect(await world.deploy(undefined, { bundle })).toMatchObject({ kind: 'branch-gone' });
  });
});

describe('what a person types for a bundle', () => {
  test.each(['cafebabe', promoted])('%s is a hash', (text) => {
    expect(bundleChoice(text)).toEqual({ kind: 'kept', hash: text });
  });

  test.each(['./cafebabe', 'app.zip', 'cafe', 'CAFEBABE', `${promoted}0`])('%s is a path', (text) => {
    expect(bundleChoice(text)).toEqual({ kind: 'file', file: text });
  });
});
