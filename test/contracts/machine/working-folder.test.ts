import { join } from 'node:path';
import { GitWorkingFolder } from '../../../lib/machine/git/git-working-folder';
import { FakeWorkingFolder } from '../../fakes/fake-working-folder';
import { git, gitEnvironment, write } from '../../machine/git/git-fixture';
import { tempFolders } from '../../machine/temp-folder';
import { describeWorkingFolderContract } from './working-folder.contract';

const newFolder = tempFolders();

describeWorkingFolderContract('the fake', async ({ files, branch, remote }) => {
  const folder = new FakeWorkingFolder(files);
  folder.place = 'app';
  folder.facts = { defaultBranch: branch, ...(remote && { remoteName: remote.name, remoteUrl: remote.url }) };
  return folder;
});

describeWorkingFolderContract('git', async ({ files, branch, remote }) => {
  const folder = newFolder();
  git(folder, 'init', '--quiet', `--initial-branch=${branch}`);
  write(folder, files);
  if (remote) git(folder, 'remote', 'add', remote.name, remote.url);
  return GitWorkingFolder.open({ folder: join(folder, 'app'), environment: gitEnvironment });
});
