import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { GitCheckout } from '../../../lib/machine/git/git-checkout';
import { GitRemote } from '../../../lib/machine/git/git-remote';
import { copyPackages, trialCopy } from '../../../lib/machine/git/trial-copy';
import { tempFolders } from '../temp-folder';
import { commitAll, git, gitEnvironment, write } from './git-fixture';

const newFolder = tempFolders();

async function copyOf(from: string, branch = 'try') {
  const into = join(newFolder(), basename(from));
  return trialCopy({ from, into, branch, environment: gitEnvironment });
}

/** Every file of a folder with its bytes and times: what a look may not change. */
function everything(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => {
      const { mtimeMs, size, mode } = lstatSync(join(folder, name));
      return `${name} ${mtimeMs} ${size} ${mode}`;
    });
}

describe('a copy of the working copy', () => {
  test('of what is committed is at the same commit, on the branch, and is its own remote', async () => {
    const folder = newFolder();
    const commit = commitAll(folder, { 'app.js': '1', 'lib/a.js': '2' });
    const copy = await copyOf(folder, 'feature/login');
    const at = { folder: copy.folder, environment: gitEnvironment };
    expect(copy.uncommitted).toBe(0);
    expect(await new GitCheckout(at).branch()).toBe('feature/login');
    expect(await new GitCheckout(at).commit()).toBe(commit);
    const remote = await GitRemote.open('origin', at);
    expect(await remote.branch('feature/login')).toMatchObject({ name: 'feature/login', commit });
    expect(git(copy.folder, 'status', '--porcelain')).toBe('');
  });

  test('gets files that the working copy lacks, and keeps those that it has', async () => {
    const folder = newFolder();
    commitAll(folder, { 'app.js': '1', 'api/Procfile': 'web: mine\n' });
    const into = join(newFolder(), basename(folder));
    const files = ['Procfile', 'api/Procfile', 'jobs/Procfile'].map((path) => ({ path, text: 'web: theirs\n' }));
    const copy = await trialCopy({ from: folder, into, branch: 'try', environment: gitEnvironment, files });
    expect(git(copy.folder, 'ls-files').split('\n')).toEqual(['Procfile', 'api/Procfile', 'app.js', 'jobs/Procfile']);
    expect(readFileSync(join(copy.folder, 'api/Procfile'), 'utf8')).toBe('web: mine\n');
    expect(copy.uncommitted).toBe(0);
    expect(readdirSync(folder).sort()).toEqual(['.git', 'api', 'app.js']);
  });

  test('has what is changed, new, deleted and staged, in a commit of its own, and counts it', async () => {
    const folder = newFolder();
    commitAll(folder, { 'app.js': '1', 'old.js': '2', '.gitignore': 'ignored\n' });
    write(folder, { 'app.js': 'changed', 'new/b.js': 'new', 'staged.js': 'staged', ignored: 'x' });
    git(folder, 'add', 'staged.js');
    rmSync(join(folder, 'old.js'));
    const copy = await copyOf(folder);
    expect(copy.uncommitted).toBe(4);
    expect(git(copy.folder, 'ls-files').split('\n')).toEqual(['.gitignore', 'app.js', 'new/b.js', 'staged.js']);
    expect(readFileSync(join(copy.folder, 'app.js'), 'utf8')).toBe('changed');
    expect(git(copy.folder, 'log', '--format=%an')).toBe('preview-stacks');
  });

  test('writes nothing into the repository: no file, no index, no configuration, no object', async () => {
    const folder = newFolder();
    commitAll(folder, { 'app.js': '1' });
    git(folder, 'remote', 'add', 'origin', 'https://github.com/acme/shop');
    // Its time is another one than the index says: a git that may would write the index anew.
    write(folder, { 'app.js': '1', 'b.js': 'new', 'node_modules/x/index.js': 'x' });
    const before = everything(folder);
    const copy = await copyOf(folder);
    await copyPackages({ from: folder, into: copy.folder, environment: gitEnvironment });
    expect(everything(folder)).toEqual(before);
    expect(git(copy.folder, 'remote', 'get-url', 'origin')).not.toContain('acme');
  });

  test('of a repository without a commit has its files', async () => {
    const folder = newFolder();
    git(folder, 'init', '--quiet', '-b', 'main');
    write(folder, { 'app.js': '1', 'node_modules/x/index.js': 'x' });
    const copy = await copyOf(folder);
    expect(copy.uncommitted).toBe(1);
    expect(git(copy.folder, 'ls-files')).toBe('app.js');
    expect(git(copy.folder, 'log', '--format=%an')).toBe('preview-stacks');
  });

  test('keeps links, and what may be run', async () => {
    const folder = newFolder();
    commitAll(folder, { 'run.sh': '#!/bin/sh\n' });
    symlinkSync('run.sh', join(folder, 'link'));
    chmodSync(join(folder, 'run.sh'), 0o755);
    const { folder: copy } = await copyOf(folder);
    expect(lstatSync(join(copy, 'link')).isSymbolicLink()).toBe(true);
    expect(statSync(join(copy, 'run.sh')).mode & 0o100).toBe(0o100);
  });

  test('has the files of a submodule as its own', async () => {
    const inner = newFolder();
    commitAll(inner, { 'lib.js': 'inside' });
    const folder = newFolder();
    commitAll(folder, { 'app.js': '1' });
    git(folder, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner, 'vendor');
    git(folder, 'commit', '--quiet', '-m', 'vendor');
    const { folder: copy } = await copyOf(folder);
    expect(git(copy, 'ls-files').split('\n')).toContain('vendor/lib.js');
  });

  test('of a shallow clone, of a detached head and of a linked working copy is made, too', async () => {
    const origin = newFolder();
    commitAll(origin, { 'app.js': '1' });
    const second = commitAll(origin, { 'app.js': '2' });
    const shallow = newFolder();
    git(shallow, 'clone', '--quiet', '--depth=1', `file://${origin}`, '.');
    git(shallow, 'switch', '--quiet', '--detach');
    const linked = join(newFolder(), 'linked');
    git(origin, 'worktree', 'add', '--quiet', '--detach', linked);
    for (const from of [shallow, linked]) {
      const { folder: copy, uncommitted } = await copyOf(from);
      expect(git(copy, 'rev-parse', 'HEAD')).toBe(second);
      expect(uncommitted).toBe(0);
    }
  });

  test('runs no hook of the person', async () => {
    const folder = newFolder();
    commitAll(folder, { 'app.js': '1' });
    const hooks = newFolder();
    const seen = join(hooks, 'seen');
    for (const hook of ['post-checkout', 'pre-commit', 'post-commit', 'reference-transaction']) {
      write(hooks, { [hook]: `#!/bin/sh\ntouch ${seen}\n` });
      chmodSync(join(hooks, hook), 0o755);
    }
    const environment = {
      ...gitEnvironment,
      ...{ GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'core.hooksPath', GIT_CONFIG_VALUE_0: hooks },
    };
    write(folder, { 'app.js': '2' });
    await trialCopy({ from: folder, into: join(newFolder(), 'copy'), branch: 'try', environment });
    expect(existsSync(seen)).toBe(false);
  });

  test('what git refuses is said, with the fix', async () => {
    const folder = newFolder();
    commitAll(folder, { 'app.js': '1' });
    const into = newFolder();
    write(into, { '.git': 'gitdir: /nonexistent' });
    await expect(trialCopy({ from: folder, into, branch: 'try', environment: gitEnvironment })).rejects.toMatchObject({
      code: 'trial-copy-failed',
      exitCode: 1,
    });
  });
});

describe('the packages of a copy', () => {
  test('are copies in every folder that has some, links among them stay, and git does not see them', async () => {
    const folder = newFolder();
    commitAll(folder, { 'package.json': '{}', 'api/package.json': '{}', '.gitignore': 'node_modules/\n' });
    write(folder, { 'node_modules/x/index.js': 'x', 'api/node_modules/y/index.js': 'y' });
    symlinkSync('../api', join(folder, 'node_modules', 'api'));
    const { folder: copy } = await copyOf(folder);
    expect(await copyPackages({ from: folder, into: copy, environment: gitEnvironment })).toBe(2);
    expect(readFileSync(join(copy, 'node_modules/x/index.js'), 'utf8')).toBe('x');
    expect(readFileSync(join(copy, 'node_modules/api/node_modules/y/index.js'), 'utf8')).toBe('y');
    write(copy, { 'node_modules/x/index.js': 'built' });
    expect(readFileSync(join(folder, 'node_modules/x/index.js'), 'utf8')).toBe('x');
    expect(git(copy, 'status', '--porcelain')).toBe('');
  });

  test('are copied in folders of which git tracks nothing yet', async () => {
    const folder = newFolder();
    commitAll(folder, { '.gitignore': 'node_modules/\n' });
    write(folder, { 'apps/a/package.json': '{}', 'packages/p/src/index.ts': '', 'packages/p/package.json': '{}' });
    for (const place of ['.', 'apps/a', 'packages/p']) write(folder, { [`${place}/node_modules/x/index.js`]: 'x' });
    const { folder: copy } = await copyOf(folder);
    expect(await copyPackages({ from: folder, into: copy, environment: gitEnvironment })).toBe(3);
    expect(readFileSync(join(copy, 'packages/p/node_modules/x/index.js'), 'utf8')).toBe('x');
  });

  test('that are a link to elsewhere are copied, too', async () => {
    const folder = newFolder();
    commitAll(folder, { 'package.json': '{}' });
    const elsewhere = newFolder();
    write(elsewhere, { 'x/index.js': 'x' });
    symlinkSync(elsewhere, join(folder, 'node_modules'));
    const { folder: copy } = await copyOf(folder);
    await copyPackages({ from: folder, into: copy, environment: gitEnvironment });
    expect(lstatSync(join(copy, 'node_modules')).isSymbolicLink()).toBe(false);
    mkdirSync(join(copy, 'node_modules', 'y'));
    expect(readdirSync(elsewhere)).toEqual(['x']);
  });
});
