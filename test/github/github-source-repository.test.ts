import { inspect } from 'node:util';
import type { GitHubAccess } from '../../lib/github/calls/open-octokit';
import { openGitHub } from '../../lib/github/open-github';
import type { SourceRepository } from '../../lib/ports/source-repository';
import { FakeClock } from '../fakes/fake-clock';
import { type OddAnswer, StandInGitHub } from '../fakes/stand-in-github';

let github: StandInGitHub;
beforeEach(async () => {
  github = await StandInGitHub.start();
  github.pageSize = 100;
});
afterEach(() => github.stop());

function open(access: Partial<GitHubAccess> = {}, repository = 'acme/shop'): SourceRepository {
  return openGitHub(repository, { baseUrl: github.url, clock: new FakeClock(new Date()), timeoutMs: 2000, ...access })
    .branches;
}

async function names(repository = open()): Promise<string[]> {
  const found: string[] = [];
  for await (const branch of repository.branches()) found.push(branch.name);
  return found;
}

/** The branch listing answers so; everything else as usual. */
function listing(answer: (page: number, count: number) => OddAnswer | undefined): void {
  github.odd = ({ path, page, count }) => (path.endsWith('/branches') ? answer(page, count) : undefined);
}

const branch = { name: 'main', commit: { sha: '1'.repeat(40) } };
const many = (count: number) => {
  for (let i = 1; i < count; i += 1) github.push(`branch-${String(i).padStart(4, '0')}`);
};

test('K8: 201 branches on three pages of 100 are all seen, once each', async () => {
  many(201);
  const found = await names();
  expect(found).toHaveLength(201);
  expect(new Set(found).size).toBe(201);
  expect(github.requests.filter((request) => request.includes('/branches?'))).toHaveLength(3);
});

test('pages of another size are followed as well', async () => {
  many(7);
  github.pageSize = 3;
  expect(await names()).toHaveLength(7);
});

test('a branch comes with its name and the commit of its head', async () => {
  github.push('fix', 'f'.repeat(40));
  expect(await open().branch('fix')).toEqual({ name: 'fix', commit: 'f'.repeat(40) });
  expect(await open().defaultBranch()).toBe('main');
  expect(open().identity).toBe('github:acme/shop');
});

test('K10: hostile names are found raw, exact in case', async () => {
  const hostile = ['feature/a', 'Feature/A', 'fix#123', '100%', '日本語', "$(id)'"];
  for (const name of hostile) github.push(name);
  expect((await names()).sort()).toEqual(['main', ...hostile].sort());
  for (const name of hostile) expect((await open().branch(name))?.name).toBe(name);
  expect(await open().branch('FEATURE/A')).toBeUndefined();
});

test('K1: an empty list is an empty list: cleanup must refuse it', async () => {
  listing(() => ({ status: 200, body: [] }));
  expect(await names()).toEqual([]);
});

test.each([
  [401, 'github-refused'],
  [403, 'github-right-missing'],
  [404, 'github-not-found'],
  [451, 'github-refused'],
])('K2: HTTP %s on the listing is an error', async (status, code) => {
  listing(() => ({ status, body: { message: 'no' } }));
  await expect(names()).rejects.toMatchObject({ code, fault: 'world' });
});

test('a repository that the token may not see is not an empty one', async () => {
  await expect(names(open({}, 'acme/secret'))).rejects.toMatchObject({ code: 'github-not-found' });
  await expect(open({}, 'acme/secret').branch('x')).rejects.toMatchObject({ fault: 'world' });
});

test.each([500, 502])('K3: HTTP %s on page 2 of 3 is an error once it lasts', async (status) => {
  many(201);
  listing((page) => (page === 2 ? { status, body: { message: 'oops' } } : undefined));
  await expect(names()).rejects.toMatchObject({ code: 'github-unavailable' });
});

test('K3: HTTP 502 that passes is tried again', async () => {
  many(201);
  listing((page, count) => (page === 2 && count < 3 ? { status: 502, body: 'bad gateway' } : undefined));
  expect(await names()).toHaveLength(201);
});

test('a 409 on a page is an error and not the end of the list', async () => {
  many(201);
  listing((page) => (page === 2 ? { status: 409, body: { message: 'Git Repository is empty.' } } : undefined));
  await expect(names()).rejects.toMatchObject({ fault: 'world' });
});

const limited = (seconds: number): OddAnswer => ({
  status: 403,
  headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(Math.floor(Date.now() / 1000) + seconds) },
  body: { message: 'API rate limit exceeded' },
});
const secondary: OddAnswer = {
  status: 429,
  headers: { 'retry-after': '30' },
  body: { message: 'You have exceeded a secondary rate limit' },
};

test.each([
  ['the hourly limit', () => limited(20)],
  ['the secondary limit', () => secondary],
])('K4: %s is waited for when the budget allows it', async (_, answer) => {
  listing((_page, count) => (count === 1 ? answer() : undefined));
  expect(await names()).toEqual(['main']);
});

test.each([
  ['the hourly limit', () => limited(3000)],
  ['the secondary limit', () => secondary],
])('K4: %s beyond the budget is an error', async (_, answer) => {
  listing(() => answer());
  await expect(names(open({ waitBudgetSeconds: 40 }))).rejects.toMatchObject({ code: 'github-rate-limit' });
});

test.each([
  ['HTML', { status: 200, body: '<html>Sign in to the guest network</html>' }],
  ['broken JSON', { status: 200, headers: { 'content-type': 'application/json' }, body: '[{"name":"main"' }],
  ['an empty body', { status: 200, headers: { 'content-type': 'application/json' }, body: '' }],
  ['an object', { status: 200, body: { message: 'hello' } }],
  ['a list of something else', { status: 200, body: [{ title: 'issue' }] }],
  ['a branch without a commit', { status: 200, body: [{ name: 'main', commit: {} }] }],
  ['nothing', { status: 204 }],
])('K5: a page that is %s is an error', async (_, answer) => {
  listing(() => answer);
  await expect(names()).rejects.toMatchObject({ code: 'github-not-credible' });
});

test.each([
  ['the same page', () => `${github.url}/repos/acme/shop/branches?page=1`],
  ['a page further on', () => `${github.url}/repos/acme/shop/branches?page=3`],
  ['another host', () => 'https://example.com/repos/acme/shop/branches?page=2'],
  ['something else', () => `${github.url}/repos/acme/shop/tags?page=2`],
])('K6: a next page that leads to %s is an error', async (_, next) => {
  many(201);
  github.odd = ({ path, page }) =>
    path.endsWith('/branches') && page === 1
      ? { status: 200, body: [branch], headers: { link: `<${next()}>; rel="next"` } }
      : undefined;
  await expect(names()).rejects.toMatchObject({ code: 'github-not-credible' });
});

test.each([
  ['that is empty and names a next one', [], 1],
  ['after a thousand others', [branch], 1000],
])(
  'K6: a page %s is an error',
  async (_, body, asked) => {
    listing((page) => ({
      status: 200,
      body,
      headers: { link: `<${github.url}/repos/acme/shop/branches?page=${page + 1}>; rel="next"` },
    }));
    await expect(names()).rejects.toMatchObject({ code: 'github-not-credible' });
    expect(github.requests.filter((request) => request.includes('/branches?'))).toHaveLength(asked);
  },
  30_000,
);

test('K7: a redirect on the same host is followed', async () => {
  github.odd = ({ path }) =>
    path === '/repos/acme/shop' ? { status: 301, headers: { location: `${github.url}/repositories/1` } } : undefined;
  expect(await names()).toEqual(['main']);
});

test('K7: a redirect to another host is an error, and the token does not go there', async () => {
  const other = await StandInGitHub.start();
  github.odd = ({ path }) => ({ status: 301, headers: { location: `${other.url}${path}` } });
  await expect(names(open({ token: 'secret' }))).rejects.toMatchObject({ code: 'github-not-credible' });
  expect(other.requests).toEqual([]);
  await other.stop();
});

test('K7: a repository that has moved is an error that names where it is now', async () => {
  github.fullName = 'acme/store';
  github.odd = ({ path }) =>
    path.startsWith('/repos/acme/shop')
      ? { status: 301, headers: { location: path.replace('/repos/acme/shop', '/repositories/1') } }
      : undefined;
  await expect(names()).rejects.toMatchObject({ code: 'github-moved', message: expect.stringContaining('acme/store') });
});

test('K7: a branch of a repository that has moved is still there under the former name', async () => {
  github.fullName = 'acme/store';
  github.push('fix', 'f'.repeat(40));
  github.odd = ({ path }) =>
    path.startsWith('/repos/acme/shop')
      ? { status: 301, headers: { location: path.replace('/repos/acme/shop', '/repositories/1') } }
      : undefined;
  expect(await open().branch('fix')).toEqual({ name: 'fix', commit: 'f'.repeat(40) });
});

describe('K7: a former name of the repository', () => {
  const renamed = (formerly: readonly string[]) =>
    openGitHub('acme/shop', { baseUrl: github.url, clock: new FakeClock(new Date()), timeoutMs: 2000 }, formerly)
      .branches;
  const former = (answer: OddAnswer) => {
    github.odd = ({ path }) => (path.startsWith('/repos/acme/former') ? answer : undefined);
  };

  test.each<[string, OddAnswer]>([
    ['redirects to this one', { status: 301, headers: { location: '/repositories/1' } }],
    ['has no repository', { status: 404, body: { message: 'Not Found' } }],
  ])('that %s is none of another', async (_, answer) => {
    former(answer);
    expect(await names(renamed(['github:acme/former', 'git:git.acme.dev/shop']))).toEqual(['main']);
    expect(github.requests.filter((request) => request.endsWith('/repos/acme/former'))).toHaveLength(1);
  });

  test('that another repository has is an error, and no branch is read', async () => {
    former({ status: 200, body: { full_name: 'acme/former', default_branch: 'main' } });
    await expect(names(renamed(['acme/former']))).rejects.toMatchObject({
      code: 'former-name-taken',
      message: 'settings say that acme/shop was called acme/former, and GitHub has another repository of that name',
      hint: "Take 'acme/former' out of formerly, or choose another project name: its previews are its own.",
    });
    expect(github.requests.filter((request) => request.includes('/branches'))).toEqual([]);
  });

  test.each([
    ['github:jane_acme/former', 'jane_acme/former'],
    ['git:ssh.github.com/acme/former', 'acme/former'],
  ])('that is written %s is asked about, too', async (written, name) => {
    github.odd = ({ path }) =>
      path.startsWith(`/repos/${name}`)
        ? { status: 200, body: { full_name: name, default_branch: 'main' } }
        : undefined;
    await expect(names(renamed([written]))).rejects.toMatchObject({ code: 'former-name-taken' });
  });

  test.each([403, 500])('of which HTTP %s says nothing is an error', async (status) => {
    former({ status, body: { message: 'no' } });
    await expect(names(renamed(['acme/former']))).rejects.toMatchObject({ exitCode: 1 });
  });
});

test('K7: a branch that was renamed redirects to its new name, and the old one is gone', async () => {
  github.push('new-name');
  github.odd = ({ path }) =>
    path.endsWith('/branches/old-name')
      ? { status: 301, headers: { location: '/repos/acme/shop/branches/new-name' } }
      : undefined;
  expect(await open().branch('old-name')).toBeUndefined();
});

test('K11: a branch is gone only when the repository and its default branch can be seen', async () => {
  expect(await open().branch('gone')).toBeUndefined();
  github.odd = ({ path }) =>
    path.includes('/branches/') ? { status: 404, body: { message: 'Not Found' } } : undefined;
  await expect(open().branch('gone')).rejects.toMatchObject({ code: 'github-not-credible' });
  await expect(open().branch('main')).rejects.toMatchObject({ code: 'github-not-credible' });
});

test.each([401, 403, 500])('K11: HTTP %s on one branch is a doubt and throws', async (status) => {
  github.odd = ({ path }) => (path.includes('/branches/') ? { status, body: { message: 'no' } } : undefined);
  await expect(open().branch('x')).rejects.toMatchObject({ fault: 'world' });
});

test('a server that never answers is an error once the time is over', async () => {
  github.odd = () => ({ status: 200, silent: true });
  await expect(open({ timeoutMs: 50 }).defaultBranch()).rejects.toMatchObject({ code: 'github-unavailable' });
});

test('K61: the token is sent, and no error shows it', async () => {
  await open({ token: 'ghp_secret' }).defaultBranch();
  expect(github.authorizations).toEqual(['token ghp_secret']);
  github.odd = () => ({ status: 401, body: { message: 'Bad credentials' } });
  const error = await open({ token: 'ghp_secret' })
    .defaultBranch()
    .catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Error);
  expect(inspect(error, { depth: 10 })).not.toContain('ghp_secret');
});

test('a port where no server listens is an error, not an empty repository', async () => {
  const gone = await StandInGitHub.start();
  const { url } = gone;
  await gone.stop();
  await expect(names(open({ baseUrl: url }))).rejects.toMatchObject({ code: 'github-unavailable' });
});
