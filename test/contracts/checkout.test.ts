import { GitCheckout } from '../../lib/machine/git-checkout';
import { FakeCheckout } from '../fakes/fake-checkout';
import { commitAll, git, gitEnvironment } from '../machine/git-fixture';
import { tempFolders } from '../machine/temp-folder';
import { describeCheckoutContract } from './checkout.contract';

const newFolder = tempFolders();

describeCheckoutContract('the fake', (kind) => {
  const checkout = new FakeCheckout();
  checkout.currentBranch = typeof kind === 'object' ? kind.branch : undefined;
  if (kind === 'foreign') checkout.foreignBecause = 'this is a build of a pull request from a fork';
  return { checkout, commit: checkout.currentCommit, subject: checkout.currentSubject };
});

describeCheckoutContract('git', (kind) => {
  const folder = newFolder();
  const commit = commitAll(folder, { a: 'a' });
  if (typeof kind === 'object') git(folder, 'checkout', '--quiet', '-b', kind.branch);
  else git(folder, 'checkout', '--quiet', '--detach');
  const fork = { CIRCLECI: 'true', CIRCLE_BRANCH: 'pull/7', CIRCLE_SHA1: commit };
  const environment = { ...gitEnvironment, ...(kind === 'foreign' && fork) };
  return {
    checkout: new GitCheckout({ folder, environment }),
    commit,
    subject: git(folder, 'log', '-1', '--format=%s').trim(),
  };
});
