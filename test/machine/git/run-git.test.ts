import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GitCheckout } from '../../../lib/machine/git/git-checkout';
import { ebIgnored, indexEntries } from '../../../lib/machine/git/git-index';
import { GitRemote } from '../../../lib/machine/git/git-remote';
import { GitWorkingFolder } from '../../../lib/machine/git/git-working-folder';
import { runGit } from '../../../lib/machine/git/run-git';
import { tempFolders } from '../temp-folder';
import { commitAll, git, gitEnvironment } from './git-fixture';

const newFolder = tempFolders();

function repository(): string {
  const folder = newFolder();
  commitAll(folder, { 'app/a.txt': 'a', 'app/b.txt': 'b', 'app/.ebignore': 'b.txt\n' });
  git(folder, 'remote', 'add', 'origin', folder);
  return folder;
}

/** Each way in which the program meets git first. */
const ways = {
  checkout: (folder: string, environment: NodeJS.ProcessEnv) => new GitCheckout({ folder, environment }).commit(),
  branch: (folder: string, environment: NodeJS.ProcessEnv) => new GitCheckout({ folder, environment }).branch(),
  remote: (folder: string, environment: NodeJS.ProcessEnv) => GitRemote.open('origin', { folder, environment }),
  files: (folder: string, environment: NodeJS.ProcessEnv) => indexEntries({ folder, environment }),
  init: (folder: string, environment: NodeJS.ProcessEnv) => GitWorkingFolder.open({ folder, environment }),
};
const everyWay = Object.entries(ways);

/** A git that says something and ends. */
function saying(stderr: string): NodeJS.ProcessEnv {
  const bin = newFolder();
  writeFileSync(join(bin, 'said'), stderr);
  writeFileSync(join(bin, 'git'), `#!/bin/sh\ncat '${join(bin, 'said')}' >&2\nexit 128\n`);
  chmodSync(join(bin, 'git'), 0o755);
  return { ...gitEnvironment, PATH: `${bin}:${process.env.PATH}` };
}

describe('D23: in a hook, whose variables name a repository,', () => {
  test('the one of the folder is read', async () => {
    const folder = repository();
    const other = newFolder();
    commitAll(other, { 'other.txt': 'x' });
    const environment = {
      ...gitEnvironment,
      GIT_DIR: join(other, '.git'),
      GIT_WORK_TREE: other,
      GIT_INDEX_FILE: join(other, '.git/index'),
      GIT_PREFIX: 'app/',
      GIT_COMMON_DIR: join(other, '.git'),
      GIT_OBJECT_DIRECTORY: join(other, '.git/objects'),
    };
    const options = { folder: join(folder, 'app'), environment };
    const entries = await indexEntries(options);
    expect(entries.map(({ name }) => name)).toEqual(['.ebignore', 'a.txt', 'b.txt']);
    expect(await ebIgnored(entries, options)).toEqual(new Set(['b.txt']));
    expect(await new GitCheckout(options).commit()).toBe(git(folder, 'rev-parse', 'HEAD'));
    expect((await GitRemote.open('origin', options)).identity).toContain(folder);
    expect((await GitWorkingFolder.open(options)).place).toBe('app');
  });

  // typicode/husky#212, nextlyhq/nextly#1078: a hook runs in the top, with GIT_DIR; in a linked working copy GIT_DIR is set always.
  test('of a linked working copy, a folder of it has the same files as by hand', async () => {
    const folder = repository();
    const linked = join(newFolder(), 'linked');
    git(folder, 'worktree', 'add', '--quiet', linked);
    const seen = join(newFolder(), 'seen');
    mkdirSync(join(folder, '.git/hooks'), { recursive: true });
    writeFileSync(join(folder, '.git/hooks/pre-commit'), `#!/bin/sh\nenv > '${seen}'\n`, { mode: 0o755 });
    git(linked, 'commit', '--quiet', '--allow-empty', '--message', 'second');
    const exported = Object.fromEntries(
      readFileSync(seen, 'utf8')
        .split('\n')
        .filter((line) => line.startsWith('GIT_'))
        .map((line) => line.split(/=(.*)/s) as [string, string]),
    );
    expect(Object.keys(exported)).toEqual(expect.arrayContaining(['GIT_DIR', 'GIT_INDEX_FILE']));
    const entries = await indexEntries({
      folder: join(linked, 'app'),
      environment: { ...gitEnvironment, ...exported },
    });
    expect(entries.map(({ name }) => name)).toEqual(['.ebignore', 'a.txt', 'b.txt']);
  });

  test('every variable that git itself calls local is left out, but not those of `git -c`', async () => {
    const names = execFileSync('git', ['rev-parse', '--local-env-vars'], { encoding: 'utf8' }).trim().split('\n');
    const bin = newFolder();
    writeFileSync(join(bin, 'git'), '#!/bin/sh\nenv\n', { mode: 0o755 });
    const environment = {
      ...Object.fromEntries(names.map((name) => [name, 'x'])),
      PATH: `${bin}:${process.env.PATH}`,
    };
    const { stdout } = await runGit([], { folder: bin, environment });
    const left = names.filter(
      (name) => stdout.toString('utf8').includes(`\n${name}=`) || stdout.toString().startsWith(`${name}=`),
    );
    expect(left.sort()).toEqual(['GIT_CONFIG_COUNT', 'GIT_CONFIG_PARAMETERS']);
  });
});

describe('D22: a repository of another user', () => {
  test.each(everyWay)('is named with git’s own fix, first met by the %s', async (_, open) => {
    const folder = repository();
    // What git has for its own tests of this.
    const environment = { ...gitEnvironment, GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' };
    await expect(open(folder, environment)).rejects.toMatchObject({
      code: 'repository-owned-by-another',
      exitCode: 2,
      message: `git does not read ${folder}: it belongs to another user`,
      hint: expect.stringContaining(`git config --global --add safe.directory '${folder}'`),
    });
  });

  test.each([
    // git 2.35.2
    [
      "fatal: unsafe repository ('/srv/app' is owned by someone else)\nTo add an exception for this directory, call:\n",
      '/srv/app',
    ],
    // Windows
    [
      "fatal: detected dubious ownership in repository at 'H:/bk/app'\n'H:/bk/app' is owned by:\n\t'S-1-5-21'\nbut the current user is:\n\t'S-1-5-22'\n",
      'H:/bk/app',
    ],
    ["fatal: detected dubious ownership in repository at '/a\u001b[2J'\n", '/a\\u001b[2J'],
    ["fatal: detected dubious ownership in repository at '/it's'\n", "/it'\\''s"],
  ])('is read from %j', async (said, path) => {
    await expect(runGit(['rev-parse'], { folder: newFolder(), environment: saying(said) })).rejects.toMatchObject({
      code: 'repository-owned-by-another',
      hint: expect.stringContaining(`'${path}'`),
    });
  });
});

test.each([
  [
    'safe.bareRepository',
    { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'safe.bareRepository', GIT_CONFIG_VALUE_0: 'explicit' },
  ],
  ['no work tree', {}],
])('a bare repository asks for a working copy (%s)', async (_, config) => {
  const folder = newFolder();
  git(folder, 'init', '--quiet', '--bare');
  await expect(GitWorkingFolder.open({ folder, environment: { ...gitEnvironment, ...config } })).rejects.toMatchObject({
    code: 'repository-bare',
    exitCode: 2,
    hint: expect.stringContaining('working copy'),
  });
});

test.each([
  ['core.repositoryFormatVersion', '5'],
  ['extensions.fromTheFuture', 'true'],
])('a repository of a newer git, by %s, asks for that git', async (key, value) => {
  const folder = repository();
  git(folder, 'config', 'core.repositoryFormatVersion', '1');
  git(folder, 'config', key, value);
  await expect(ways.checkout(folder, gitEnvironment)).rejects.toMatchObject({ code: 'git-too-old', exitCode: 2 });
});

test('macOS without its command line tools has no git', async () => {
  const said = 'xcrun: error: invalid active developer path (/Library/Developer/CommandLineTools), missing xcrun\n';
  await expect(ways.checkout(newFolder(), saying(said))).rejects.toMatchObject({
    code: 'program-missing',
    hint: expect.stringContaining('xcode-select'),
  });
});

test('a remote is not sought where there is no repository', async () => {
  await expect(ways.remote(newFolder(), gitEnvironment)).rejects.toMatchObject({
    code: 'checkout-unreadable',
    hint: expect.stringContaining('inside a git working copy'),
  });
});

test.each(everyWay.filter(([way]) => way !== 'remote'))(
  'a repository that git cannot read is not called none, first met by the %s',
  async (_, open) => {
    const folder = repository();
    writeFileSync(join(folder, '.git/config'), '[core\n');
    await expect(open(folder, gitEnvironment)).rejects.toMatchObject({
      message: expect.stringContaining('bad config line'),
      hint: expect.stringMatching(/^Fix what git says here/),
    });
  },
);
