import { GitRemote } from '../../../lib/machine/git/git-remote';
import { readRemoteRefs } from '../../../lib/machine/git/remote-refs';
import type { Branch, SourceRepository } from '../../../lib/ports/source-repository';
import { tempFolders } from '../temp-folder';
import { commitAll, git, gitEnvironment } from './git-fixture';

const newFolder = tempFolders();

async function all(repository: SourceRepository): Promise<Branch[]> {
  const branches: Branch[] = [];
  for await (const branch of repository.branches()) branches.push(branch);
  return branches;
}

function pushed(...names: readonly string[]): { folder: string; remote: string; sha: string } {
  const [folder, remote] = [newFolder(), newFolder()];
  git(remote, 'init', '--quiet', '--bare', '--initial-branch=main');
  const sha = commitAll(folder, { 'a.txt': 'a' });
  git(folder, 'remote', 'add', 'origin', remote);
  git(folder, 'push', '--quiet', 'origin', 'main', ...names.map((name) => `main:refs/heads/${name}`));
  return { folder, remote, sha };
}

const hostile = ['feature/a-b', 'Feature/A-B', 'fix#123', '100%', '日本語', '$(id)', ';reboot', "it's", '🎉'];

test('K10: hostile names come back raw, and those that differ in case are two', async () => {
  const { folder, sha } = pushed(...hostile);
  const remote = await GitRemote.open('origin', { folder, environment: gitEnvironment });
  const branches = await all(remote);
  expect(branches.map((branch) => branch.name).sort()).toEqual(['main', ...hostile].sort());
  expect(new Set(branches.map((branch) => branch.commit))).toEqual(new Set([sha]));
  for (const name of hostile) expect(await remote.branch(name)).toEqual({ name, commit: sha });
});

test('a branch is found by its whole name only, and a tag of that name is none', async () => {
  const { folder } = pushed('release/one');
  git(folder, 'push', '--quiet', 'origin', 'main:refs/tags/v1', 'main:refs/pull/1/head');
  const remote = await GitRemote.open('origin', { folder, environment: gitEnvironment });
  expect(await remote.branch('one')).toBeUndefined();
  expect(await remote.branch('release')).toBeUndefined();
  expect(await remote.branch('v1')).toBeUndefined();
  expect((await all(remote)).map((branch) => branch.name)).toEqual(['main', 'release/one']);
});

test('a pattern is not a branch name and is refused', async () => {
  const { folder } = pushed();
  const remote = await GitRemote.open('origin', { folder, environment: gitEnvironment });
  await expect(remote.branch('*')).rejects.toMatchObject({ code: 'branch-invalid' });
});

test('a deleted branch is gone at the next look, whatever the local copies say', async () => {
  const { folder, remote: bare } = pushed('login');
  git(folder, 'fetch', '--quiet', 'origin');
  const remote = await GitRemote.open('origin', { folder, environment: gitEnvironment });
  expect(await remote.branch('login')).toBeDefined();
  git(bare, 'update-ref', '-d', 'refs/heads/login');
  expect(await remote.branch('login')).toBeUndefined();
});

test('the default branch is where HEAD of the remote points; without HEAD there is none', async () => {
  const { folder, remote: bare } = pushed();
  const remote = await GitRemote.open('origin', { folder, environment: gitEnvironment });
  expect(await remote.defaultBranch()).toBe('main');
  git(bare, 'symbolic-ref', 'HEAD', 'refs/heads/missing');
  expect(await remote.defaultBranch()).toBeUndefined();
});

test('a remote that cannot be reached is an error, never an empty list', async () => {
  const { folder } = pushed();
  git(folder, 'remote', 'set-url', 'origin', '/nonexistent/repository');
  const remote = await GitRemote.open('origin', { folder, environment: gitEnvironment });
  await expect(all(remote)).rejects.toMatchObject({ code: 'remote-unreachable', fault: 'world' });
  await expect(remote.branch('main')).rejects.toMatchObject({ code: 'remote-unreachable' });
});

test('the identity of a remote holds no credentials', async () => {
  const { folder } = pushed();
  git(folder, 'remote', 'set-url', 'origin', 'https://someone:secret@git.example.com/acme/shop.git');
  const remote = await GitRemote.open('origin', { folder, environment: gitEnvironment });
  expect(remote.identity).toBe('git:git.example.com/acme/shop');
});

test.each(['upstream', '--upload-pack=/bin/false'])(
  'a remote "%s" that is not there is the fault of the user',
  async (name) => {
    const { folder } = pushed();
    const opening = GitRemote.open(name, { folder, environment: gitEnvironment });
    await expect(opening).rejects.toMatchObject({
      code: 'remote-missing',
      fault: 'user',
      hint: expect.stringContaining('`remote`'),
    });
  },
);

test('without origin the hint says how to add it', async () => {
  const folder = newFolder();
  commitAll(folder, { 'a.txt': 'a' });
  const opening = GitRemote.open('origin', { folder, environment: gitEnvironment });
  await expect(opening).rejects.toMatchObject({ hint: expect.stringContaining('git remote add origin <url>') });
});

test('a line that git should not print makes the whole listing untrustworthy', () => {
  const good = `${'a'.repeat(40)}\trefs/heads/main\n`;
  expect(readRemoteRefs(good).branches).toHaveLength(1);
  expect(() => readRemoteRefs(`${good}Welcome to the git server!\n`)).toThrow(/Welcome/);
});
