import { ZipPacker } from '../../../lib/machine/bundle/zip-packer';
import type { ServiceSettings } from '../../../lib/settings/settings';
import { commitAll, gitEnvironment, write } from '../git/git-fixture';
import { tempFolders } from '../temp-folder';
import { service } from './service-settings';

const newFolder = tempFolders();

/** What packing says of a service of a repository with these files, whose instance installs what it depends on. */
async function warnings(
  files: Readonly<Record<string, string>>,
  parts: Partial<ServiceSettings> = { folder: 'apps/api' },
) {
  const root = newFolder();
  commitAll(root, files);
  if (parts.buildOutput) write(root, { 'apps/api/node_modules/a/index.js': '' });
  const packer = new ZipPacker({ environment: { ...gitEnvironment, CI: 'true' }, onBuildOutput: () => undefined });
  try {
    return (await packer.pack(service({ dependencies: 'instance', ...parts }), root)).warnings ?? [];
  } finally {
    await packer.close();
  }
}

const api = (asks: object) => JSON.stringify({ name: '@acme/api', ...asks });
const monorepo = {
  'package.json': '{ "workspaces": ["apps/*", "packages/*"] }',
  'packages/ui/package.json': '{ "name": "@acme/ui" }',
  'packages/tsconfig/package.json': '{ "name": "@acme/tsconfig" }',
  'apps/api/index.js': '',
};

describe('D27 a bundle whose package.json asks for packages of its repository', () => {
  const asks = { dependencies: { '@acme/ui': '*', express: '^5' }, devDependencies: { '@acme/tsconfig': '1.0.0' } };

  test('is a warning that names them: npm on the instance would ask the public registry', async () => {
    const [warning, ...more] = await warnings({ ...monorepo, 'apps/api/package.json': api(asks) });
    expect(warning).toContain(
      'which the bundle does not hold: @acme/tsconfig, @acme/ui. npm on the instance asks the public registry',
    );
    expect(more).toEqual([]);
  });

  test('is one where pnpm says what its packages are', async () => {
    const { 'package.json': _, ...files } = monorepo;
    const pnpm = { ...files, 'pnpm-workspace.yaml': "packages: ['packages/*']\n", 'apps/api/package.json': api(asks) };
    expect((await warnings(pnpm)).join()).toContain('@acme/tsconfig, @acme/ui');
  });

  test('is one where only other package managers understand the range', async () => {
    const ranges = { dependencies: { '@acme/there': 'workspace:*', react: 'catalog:' } };
    expect(await warnings({ ...monorepo, 'apps/api/package.json': api(ranges) })).toEqual([
      'npm on the instance does not understand what package.json asks for: @acme/there (workspace:*), react (catalog:). The install fails.',
    ]);
  });

  test.each([
    ['the bundle is the top, whose workspaces npm knows', monorepo, {}],
    [
      'the bundle brings its node_modules',
      { 'apps/api/package.json': api(asks) },
      { folder: 'apps/api', buildOutput: ['node_modules'] },
    ],
    [
      'a Dockerfile installs',
      { 'apps/api/package.json': api(asks), 'apps/api/Dockerfile': '' },
      { folder: 'apps/api' },
    ],
    [
      'it asks for others only',
      { 'apps/api/package.json': api({ dependencies: { express: '^5' } }) },
      { folder: 'apps/api' },
    ],
    [
      'the repository is no monorepo, and holds a package of that name by chance',
      { 'package.json': '{}', 'apps/api/package.json': api(asks) },
      { folder: 'apps/api' },
    ],
    ['package.json is half written', { 'apps/api/package.json': '{ "dependencies"' }, { folder: 'apps/api' }],
  ])('is none where %s', async (_, files, parts) => {
    expect(await warnings({ ...monorepo, ...files }, parts)).toEqual([]);
  });
});
