import { GitCheckout } from '../../../lib/machine/git/git-checkout';
import { FakeCheckout } from '../../fakes/fake-checkout';
import { commitAll, git, gitEnvironment, write } from '../../machine/git/git-fixture';
import { tempFolders } from '../../machine/temp-folder';
import { describeCheckoutContract } from './checkout.contract';

const newFolder = tempFolders();

describeCheckoutContract('the fake', (kind) => {
  const checkout = new FakeCheckout();
  checkout.currentBranch = typeof kind === 'object' ? kind.branch : undefined;
  if (kind === 'foreign') checkout.foreignBecause = 'this is a build of a pull request from a fork';
  const commit = checkout.currentCommit;
  const [twin, other] = ['2'.repeat(40), '3'.repeat(40)] as const;
  for (const [one, tree] of [
    [commit, 'a'],
    [twin, 'a'],
    [other, 'b'],
  ] as const) {
    checkout.trees.set(one, tree.repeat(40));
  }
  return { checkout, commit, subject: checkout.currentSubject, twin, other };
});

describeCheckoutContract('git', (kind) => {
  const folder = newFolder();
  const commit = commitAll(folder, { a: 'a' });
  git(folder, 'commit', '--quiet', '--allow-empty', '--message', 'nothing new');
  const twin = git(folder, 'rev-parse', 'HEAD');
  write(folder, { a: 'b' });
  git(folder, 'commit', '--quiet', '--all', '--message', 'other files');
  const other = git(folder, 'rev-parse', 'HEAD');
  git(folder, 'reset', '--quiet', '--hard', commit);
  if (typeof kind === 'object') git(folder, 'checkout', '--quiet', '-b', kind.branch);
  else git(folder, 'checkout', '--quiet', '--detach');
  const fork = { CIRCLECI: 'true', CIRCLE_BRANCH: 'pull/7', CIRCLE_SHA1: commit };
  const environment = { ...gitEnvironment, ...(kind === 'foreign' && fork) };
  return {
    checkout: new GitCheckout({ folder, environment }),
    commit,
    twin,
    other,
    subject: git(folder, 'log', '-1', '--format=%s').trim(),
  };
});
