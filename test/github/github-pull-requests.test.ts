import { collect } from '../contracts/collect';
import { gitHubWorlds } from '../contracts/forge/github-world';

const open = gitHubWorlds();
const marker = '<!-- preview: login -->';

test('T41: our comment among 400 is found on page 3, and no further page is asked for', async () => {
  const { github, standIn } = await open();
  standIn.pageSize = 100;
  const number = standIn.openPullRequest('login');
  for (let count = 0; count < 400; count += 1) {
    standIn.say(number, count === 250 ? marker : `comment ${count}`, count === 250 ? 'preview-bot[bot]' : 'ann');
  }
  for await (const comment of github.pullRequests.ownComments(number, marker)) {
    expect(comment.body).toBe(marker);
    break;
  }
  const pages = standIn.requests.filter((request) => request.includes('/comments?'));
  expect(pages).toHaveLength(3);
  expect(pages[0]).toContain('per_page=100');
});

test('who the token stands for is asked once, and only when a comment holds the text', async () => {
  const { github, standIn } = await open();
  const number = standIn.openPullRequest('login');
  standIn.say(number, 'hello', 'ann');
  expect(await collect(github.pullRequests.ownComments(number, marker))).toEqual([]);
  expect(standIn.requests).not.toContain('POST /graphql');
  for (const login of ['ann', 'preview-bot[bot]', 'ben']) standIn.say(number, marker, login);
  for (let round = 0; round < 2; round += 1) {
    expect(await collect(github.pullRequests.ownComments(number, marker))).toHaveLength(1);
  }
  expect(standIn.requests.filter((request) => request === 'POST /graphql')).toHaveLength(1);
});

test('a question for the user that failed is asked again', async () => {
  const { github, standIn } = await open();
  const number = standIn.openPullRequest('login');
  standIn.say(number, marker, 'preview-bot[bot]');
  standIn.odd = ({ path, count }) =>
    path === '/graphql' && count === 1 ? { status: 403, body: { message: 'no' } } : undefined;
  await expect(collect(github.pullRequests.ownComments(number, marker))).rejects.toMatchObject({
    code: 'github-right-missing',
  });
  expect(await collect(github.pullRequests.ownComments(number, marker))).toHaveLength(1);
});

test.each([
  ['GraphQL leaves out [bot]', 'github-actions', 'github-actions[bot]', true],
  ['REST leaves out [bot]', 'github-actions[bot]', 'github-actions', true],
  ['the case differs', 'Ann', 'ann', true],
  ['it is another one', 'ann', 'ann-2', false],
])('without a number the user is known by the login, also when %s', async (_what, viewer, author, ours) => {
  const { github, standIn } = await open();
  const number = standIn.openPullRequest('login');
  standIn.say(number, marker, author);
  standIn.odd = ({ path }) =>
    path === '/graphql' ? { status: 200, body: { data: { viewer: { login: viewer, databaseId: null } } } } : undefined;
  expect(await collect(github.pullRequests.ownComments(number, marker))).toHaveLength(ours ? 1 : 0);
});

test('a person whose login is that of our bot without [bot] is somebody else', async () => {
  const { github, standIn } = await open();
  const number = standIn.openPullRequest('login');
  standIn.say(number, marker, 'preview-bot');
  expect(await collect(github.pullRequests.ownComments(number, marker))).toEqual([]);
});

test('a comment whose author deleted the account is not ours', async () => {
  const { github, standIn } = await open();
  const number = standIn.openPullRequest('login');
  standIn.odd = ({ path }) =>
    path.endsWith('/comments') ? { status: 200, body: [{ id: 1, body: marker, user: null }, { id: 2 }] } : undefined;
  expect(await collect(github.pullRequests.ownComments(number, marker))).toEqual([]);
});

test('a pull request of a fork that was deleted, or of another owner, is not ours', async () => {
  const { github, standIn } = await open();
  standIn.openPullRequest('login', { from: null });
  standIn.openPullRequest('login', { from: 'mallory/shop' });
  // A server that takes no notice of the filter.
  standIn.odd = ({ path }) => (path.endsWith('/pulls') ? { status: 200, body: unfiltered } : undefined);
  const unfiltered = [
    { number: 1, state: 'open', head: { ref: 'login', repo: null } },
    { number: 2, state: 'open', head: { ref: 'login', repo: { full_name: 'mallory/shop' } } },
    { number: 3, state: 'open', head: { ref: 'other', repo: { full_name: 'acme/shop' } } },
    { number: 4, state: 'closed', head: { ref: 'login', repo: { full_name: 'Acme/Shop' } } },
    { number: 5, state: 'open', head: { ref: 'login', repo: { full_name: 'Acme/Shop' } } },
  ];
  expect(await collect(github.pullRequests.ofBranch('login', 'open'))).toEqual([{ number: 5, open: true }]);
});

test('of a listing without an author, or with heads that are gone, what is ours is read', async () => {
  const { github, standIn } = await open();
  const page = { title: 'T', html_url: 'https://github.com/acme/shop/pull/1' };
  const body = [
    { ...page, number: 1, state: 'open', user: null, head: { ref: 'login', repo: { full_name: 'Acme/Shop' } } },
    { ...page, number: 2, state: 'open', user: { login: 'ann' }, head: { ref: 'login', repo: null } },
    { ...page, number: 3, state: 'open', user: { login: 'ann' }, head: null },
    {
      ...page,
      number: 4,
      state: 'closed',
      user: { login: 'ann' },
      head: { ref: 'x', repo: { full_name: 'acme/shop' } },
    },
  ];
  standIn.odd = () => ({ status: 200, body });
  expect(await collect(github.pullRequests.allOpen())).toEqual([
    { number: 1, title: 'T', author: '', branch: 'login', url: page.html_url },
  ]);
});

test('a locked pull request takes no comment, and says so', async () => {
  const { github, standIn } = await open();
  const number = standIn.openPullRequest('login');
  standIn.lockPullRequest(number);
  await expect(github.pullRequests.comment(number, 'hello')).rejects.toMatchObject({ code: 'github-read-only' });
});

test('a comment longer than GitHub takes is rejected with its words', async () => {
  const { github, standIn } = await open();
  const number = standIn.openPullRequest('login');
  await expect(github.pullRequests.comment(number, 'x'.repeat(65_537))).rejects.toMatchObject({
    code: 'github-rejected',
    message: expect.stringContaining('too long'),
  });
});

test.each([
  ['no list', { message: 'hello' }],
  ['a list of something else', [7]],
  ['a pull request without a state', [{ number: 1 }]],
])('a page that is %s is not believed', async (_what, body) => {
  const { github, standIn } = await open();
  standIn.odd = () => ({ status: 200, body });
  const notCredible = { code: 'github-not-credible' };
  await expect(collect(github.pullRequests.ofBranch('login', 'open'))).rejects.toMatchObject(notCredible);
  await expect(collect(github.pullRequests.allOpen())).rejects.toMatchObject(notCredible);
});
