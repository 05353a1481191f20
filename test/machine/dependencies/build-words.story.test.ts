import { ZipPacker } from '../../../lib/machine/bundle/zip-packer';
import { buildWords, lookForManagers } from '../../../lib/machine/dependencies/build-words';
import { managerOf } from '../../../lib/machine/dependencies/manager';
import { barePath } from '../bare-path';
import { service } from '../bundle/service-settings';
import { commitAll, gitEnvironment } from '../git/git-fixture';
import { tempFolders } from '../temp-folder';
import { standIn } from './stand-in-manager';

const newFolder = tempFolders();
const build = ['pnpm', '--filter', 'site...', 'run', 'build'];
const site = service({ folder: 'apps/site', build });

/** A repository of pnpm whose package.json says this of its package manager, and no pnpm on the PATH. */
function repository(packageManager?: unknown) {
  const root = newFolder();
  commitAll(root, {
    'package.json': JSON.stringify({ private: true, packageManager }),
    'pnpm-workspace.yaml': 'packages: [apps/*]\n',
    'pnpm-lock.yaml': '',
    'apps/site/package.json': '{}',
  });
  return root;
}
const without = () => ({ ...gitEnvironment, PATH: barePath(newFolder()) });
const there = () => standIn(newFolder(), 'pnpm', {}, gitEnvironment).environment;

test('a build runs as it is written where its program is on the PATH, or is no package manager', async () => {
  expect(await buildWords(site, repository('pnpm@9.15.0'), there())).toEqual(build);
  const make = service({ build: ['make', 'pnpm'] });
  expect(await buildWords(make, repository('pnpm@9.15.0'), without())).toEqual(['make', 'pnpm']);
});

test.each([
  ['pnpm@9.15.0', 'pnpm@9.15.0'],
  ['pnpm@9.15.0+sha512.abc', 'pnpm@9.15.0'],
])('with packageManager %j npm brings %s for the build', async (said, version) => {
  expect(await buildWords(site, repository(said), without())).toEqual([
    ...['npx', '--yes', `--package=${version}`, '--'],
    ...build,
  ]);
  await expect(lookForManagers(site, repository(said), without())).resolves.toBeUndefined();
});

test('a build by a package manager that npm brings runs in the folder of the service', async () => {
  const root = repository('pnpm@9.15.0');
  const bare = { ...gitEnvironment, PATH: barePath(newFolder()) };
  const npx = standIn(newFolder(), 'npx', {}, bare);
  const packer = new ZipPacker({ environment: npx.environment, onBuildOutput: () => undefined });
  try {
    await packer.pack({ ...site, dependencies: 'instance' }, root);
  } finally {
    await packer.close();
  }
  expect(npx.runs()).toEqual([
    expect.objectContaining({
      folder: `${root}/apps/site`,
      args: ['--yes', '--package=pnpm@9.15.0', '--', ...build],
    }),
  ]);
});

test.each([
  7,
  'pnpm@latest',
  'pnpm@9',
  'pnpm@^9.15.0',
  'pnpm@9.15.0;id',
  'pnpm@file:../evil',
  'pnpm@https://example.com/pnpm.tgz',
  'evil@1.0.0',
])('packageManager %j names no exact version, and becomes no word of a command', (said) => {
  expect(managerOf(['pnpm-lock.yaml'], said)).toEqual({ name: 'pnpm', lockFile: 'pnpm-lock.yaml' });
});

test.each([undefined, 'pnpm@9.15.0 --package=evil', 'npm@10.0.0'])(
  'with packageManager %j a build by pnpm is refused where pnpm is not',
  async (said) => {
    const missing = {
      ...{ code: 'package-manager-missing', exitCode: 2 },
      message: 'the build `pnpm --filter site... run build` needs pnpm, and it is not here',
      hint: expect.stringContaining('"packageManager": "pnpm@…"'),
    };
    await expect(lookForManagers(site, repository(said), without())).rejects.toMatchObject(missing);
  },
);

test('packing without a build needs the package manager, too', async () => {
  const plain = service({ folder: 'apps/site' });
  await expect(lookForManagers(plain, repository(), without())).rejects.toMatchObject({
    code: 'package-manager-missing',
  });
  await expect(lookForManagers(plain, repository(), there())).resolves.toBeUndefined();
  const ready = service({ folder: 'apps/site', bundle: 'site.zip', build });
  await expect(lookForManagers(ready, repository(), without())).resolves.toBeUndefined();
});
