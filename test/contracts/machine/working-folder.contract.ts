import type { WorkingFolder } from '../../../lib/ports/working-folder';

export interface Repository {
  readonly files: Readonly<Record<string, string>>;
  readonly branch: string;
  readonly remote?: { readonly name: string; readonly url: string };
}

/** What every WorkingFolder must do. `open` gives a repository with these files, whose application is in `app`. */
export function describeWorkingFolderContract(
  name: string,
  open: (repository: Repository) => Promise<WorkingFolder>,
): void {
  const files = { 'app/package.json': '{}', 'app/src/a.ts': 'a', README: 'read me', '.gitignore': 'dist/\n' };
  const remote = { name: 'origin', url: 'git@github.com:acme/shop.git' };

  describe(`${name} as a working folder`, () => {
    test('knows its place in the repository, and what git says', async () => {
      const folder = await open({ files, branch: 'trunk', remote });
      expect(folder.place).toBe('app');
      expect(folder.name).not.toBe('');
      expect(await folder.git()).toEqual({ remoteName: 'origin', remoteUrl: remote.url, defaultBranch: 'trunk' });
    });

    test('without a remote knows the branch alone', async () => {
      const folder = await open({ files, branch: 'main' });
      expect(await folder.git()).toEqual({ defaultBranch: 'main' });
    });

    test('reads a file, and says that there is none', async () => {
      const folder = await open({ files, branch: 'main' });
      expect(await folder.read('README')).toBe('read me');
      expect(await folder.read('app/src/a.ts')).toBe('a');
      expect(await folder.read('app/src')).toBeUndefined();
      expect(await folder.read('nothing/here')).toBeUndefined();
    });

    test('lists a folder, and nothing where there is none', async () => {
      const folder = await open({ files, branch: 'main' });
      expect(await folder.list('app')).toEqual(['package.json', 'src']);
      expect(await folder.list('')).toEqual(expect.arrayContaining(['.gitignore', 'README', 'app']));
      expect(await folder.list('nothing')).toEqual([]);
    });

    test('writes a file that is not there, and leaves alone what is', async () => {
      const folder = await open({ files, branch: 'main' });
      expect(await folder.writeIfAbsent('.circleci/config.yml', 'new')).toBe(true);
      expect(await folder.read('.circleci/config.yml')).toBe('new');
      expect(await folder.writeIfAbsent('.circleci/config.yml', 'other')).toBe(false);
      expect(await folder.writeIfAbsent('app', 'other')).toBe(false);
      expect(await folder.read('.circleci/config.yml')).toBe('new');
    });

    test('adds to a file, or makes it', async () => {
      const folder = await open({ files, branch: 'main' });
      await folder.append('README', ', please');
      await folder.append('NEW', 'news');
      expect(await folder.read('README')).toBe('read me, please');
      expect(await folder.read('NEW')).toBe('news');
    });

    test('tells what git ignores', async () => {
      const folder = await open({ files, branch: 'main' });
      expect(await folder.ignores('dist/a.js')).toBe(true);
      expect(await folder.ignores('.preview-stacks/bundles')).toBe(false);
      await folder.append('.gitignore', '.preview-stacks/\n');
      expect(await folder.ignores('.preview-stacks/bundles')).toBe(true);
    });
  });
}
