import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
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

test('who works here is who git says; no name is no person', async () => {
  const folder = newFolder();
  commitAll(folder, { 'a.txt': 'a' });
  const checkout = new GitCheckout({ folder, environment: gitEnvironment });
  expect(await checkout.person()).toBeUndefined();
  git(folder, 'config', 'user.name', 'Ada Lovelace');
  expect(await checkout.person()).toBe('Ada Lovelace');
  git(folder, 'config', 'user.name', '');
  expect(await checkout.person()).toBeUndefined();
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

describe('a job of a pull request on GitHub', () => {
  /** A base, the head of a pull request, and the merge of both; which of them is checked out, detached. */
  function pullRequest(checkedOut: (shas: { base: string; head: string; merge: string }) => string, more: object = {}) {
    const folder = newFolder();
    const base = commitAll(folder, { 'server.js': 'base' });
    git(folder, 'switch', '--quiet', '-c', 'feature/login');
    const head = commitAll(folder, { 'login.js': 'login' });
    git(folder, 'switch', '--quiet', 'main');
    git(folder, 'merge', '--quiet', '--no-ff', '--no-edit', 'feature/login');
    const merge = git(folder, 'rev-parse', 'HEAD');
    const shas = { base, head, merge };
    const sha = checkedOut(shas);
    git(folder, 'checkout', '--quiet', '--detach', sha);
    const event = join(newFolder(), 'event.json');
    const repo = { full_name: 'acme/shop' };
    writeFileSync(event, JSON.stringify({ pull_request: { head: { ref: 'feature/login', sha: head, repo } } }));
    const environment = {
      ...gitEnvironment,
      ...{ GITHUB_ACTIONS: 'true', GITHUB_REPOSITORY: 'acme/shop', GITHUB_EVENT_PATH: event },
      ...{ GITHUB_REF: 'refs/pull/12/merge', GITHUB_HEAD_REF: 'feature/login', GITHUB_SHA: merge },
      ...more,
    };
    return { folder, environment, ...shas, checkout: new GitCheckout({ folder, environment }) };
  }

  test('D07 on pull_request_target has the base checked out, and is refused', async () => {
    const { environment, folder, base, head } = pullRequest((shas) => shas.base);
    const target = { ...environment, GITHUB_REF: 'refs/heads/main', GITHUB_SHA: base };
    const checkout = new GitCheckout({ folder, environment: target });
    const refusal = { code: 'checkout-not-the-head', fault: 'user', message: expect.stringContaining(head) };
    await expect(checkout.branch()).rejects.toMatchObject(refusal);
    await expect(checkout.commit()).rejects.toMatchObject(refusal);
  });

  test('D08 that checks out the head of the request is of its branch and commit', async () => {
    const { checkout, head } = pullRequest((shas) => shas.head);
    expect(await checkout.branch()).toBe('feature/login');
    expect(await checkout.commit()).toBe(head);
  });

  test('D08 so is one on pull_request_target that checks out the head', async () => {
    const { environment, folder, base, head } = pullRequest((shas) => shas.head);
    const target = { ...environment, GITHUB_REF: 'refs/heads/main', GITHUB_SHA: base };
    expect(await new GitCheckout({ folder, environment: target }).commit()).toBe(head);
  });

  test('with the merge that GitHub made is of the head, also in a shallow clone', async () => {
    const { checkout, folder, environment, head } = pullRequest((shas) => shas.merge);
    expect(await checkout.branch()).toBe('feature/login');
    expect(await checkout.commit()).toBe(head);
    const shallow = join(newFolder(), 'shallow');
    git(folder, 'clone', '--quiet', '--depth=1', `file://${folder}`, shallow);
    expect(await new GitCheckout({ folder: shallow, environment }).commit()).toBe(head);
  });

  test('D07 with a merge of an earlier head, or with any other commit, is refused', async () => {
    const { folder, environment } = pullRequest((shas) => shas.merge);
    git(folder, 'checkout', '--quiet', 'feature/login');
    const moved = commitAll(folder, { 'login.js': 'newer' });
    const event = join(newFolder(), 'event.json');
    const repo = { full_name: 'acme/shop' };
    writeFileSync(event, JSON.stringify({ pull_request: { head: { ref: 'feature/login', sha: moved, repo } } }));
    git(folder, 'checkout', '--quiet', '--detach', 'main');
    const stale = { ...environment, GITHUB_EVENT_PATH: event };
    await expect(new GitCheckout({ folder, environment: stale }).commit()).rejects.toMatchObject({
      code: 'checkout-not-the-head',
    });
  });

  test('D07 whose commit message only speaks of the head is refused', async () => {
    const { folder, environment, base, head } = pullRequest((shas) => shas.base);
    git(folder, 'commit', '--quiet', '--allow-empty', '-m', 'x', '-m', `parent ${head}`);
    expect(git(folder, 'rev-parse', 'HEAD')).not.toBe(base);
    await expect(new GitCheckout({ folder, environment }).branch()).rejects.toMatchObject({
      code: 'checkout-not-the-head',
    });
  });
});
