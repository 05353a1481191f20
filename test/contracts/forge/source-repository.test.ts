import { PreviewError } from '../../../lib/errors';
import { openGitHub } from '../../../lib/github/open-github';
import { GitRemote } from '../../../lib/machine/git/git-remote';
import { FakeClock } from '../../fakes/fake-clock';
import { FakeSourceRepository } from '../../fakes/fake-source-repository';
import { StandInGitHub } from '../../fakes/stand-in-github';
import { commitAll, git, gitEnvironment } from '../../machine/git/git-fixture';
import { tempFolders } from '../../machine/temp-folder';
import { describeSourceRepositoryContract } from './source-repository.contract';

let count = 0;
const newFolder = tempFolders();
const standIns: StandInGitHub[] = [];
afterEach(async () => {
  for (const standIn of standIns.splice(0)) await standIn.stop();
});

describeSourceRepositoryContract('the fake', async () => {
  const repository = new FakeSourceRepository();
  return {
    repository,
    push: (branch) => {
      count += 1;
      const commit = String(count).padStart(40, '0');
      repository.push(branch, commit);
      return commit;
    },
    delete: (branch) => repository.delete(branch),
    cutOff: () => {
      const error = new PreviewError('remote-unreachable', 'cut off by the test', { fault: 'world' });
      for (const method of ['branches', 'branch', 'defaultBranch'] as const) repository.faults.fail(method, error);
    },
  };
});

describeSourceRepositoryContract('GitHub', async () => {
  const github = await StandInGitHub.start();
  standIns.push(github);
  return {
    repository: openGitHub('acme/shop', { baseUrl: github.url, clock: new FakeClock() }).branches,
    push: (branch) => {
      count += 1;
      const commit = String(count).padStart(40, '0');
      github.push(branch, commit);
      return commit;
    },
    delete: (branch) => github.delete(branch),
    cutOff: () => {
      github.odd = () => ({ status: 502, body: { message: 'bad gateway' } });
    },
  };
});

describeSourceRepositoryContract('a git remote', async () => {
  const [folder, remote] = [newFolder(), newFolder()];
  git(remote, 'init', '--quiet', '--bare', '--initial-branch=main');
  commitAll(folder, { a: 'a' });
  git(folder, 'remote', 'add', 'origin', remote);
  git(folder, 'push', '--quiet', 'origin', 'main');
  return {
    repository: await GitRemote.open('origin', { folder, environment: gitEnvironment }),
    push: (branch) => {
      count += 1;
      const commit = git(folder, 'commit-tree', '-p', 'HEAD', '-m', `commit ${count}`, 'HEAD^{tree}');
      git(folder, 'push', '--quiet', '--force', 'origin', `${commit}:refs/heads/${branch}`);
      return commit;
    },
    delete: (branch) => {
      git(remote, 'update-ref', '-d', `refs/heads/${branch}`);
    },
    cutOff: () => {
      git(folder, 'remote', 'set-url', 'origin', '/nonexistent');
    },
  };
});
