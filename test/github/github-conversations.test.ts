import { gitHubWorlds } from '../contracts/forge/github-world';

const open = gitHubWorlds();
const commit = 'c'.repeat(40);
const notCredible = { code: 'github-not-credible', fault: 'world' };

test.each([
  ['admin', 'admin'],
  ['maintain', 'write'],
  ['write', 'write'],
  ['triage', 'read'],
  ['read', 'read'],
  ['release-manager', 'write'],
])('the role %s is the permission %s', async (role, permission) => {
  const { github, standIn } = await open();
  standIn.allow('ann', role);
  expect(await github.conversations.permission('ann')).toBe(permission);
});

test('everybody may read what is public, and that is no permission to write', async () => {
  const { github, standIn } = await open();
  standIn.user('mallory');
  expect(await github.conversations.permission('mallory')).toBe('read');
  standIn.visibility = 'internal';
  expect(await github.conversations.permission('mallory')).toBe('none');
});

test('a name that none can have is not asked about', async () => {
  const { github, standIn } = await open();
  for (const login of ['', '..', 'ann/../../x', '-ann', 'ann?x']) await github.conversations.permission(login);
  expect(standIn.requests).toEqual([]);
});

test.each([
  { permission: 'owner', user: { login: 'ann' } },
  { permission: 'Admin', user: { login: 'ann' } },
  { permission: ['admin'], user: { login: 'ann' } },
  { permission: true, user: { login: 'ann' } },
  { role_name: 'admin', user: { login: 'ann' } },
  { permission: 'admin', user: { login: 'bob' } },
  { permission: 'admin', user: {} },
  'admin',
  null,
])('a permission that GitHub would not give is not believed: %j', async (body) => {
  const { github, standIn } = await open();
  standIn.odd = () => ({ status: 200, body, headers: { 'content-type': 'application/json' } });
  await expect(github.conversations.permission('ann')).rejects.toMatchObject(notCredible);
});

test('a repository that the token may not see gives no one a permission', async () => {
  const { github, standIn } = await open();
  standIn.allow('ann', 'admin');
  standIn.fullName = 'acme/other';
  expect(await github.conversations.permission('ann')).toBe('none');
});

test.each([
  ['a fork', { full_name: 'mallory/shop' }, false],
  ['a fork of the same owner', { full_name: 'acme/shop-copy' }, false],
  ['a fork that was deleted', null, false],
  ['a repository without a name', {}, false],
  ['ours, written otherwise', { full_name: 'ACME/Shop' }, true],
])('the head of a pull request in %s', async (_, repo, isOurs) => {
  const { github, standIn } = await open();
  const base = { repo: { full_name: 'acme/shop' } };
  const pull = { number: 7, state: 'open', user: { login: 'ann' }, base, head: { ref: 'main', sha: commit, repo } };
  standIn.odd = () => ({ status: 200, body: pull });
  expect(await github.conversations.pullRequest(7)).toMatchObject({ isOurs });
});

test('the pull request of an account that was deleted has the author that GitHub shows', async () => {
  const { github, standIn } = await open();
  const repo = { full_name: 'acme/shop' };
  standIn.odd = () => ({
    status: 200,
    body: { number: 7, state: 'open', user: null, base: { repo }, head: { ref: 'login', sha: commit, repo } },
  });
  expect(await github.conversations.pullRequest(7)).toMatchObject({ author: 'ghost', isOurs: true });
});

test('in a repository that was renamed it is an error that names where it is now', async () => {
  const { github, standIn } = await open();
  standIn.push('login', commit);
  standIn.fullName = 'acme/store';
  const number = standIn.openPullRequest('login');
  const location = `${standIn.url}/repositories/1`;
  standIn.odd = ({ path }) =>
    path.startsWith('/repos/acme/shop')
      ? { status: 301, headers: { location: path.replace('/repos/acme/shop', location) } }
      : undefined;
  const moved = { code: 'github-moved', message: expect.stringContaining('acme/store') };
  await expect(github.conversations.pullRequest(number)).rejects.toMatchObject(moved);
  await expect(github.conversations.isPublic()).rejects.toMatchObject(moved);
});

test.each([
  { number: 8 },
  { head: null },
  { head: { ref: 'login', sha: 'HEAD', repo: null } },
  { head: { ref: 7, sha: commit, repo: null } },
  { base: null },
  { state: 1 },
])('a pull request that GitHub would not give is an error: %j', async (wrong) => {
  const { github, standIn } = await open();
  const repo = { full_name: 'acme/shop' };
  const head = { ref: 'login', sha: commit, repo };
  const body = { number: 7, state: 'open', user: { login: 'ann' }, base: { repo }, head, ...wrong };
  standIn.odd = () => ({ status: 200, body });
  await expect(github.conversations.pullRequest(7)).rejects.toMatchObject(notCredible);
});

test.each([
  [{ private: false, visibility: 'public' }, true],
  [{ private: false }, true],
  [{ private: true, visibility: 'private' }, false],
  [{ private: true, visibility: 'internal' }, false],
  [{ private: false, visibility: 'internal' }, false],
])('of %j anybody may read: %s', async (fields, isPublic) => {
  const { github, standIn } = await open();
  standIn.odd = () => ({ status: 200, body: { full_name: 'acme/shop', ...fields } });
  expect(await github.conversations.isPublic()).toBe(isPublic);
});

test('a repository that does not say whether it is private is an error', async () => {
  const { github, standIn } = await open();
  standIn.odd = () => ({ status: 200, body: { full_name: 'acme/shop', private: 'no' } });
  await expect(github.conversations.isPublic()).rejects.toMatchObject(notCredible);
});

test('a reaction is that of whom the token stands for, and says so where the conversation is locked', async () => {
  const { github, standIn } = await open();
  const comment = standIn.say(standIn.openPullRequest('main'), '/preview status', 'ann');
  await github.conversations.react(comment, 'rocket');
  expect(standIn.reactions(comment)).toEqual(['rocket by preview-bot[bot]']);
  standIn.odd = () => ({ status: 403, body: { message: 'Unable to create reaction because issue is locked.' } });
  await expect(github.conversations.react(comment, 'eyes')).rejects.toMatchObject({ code: 'github-read-only' });
});
