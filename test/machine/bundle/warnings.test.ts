import { ZipPacker } from '../../../lib/machine/bundle/zip-packer';
import type { ServiceSettings } from '../../../lib/settings/settings';
import { commitAll, gitEnvironment, write } from '../git/git-fixture';
import { tempFolders } from '../temp-folder';
import { service } from './service-settings';

const newFolder = tempFolders();

async function warnings(
  root: string,
  parts: Partial<ServiceSettings> = {},
  more: NodeJS.ProcessEnv = {},
  options: { readonly allowDirty?: boolean } = {},
) {
  const environment = { ...gitEnvironment, ...more };
  const packer = new ZipPacker({ environment, onBuildOutput: () => undefined, ...options });
  try {
    return (await packer.pack(service(parts), root)).warnings ?? [];
  } finally {
    await packer.close();
  }
}

describe('D25 a build folder that .gitignore names and .ebignore takes back in', () => {
  const files = { '.gitignore': 'dist/\nnode_modules/\n', '.ebignore': 'node_modules/\n!dist/\n', 'server.js': '' };
  const message =
    '.ebignore takes back in what git does not track, and the bundle does not hold it: dist/. Name it in `buildOutput`.';

  test('is a warning, in CI, too', async () => {
    const root = newFolder();
    commitAll(root, files);
    write(root, { 'dist/main.js': '', 'node_modules/a/index.js': '' });
    expect(await warnings(root)).toEqual([message]);
    expect(await warnings(root, {}, { CI: 'true' })).toEqual([message]);
  });

  test('is a warning where the service has a folder of its own, whose patterns begin there', async () => {
    const root = newFolder();
    commitAll(root, { 'app/.gitignore': 'dist/\n', 'app/.ebignore': '!/dist/main.js\n', 'app/server.js': '' });
    write(root, { 'app/dist/main.js': '' });
    expect(await warnings(root, { folder: 'app' })).toEqual([message]);
  });

  test('is no warning when it is in buildOutput, or when git tracks what is taken back in', async () => {
    const root = newFolder();
    commitAll(root, { ...files, '.ebignore': '*.md\n!README.md\n!dist/\n', 'README.md': '', 'notes.md': '' });
    write(root, { 'dist/main.js': '' });
    expect(await warnings(root, { buildOutput: ['dist'] })).toEqual([]);
  });
});

describe('D28 what is not committed', () => {
  const files = {
    '.gitignore': 'secret.txt\n',
    '.ebignore': 'docs/\n',
    'server.js': 'a',
    'docs/a.md': 'a',
    other: 'a',
  };

  function dirty(): string {
    const root = newFolder();
    commitAll(root, files);
    write(root, {
      'server.js': 'b',
      'docs/a.md': 'b',
      'new.js': '',
      'docs/b.md': '',
      'secret.txt': '',
      'dist/x.js': '',
    });
    return root;
  }

  test('is a warning: changes that are packed under the commit, and files that are left out', async () => {
    expect(await warnings(dirty(), { buildOutput: ['dist'] })).toEqual([
      '1 uncommitted change is in the bundle, under the name of the commit: server.js. Commit them, or give --allow-dirty.',
      'the bundle does not hold what git does not track: new.js. Add it to git, name it in `buildOutput`, or name it in .gitignore or .ebignore.',
    ]);
  });

  test('counts the changes, and is no warning where they are meant', async () => {
    const root = dirty();
    write(root, { other: 'b' });
    expect((await warnings(root))[0]).toContain('2 uncommitted changes are in the bundle, under the name of');
    const [only, ...more] = await warnings(root, { buildOutput: ['dist'] }, {}, { allowDirty: true });
    expect([only, more]).toEqual([expect.stringContaining('does not hold what git does not track: new.js'), []]);
  });

  test('is no warning in CI, whose build changes files, nor in a clean working copy', async () => {
    expect(await warnings(dirty(), {}, { CI: 'true' })).toEqual([]);
    const root = newFolder();
    commitAll(root, files);
    expect(await warnings(root)).toEqual([]);
  });

  test('names five files at the most', async () => {
    const root = newFolder();
    commitAll(root, { 'server.js': '' });
    write(root, Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`n${index}`, ''])));
    expect((await warnings(root)).join()).toContain('n0, n1, n2, n3, n4 and 4 more.');
  });
});
