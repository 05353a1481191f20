import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openPromise } from 'yauzl';
import { PreviewError } from '../../../lib/errors';
import { hookPaths } from '../../../lib/machine/bundle/hooks/with-hooks';
import { ZipPacker } from '../../../lib/machine/bundle/zip-packer';
import type { ServiceSettings } from '../../../lib/settings/settings';
import { commitAll, git, gitEnvironment, write } from '../git/git-fixture';
import { tempFolders } from '../temp-folder';
import { ownFiles } from './own-files';
import { service } from './service-settings';

const newFolder = tempFolders();
const packer = new ZipPacker({ environment: gitEnvironment, onBuildOutput: () => undefined });
afterAll(() => packer.close());

const pack = (root: string, parts: Partial<ServiceSettings> = {}) => packer.pack(service(parts), root);

async function refusal(root: string, parts: Partial<ServiceSettings> = {}): Promise<PreviewError> {
  const error: unknown = await pack(root, parts).catch((thrown: unknown) => thrown);
  if (error instanceof PreviewError) return error;
  throw new PreviewError('test-broken', 'it was packed', { fault: 'us' });
}

/** Names and modes. */
async function inside(file: string): Promise<Record<string, string>> {
  const zip = await openPromise(file);
  const found: Record<string, string> = {};
  for await (const { fileName, externalFileAttributes } of zip.eachEntry())
    found[fileName] = (externalFileAttributes >>> 16).toString(8);
  return Object.fromEntries(ownFiles(Object.keys(found)).map((name) => [name, found[name] ?? '']));
}

const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'0a'.repeat(32)}\nsize 12345\n`;

describe('D13 a pointer of Git LFS', () => {
  test('is refused with its path and what fetches the file', async () => {
    const root = newFolder();
    commitAll(root, { '.gitattributes': '*.png filter=lfs diff=lfs\n', 'server.js': '', 'public/logo.png': pointer });
    const error = await refusal(root);
    expect(error).toMatchObject({ code: 'bundle-lfs-pointer', exitCode: 2 });
    expect(error.message).toBe('public/logo.png is a pointer of Git LFS, not the file itself');
    expect(error.hint).toMatch(/`git lfs pull`; in CI `lfs: true`/);
  });

  test('is packed where git knows of no such filter, or .ebignore names it', async () => {
    const root = newFolder();
    commitAll(root, {
      'server.js': '',
      'test/fixture.txt': pointer,
      '.gitattributes': '*.png filter=lfs\n',
      'logo.png': pointer,
      '.ebignore': '*.png\n',
    });
    expect(Object.keys(await inside((await pack(root)).file))).toContain('test/fixture.txt');
  });
});

describe('a submodule', () => {
  /** A repository with the submodule vendor/lib, as `git clone` leaves it: not checked out unless asked. */
  function withSubmodule(files: Readonly<Record<string, string>>, checkedOut: boolean): string {
    const [library, upstream, root] = [newFolder(), newFolder(), join(newFolder(), 'clone')];
    commitAll(library, { 'index.js': '1', 'tests/t.js': '2', 'keep/tests.md': '3' });
    const local = ['-c', 'protocol.file.allow=always'];
    commitAll(upstream, { 'server.js': '', ...files });
    git(upstream, ...local, 'submodule', '--quiet', 'add', library, 'vendor/lib');
    git(upstream, 'commit', '--quiet', '--message', 'submodule');
    git(upstream, ...local, 'clone', '--quiet', ...(checkedOut ? ['--recurse-submodules'] : []), upstream, root);
    return root;
  }

  test('D14: that is not checked out is refused with its path and the command', async () => {
    const error = await refusal(withSubmodule({}, false));
    expect(error).toMatchObject({ code: 'bundle-submodule-missing', exitCode: 2 });
    expect(error.message).toBe('vendor/lib is a submodule that is not checked out');
    expect(error.hint).toMatch(/git submodule update --init/);
  });

  test('D14: that .ebignore names need not be checked out', async () => {
    const { file } = await pack(withSubmodule({ '.ebignore': 'vendor/lib/\n' }, false));
    expect(Object.keys(await inside(file))).toEqual(['.ebignore', '.gitmodules', 'server.js']);
  });

  test('D15: is packed less what .ebignore names in it', async () => {
    const { file, warnings } = await pack(withSubmodule({ '.ebignore': 'vendor/lib/tests/\n' }, true));
    const names = Object.keys(await inside(file)).filter((name) => name.startsWith('vendor/'));
    expect(names).toEqual(['vendor/lib/index.js', 'vendor/lib/keep/tests.md']);
    expect(warnings).toBeUndefined();
  });
});

test('D16: where core.fileMode is false the modes are those of git’s index, as on Windows', async () => {
  const root = newFolder();
  commitAll(root, { 'start.sh': '#!/bin/sh\n', 'server.js': '' });
  git(root, 'config', 'core.fileMode', 'false');
  git(root, 'update-index', '--chmod=+x', 'start.sh');
  git(root, 'commit', '--quiet', '--message', 'run it');
  chmodSync(join(root, 'server.js'), 0o755);
  expect(await inside((await pack(root)).file)).toEqual({ 'server.js': '100644', 'start.sh': '100755' });
});

test('D16: where core.symlinks is false a link is one in the bundle, too', async () => {
  const root = newFolder();
  write(root, { 'server.js': '' });
  symlinkSync('server.js', join(root, 'app.js'));
  commitAll(root, {});
  const { hash } = await pack(root);
  const clone = join(newFolder(), 'clone');
  git(root, 'clone', '--quiet', '--config', 'core.symlinks=false', root, clone);
  expect((await pack(clone)).hash).toBe(hash);
});

describe('D17 a link', () => {
  test('that leaves the folder or leads to nothing is refused, all at once', async () => {
    const root = newFolder();
    write(root, { 'packages/shared/a.js': '', 'apps/web/server.js': '', 'apps/web/lib/b.js': '' });
    const link = (target: string, name: string) => symlinkSync(target, join(root, 'apps/web', name));
    link('../../packages/shared', 'shared');
    link('/usr/bin/env', 'env');
    link('nowhere.js', 'lib/dangling');
    link('shared/a.js', 'through');
    link('circle', 'circle');
    commitAll(root, {});
    const error = await refusal(root, { folder: 'apps/web' });
    expect(error).toMatchObject({ code: 'bundle-link-broken', exitCode: 2 });
    expect(error.faults.map(({ path, message }) => `${path} ${message}`)).toEqual([
      'circle is a link to circle, which is not in the bundle',
      'env is a link to /usr/bin/env, which is outside of the bundle',
      'lib/dangling is a link to nowhere.js, which is not in the bundle',
      'shared is a link to ../../packages/shared, which is outside of the bundle',
      'through is a link to shared/a.js, which is outside of the bundle',
    ]);
  });

  test('in build output, as workspaces of npm and pnpm make it, is refused by its path', async () => {
    const root = newFolder();
    commitAll(root, { 'packages/shared/a.js': '', 'apps/web/server.js': '', '.gitignore': 'node_modules\n' });
    mkdirSync(join(root, 'apps/web/node_modules/@acme'), { recursive: true });
    symlinkSync('../../../../packages/shared', join(root, 'apps/web/node_modules/@acme/shared'));
    const error = await refusal(root, { folder: 'apps/web', buildOutput: ['node_modules'] });
    expect(error.message).toContain('node_modules/@acme/shared is a link to ../../../../packages/shared');
  });

  test('that stays inside is packed, through other links and to folders, too', async () => {
    const root = newFolder();
    write(root, { 'lib/a/b.js': '', 'server.js': '', 'bin/x.js': '' });
    symlinkSync('lib', join(root, 'current'));
    symlinkSync('../current/a/b.js', join(root, 'bin/b'));
    symlinkSync('../.', join(root, 'bin/top'));
    symlinkSync('a/', join(root, 'lib/here'));
    commitAll(root, {});
    expect((await pack(root)).files).toBe(7 + hookPaths.length);
  });
});

describe('a file', () => {
  test('D28: that is not merged is refused, not packed with its markers', async () => {
    const root = newFolder();
    commitAll(root, { 'server.js': 'one\n' });
    git(root, 'checkout', '--quiet', '-b', 'other');
    write(root, { 'server.js': 'two\n' });
    git(root, 'commit', '--quiet', '--all', '--message', 'two');
    git(root, 'checkout', '--quiet', 'main');
    write(root, { 'server.js': 'three\n' });
    git(root, 'commit', '--quiet', '--all', '--message', 'three');
    expect(() => git(root, 'merge', 'other')).toThrow();
    const error = await refusal(root);
    expect(error).toMatchObject({ code: 'bundle-unmerged', exitCode: 2 });
    expect(error.message).toContain('server.js is not merged');
  });

  test('whose name is not UTF-8 is refused, whether git tracks it or the build wrote it', async () => {
    const root = newFolder();
    write(root, { 'server.js': '', '.gitignore': 'dist/\n' });
    mkdirSync(join(root, 'dist'));
    for (const folder of ['', 'dist/'])
      writeFileSync(Buffer.concat([Buffer.from(`${root}/${folder}caf`), Buffer.from([0xe9])]), '');
    commitAll(root, {});
    const error = await refusal(root, { buildOutput: ['dist'] });
    expect(error).toMatchObject({ code: 'bundle-name-encoding', exitCode: 2 });
    expect(error.faults.map(({ path }) => path)).toEqual(['caf\ufffd', 'dist/caf\ufffd']);
  });
});

test('findings of several kinds come at once, under the code of the first', async () => {
  const root = newFolder();
  write(root, { 'server.js': '', 'a\\b.js': '', '.gitattributes': '*.png filter=lfs\n', 'logo.png': pointer });
  symlinkSync('nowhere', join(root, 'dangling'));
  commitAll(root, {});
  const error = await refusal(root);
  expect(error).toMatchObject({ code: 'bundle-lfs-pointer', exitCode: 2 });
  expect(error.message).toMatch(/^3 files cannot be in the bundle of /);
  expect(error.faults.map(({ path }) => path)).toEqual(['logo.png', 'a\\b.js', 'dangling']);
});
