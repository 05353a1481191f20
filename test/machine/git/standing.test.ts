import { join } from 'node:path';
import { GitCheckout } from '../../../lib/machine/git/git-checkout';
import { tempFolders } from '../temp-folder';
import { commitAll, git, gitEnvironment } from './git-fixture';

const newFolder = tempFolders();

/** main: first, second; side: first, other. */
function history() {
  const folder = newFolder();
  const first = commitAll(folder, { 'a.txt': 'a' });
  git(folder, 'switch', '--quiet', '-c', 'side');
  const other = commitAll(folder, { 'b.txt': 'b' });
  git(folder, 'switch', '--quiet', 'main');
  const second = commitAll(folder, { 'c.txt': 'c' });
  return { folder, first, second, other };
}

const checkoutOf = (folder: string, more: NodeJS.ProcessEnv = {}) =>
  new GitCheckout({ folder, environment: { ...gitEnvironment, ...more } });

test('a commit is ahead of those in its history, behind those that go on from it, and apart from others', async () => {
  const { folder, first, second, other } = history();
  const checkout = checkoutOf(folder);
  expect([await checkout.standing(first), await checkout.standing(other)]).toEqual(['ahead', 'apart']);
  git(folder, 'switch', '--quiet', '--detach', first);
  expect(await checkoutOf(folder).standing(second)).toBe('behind');
});

test('a shallow clone does not know what is apart, and knows what a commit made in it goes on from', async () => {
  const { folder, second, other } = history();
  const shallow = join(newFolder(), 'shallow');
  git(folder, 'clone', '--quiet', '--depth=1', '--no-single-branch', `file://${folder}`, shallow);
  expect(await checkoutOf(shallow).standing(other)).toBe('unknown');
  git(shallow, 'commit', '--quiet', '--allow-empty', '--message', 'made by the job');
  expect(await checkoutOf(shallow).standing(second)).toBe('ahead');
});

test('what is no hash is no option of git, either', async () => {
  const { folder } = history();
  expect(await checkoutOf(folder).standing('--all')).toBe('unknown');
});

test.each([
  [{}, false],
  [{ CI: '' }, false],
  [{ CI: 'false' }, false],
  [{ CI: 'true' }, true],
  [{ CI: 'woodpecker' }, true],
  [{ GITHUB_ACTIONS: 'true' }, true],
  [{ CIRCLECI: 'true' }, true],
])('with %j it is a job: %s', async (variables, expected) => {
  expect(await checkoutOf(newFolder(), variables).inJob()).toBe(expected);
});
