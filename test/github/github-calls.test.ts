import { openGitHub } from '../../lib/github/open-github';
import { gitHubWorlds } from '../contracts/forge/github-world';
import { FakeClock } from '../fakes/fake-clock';

const open = gitHubWorlds();
const status = { context: 'x', state: 'success', description: '' } as const;
const commit = '1'.repeat(40);
const access = { clock: new FakeClock(), token: 'secretsecret' };

test('what one run makes is counted, and beyond the budget refused without asking', async () => {
  const { github, standIn } = await open({ maxCreated: 3 });
  const pullRequest = standIn.openPullRequest('login');
  const { id } = await github.pullRequests.comment(pullRequest, 'hello');
  await github.commitStatuses.set(commit, status);
  await github.pullRequests.edit(id, 'hello again');
  expect(github.created()).toBe(2);
  await github.commitStatuses.set(commit, status);
  await expect(github.pullRequests.comment(pullRequest, 'one more')).rejects.toMatchObject({
    code: 'github-write-budget',
    fault: 'world',
  });
  expect(standIn.comments()).toHaveLength(1);
  // What makes nothing new goes on.
  expect(await github.pullRequests.edit(id, 'bye')).toBe('edited');
});

test('all ports of a repository share one budget of waiting', async () => {
  const { github, standIn } = await open({ waitBudgetSeconds: 50 });
  const limited = {
    status: 429,
    headers: { 'retry-after': '40' },
    body: { message: 'You have exceeded a secondary rate limit' },
  };
  standIn.odd = ({ count }) => (count === 1 ? limited : undefined);
  await github.commitStatuses.set(commit, status);
  await expect(github.deployments.status(1)).rejects.toMatchObject({ code: 'github-rate-limit' });
});

test('writes are a second apart, and comments three, as GitHub asks', async () => {
  const clock = new FakeClock();
  const { github, standIn } = await open({ clock });
  const pullRequest = standIn.openPullRequest('login');
  for (let count = 0; count < 3; count += 1) await github.commitStatuses.set(commit, status);
  expect(clock.sleeps).toEqual([1000, 1000]);
  for (let count = 0; count < 2; count += 1) await github.pullRequests.comment(pullRequest, 'hello');
  expect(clock.sleeps.slice(2)).toEqual([1000, 3000]);
});

test('a comment refused for a rate limit is made once the limit is over, and once only', async () => {
  const { github, standIn } = await open();
  const pullRequest = standIn.openPullRequest('login');
  standIn.odd = ({ count }) =>
    count === 1
      ? { status: 403, headers: { 'retry-after': '1' }, body: { message: 'You have exceeded a secondary rate limit' } }
      : undefined;
  await github.pullRequests.comment(pullRequest, 'hello');
  expect(standIn.comments()).toHaveLength(1);
});

test('an address that ends with a slash is the same one', async () => {
  const { standIn } = await open();
  standIn.push('login', commit);
  const { branches } = openGitHub('acme/shop', { ...access, baseUrl: `${standIn.url}/` });
  expect(await branches.branch('login')).toMatchObject({ commit });
});

test('GraphQL is asked beside REST on GitHub Enterprise', async () => {
  const { github, standIn } = await open();
  const enterprise = openGitHub('acme/shop', { ...access, baseUrl: `${standIn.url}/api/v3` });
  standIn.odd = ({ path }) =>
    path === '/api/graphql' ? { status: 200, body: { data: { viewer: { login: 'ann' } } } } : undefined;
  expect(await enterprise.rights.login()).toBe('ann');
  expect(await github.rights.login()).toBe('preview-bot[bot]');
});
