import { GitCheckout } from '../../../lib/machine/git/git-checkout';
import { tempFolders } from '../temp-folder';
import { commitAll, git, gitEnvironment } from './git-fixture';

const newFolder = tempFolders();

test('outside of CI the branch and the commit are what git has checked out', async () => {
  const folder = newFolder();
  const sha = commitAll(folder, { 'a.txt': 'a' });
  git(folder, 'checkout', '--quiet', '-b', 'fix/$(id)');
  const checkout = new GitCheckout({ folder, environment: gitEnvironment });
  expect(await checkout.branch()).toBe('fix/$(id)');
  expect(await checkout.commit()).toBe(sha);
  expect(await checkout.foreign()).toBeUndefined();
});

test('a detached head has no branch', async () => {
  const folder = newFolder();
  commitAll(folder, { 'a.txt': 'a' });
  git(folder, 'checkout', '--quiet', '--detach');
  expect(await new GitCheckout({ folder, environment: gitEnvironment }).branch()).toBeUndefined();
});

test('on a detached head CI explains the branch', async () => {
  const folder = newFolder();
  const sha = commitAll(folder, { 'a.txt': 'a' });
  git(folder, 'checkout', '--quiet', '--detach');
  const environment = { ...gitEnvironment, CIRCLECI: 'true', CIRCLE_BRANCH: 'Feature/X', CIRCLE_SHA1: sha };
  const checkout = new GitCheckout({ folder, environment });
  expect(await checkout.branch()).toBe('Feature/X');
  expect(await checkout.commit()).toBe(sha);
});

test('another working copy on a CI machine is not taken for the one that CI built', async () => {
  const folder = newFolder();
  const sha = commitAll(folder, { 'a.txt': 'a' });
  const environment = { ...gitEnvironment, CIRCLECI: 'true', CIRCLE_BRANCH: 'other', CIRCLE_SHA1: 'c'.repeat(40) };
  const checkout = new GitCheckout({ folder, environment });
  expect(await checkout.branch()).toBe('main');
  expect(await checkout.commit()).toBe(sha);
});

test.each(['branch', 'commit'] as const)(
  'outside of a repository asking for the %s is the fault of the user',
  async (what) => {
    const checkout = new GitCheckout({ folder: newFolder(), environment: gitEnvironment });
    await expect(checkout[what]()).rejects.toMatchObject({ code: 'checkout-unreadable', fault: 'user' });
  },
);

test('a repository without a commit has none to deploy', async () => {
  const folder = newFolder();
  git(folder, 'init', '--quiet', '--initial-branch=main');
  const checkout = new GitCheckout({ folder, environment: gitEnvironment });
  expect(await checkout.branch()).toBe('main');
  await expect(checkout.commit()).rejects.toMatchObject({ code: 'checkout-unreadable' });
});
