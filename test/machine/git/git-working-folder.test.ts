import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { GitWorkingFolder } from '../../../lib/machine/git/git-working-folder';
import { tempFolders } from '../temp-folder';
import { commitAll, git, gitEnvironment, write } from './git-fixture';

const newFolder = tempFolders();
const open = (folder: string) => GitWorkingFolder.open({ folder, environment: gitEnvironment });

describe('the git working folder', () => {
  test('is refused where there is no repository', async () => {
    await expect(open(newFolder())).rejects.toMatchObject({ code: 'repository-missing', exitCode: 2 });
  });

  test('takes the default branch from the remote, whatever is checked out', async () => {
    const remote = newFolder();
    commitAll(remote, { a: 'a' });
    git(remote, 'branch', '-m', 'trunk/1');
    const copy = newFolder();
    git(copy, 'clone', '--quiet', remote, '.');
    git(copy, 'switch', '--quiet', '-c', 'main');
    expect(await (await open(copy)).git()).toEqual({
      remoteName: 'origin',
      remoteUrl: remote,
      defaultBranch: 'trunk/1',
    });
  });

  test('takes the only remote when none is called origin, and its address as it is written', async () => {
    const folder = newFolder();
    commitAll(folder, { a: 'a' });
    git(folder, 'remote', 'add', 'upstream', 'https://github.com/acme/shop');
    git(folder, 'config', 'url./tmp/elsewhere.insteadOf', 'https://github.com/acme/shop');
    expect(await (await open(folder)).git()).toEqual({
      remoteName: 'upstream',
      remoteUrl: 'https://github.com/acme/shop',
      defaultBranch: 'main',
    });
  });

  test('says what cannot be written, and why', async () => {
    const folder = newFolder();
    commitAll(folder, { a: 'a' });
    write(folder, { '.circleci': 'a file where a folder must be' });
    await expect((await open(folder)).writeIfAbsent('.circleci/config.yml', 'text')).rejects.toMatchObject({
      code: 'file-inaccessible',
      exitCode: 1,
      message: '.circleci/config.yml cannot be written',
    });
  });

  test('reads nothing where a folder has the name of a file', async () => {
    const folder = newFolder();
    commitAll(folder, { a: 'a' });
    mkdirSync(join(folder, 'package.json'));
    expect(await (await open(folder)).read('package.json')).toBeUndefined();
  });
});
