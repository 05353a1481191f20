import { access, lstat, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unpackBundle } from '../../../lib/local/elastic-beanstalk/instance/unpack-bundle';
import { type AppWorld, appFiles, ask, never, openAppWorld, property, requestFor } from './app-world';
import { roughZip, zipOf } from './zip-of';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bundle-'));
  await mkdir(join(folder, 'app'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function unpack(zip: Buffer): Promise<void> {
  await writeFile(join(folder, 'bundle.zip'), zip);
  await unpackBundle(join(folder, 'bundle.zip'), join(folder, 'app'));
}

test('a bundle is unpacked with its folders and modes', async () => {
  await unpack(await zipOf({ 'a/b.txt': 'text', 'run.sh': '#!/bin/sh\n' }));
  expect(await readFile(join(folder, 'app/a/b.txt'), 'utf8')).toBe('text');
  expect((await lstat(join(folder, 'app/run.sh'))).mode & 0o777).toBe(0o755);
});

test('a link within the bundle is kept', async () => {
  await unpack(
    roughZip([
      { name: 'lib/real.txt', text: 'here' },
      { name: 'link.txt', text: 'lib/real.txt', link: true },
    ]),
  );
  expect(await readFile(join(folder, 'app/link.txt'), 'utf8')).toBe('here');
});

test.each([
  ['a name with a backslash (D18)', [{ name: 'lib\\x.js', text: 'x' }]],
  ['a name that climbs out', [{ name: '../evil.txt', text: 'x' }]],
  ['a name that climbs out further in', [{ name: 'a/../../evil.txt', text: 'x' }]],
  ['an absolute name', [{ name: '/tmp/evil.txt', text: 'x' }]],
  ['a link that climbs out', [{ name: 'link', text: '../evil.txt', link: true }]],
  ['an absolute link', [{ name: 'link', text: '/etc/passwd', link: true }]],
  [
    'a link that climbs out through another link',
    [
      { name: 'd/keep', text: '' },
      { name: 'd/up', text: '..', link: true },
      { name: 'out', text: 'd/up/../evil.txt', link: true },
    ],
  ],
  ['a link without a target', [{ name: 'link', text: '', link: true }]],
  ['a link whose name is too long', [{ name: 'n'.repeat(300), text: 'x', link: true }]],
  ['a link whose target holds a NUL', [{ name: 'link', text: 'a\0b', link: true }]],
  [
    'a file that would be written through a link',
    [
      { name: 'link', text: 'd', link: true },
      { name: 'link/file', text: 'x' },
    ],
  ],
])('a bundle with %s is refused', async (_what, entries) => {
  await writeFile(join(folder, 'evil.txt'), 'outside');
  await expect(unpack(roughZip(entries))).rejects.toMatchObject({ name: 'DeploymentFailure' });
  expect(await readFile(join(folder, 'evil.txt'), 'utf8')).toBe('outside');
  await expect(access('/tmp/evil.txt')).rejects.toThrow();
});

describe('what a bundle brings along', () => {
  let world: AppWorld;

  beforeEach(async () => {
    world = await openAppWorld();
  });

  afterEach(() => world.close());

  test('hooks run in their order with the properties of the environment, before and after the start', async () => {
    const hook = (stage: string, name: string) => ({
      [`.platform/hooks/${stage}/${name}.sh`]: `#!/bin/sh\necho "${stage} ${name} $GREETING" >> trace.txt\n`,
    });
    await world.version('v1', {
      ...appFiles,
      ...hook('prebuild', '02'),
      ...hook('prebuild', '01'),
      ...hook('predeploy', '01'),
      ...hook('postdeploy', '01'),
    });
    await world.beanstalk.createEnvironment(requestFor('shop-web', { [property('GREETING')]: 'hi' }), never);
    const { folder: release } = await ask(world.beanstalk.portOf('shop-web'));
    expect((await readFile(join(release, 'trace.txt'), 'utf8')).trim().split('\n')).toEqual([
      'prebuild 01 hi',
      'prebuild 02 hi',
      'predeploy 01 hi',
      'postdeploy 01 hi',
    ]);
  });

  test('a hook that fails fails the deployment, with its words in the log', async () => {
    await world.version('v1', { ...appFiles, '.platform/hooks/predeploy/01.sh': '#!/bin/sh\necho no luck\nexit 4\n' });
    await world.beanstalk.createEnvironment(requestFor('shop-web'), never);
    const environment = world.beanstalk.environment('shop-web');
    expect(environment?.health).toMatchObject({ colour: 'Red', status: 'Degraded' });
    expect(environment?.health.causes.join()).toContain(
      '.platform/hooks/predeploy/01.sh failed with error: exit status 4',
    );
    expect(world.beanstalk.instances('shop-web')[0]?.tail()).toContain('no luck');
  });

  test('a Procfile line that needs a shell gets one', async () => {
    await world.version('v1', { ...appFiles, Procfile: 'web: MARK=$GREETING node server.js && echo over\n' });
    await world.beanstalk.createEnvironment(requestFor('shop-web', { [property('GREETING')]: 'hi' }), never);
    expect((await ask(world.beanstalk.portOf('shop-web'))).env.MARK).toBe('hi');
  });

  test('without a Procfile the start script of package.json is run', async () => {
    const manifest = JSON.stringify({ scripts: { start: 'MARK=script node server.js' } });
    await world.version('v1', { 'server.js': appFiles['server.js'] ?? '', 'package.json': manifest });
    await world.beanstalk.createEnvironment(requestFor('shop-web'), never);
    expect((await ask(world.beanstalk.portOf('shop-web'))).env.MARK).toBe('script');
  });

  test('a bundle that says nothing of how it starts makes a red environment that says so', async () => {
    await world.version('v1', { 'index.html': 'hello' });
    await world.beanstalk.createEnvironment(requestFor('shop-web'), never);
    expect(world.beanstalk.environment('shop-web')?.health.causes.join()).toContain(
      'Nothing says how the app is started',
    );
  });

  test('a version of a bundle that is not there is refused', async () => {
    await expect(world.beanstalk.createVersion('shop', { bucket: 'bundles', key: 'none.zip' })).rejects.toThrow(
      'Unable to download from S3 location (Bucket: bundles  Key: none.zip). Reason: Not Found',
    );
  });
});
