import { gitHubWorlds } from '../contracts/forge/github-world';
import type { StandInRight } from '../fakes/github/state';
import type { StandInGitHub } from '../fakes/stand-in-github';

const open = gitHubWorlds();
const all = ['read branches', 'write deployments', 'write commit statuses', 'write pull-request comments'];

async function check(prepare: (standIn: StandInGitHub) => void, access: { token?: string } = {}) {
  const { github, standIn } = await open(access);
  standIn.openPullRequest('login');
  prepare(standIn);
  const findings = await github.rights.check();
  expect(findings.map(({ right }) => right)).toEqual(all);
  // Nothing came to be of it.
  expect([standIn.deployments(), standIn.comments(), standIn.statuses()]).toEqual([[], [], []]);
  return findings;
}

const states = (findings: readonly { readonly state: string }[]) => findings.map(({ state }) => state);

test('a token that may do everything has every right, and nothing is made to find that out', async () => {
  expect(states(await check(() => undefined))).toEqual(['granted', 'granted', 'granted', 'granted']);
});

test.each<[StandInRight, number, string]>([
  ['contents', 0, 'contents: read'],
  ['deployments', 1, 'deployments: write'],
  ['statuses', 2, 'statuses: write'],
  ['pull_requests', 3, 'pull-requests: read'],
])('a token without %s lacks just that right', async (denied, index, named) => {
  const findings = await check((standIn) => standIn.denied.add(denied));
  expect(states(findings)).toEqual(all.map((_, at) => (at === index ? 'missing' : 'granted')));
  expect(findings[index]?.reason).toContain(named);
  expect(findings[index]?.hint).toContain('GITHUB_TOKEN');
});

test('without a token branches of a public repository can be read, and nothing written', async () => {
  expect(states(await check(() => undefined, { token: '' }))).toEqual(['granted', 'missing', 'missing', 'missing']);
});

test('in an archived repository nothing can be written', async () => {
  const findings = await check((standIn) => {
    standIn.archived = true;
  });
  expect(states(findings)).toEqual(['granted', 'missing', 'missing', 'missing']);
  expect(findings[1]?.reason).toContain('archived');
});

test('a repository that cannot be seen gives no right', async () => {
  const findings = await check((standIn) => {
    standIn.fullName = 'acme/other';
  });
  expect(states(findings)).toEqual(['missing', 'missing', 'missing', 'missing']);
});

test('when GitHub is down nothing is known', async () => {
  const findings = await check((standIn) => {
    standIn.odd = () => ({ status: 502, body: 'bad gateway' });
  });
  expect(states(findings)).toEqual(['unknown', 'unknown', 'unknown', 'unknown']);
});

test.each([
  ['is unknown', undefined, 'unknown'],
  ['is known by the scopes of a classic token', 'gist, repo', 'granted'],
  ['is known by the scope for public repositories', 'public_repo', 'granted'],
  ['is missing when the scopes lack it', 'gist', 'missing'],
])('where no pull request can be tried, the right to comment %s', async (_what, scopes, expected) => {
  const findings = await check((standIn) => {
    standIn.opened.length = 0;
    const body = { full_name: 'acme/shop', default_branch: 'main', private: false };
    const headers: Record<string, string> = scopes === undefined ? {} : { 'x-oauth-scopes': scopes };
    standIn.odd = ({ path }) => (path === '/repos/acme/shop' ? { status: 200, headers, body } : undefined);
  });
  expect(states(findings)).toEqual(['granted', 'granted', 'granted', expected]);
});

test('a locked pull request tells nothing about the right to comment', async () => {
  const findings = await check((standIn) => standIn.lockPullRequest(1));
  expect(findings[3]).toMatchObject({ state: 'unknown', reason: expect.stringContaining('locked') });
});

test('says whom the token stands for and how many requests are left', async () => {
  const { github, standIn } = await open({ token: 'anns-token' });
  standIn.signIn('anns-token', 'ann');
  expect(await github.rights.login()).toBe('ann');
  standIn.remaining = 77;
  const limit = await github.rights.rateLimit();
  expect(limit).toMatchObject({ limit: 5000, remaining: 77 });
  expect(limit?.resetsAt.getTime()).toBeGreaterThan(Date.now());
  expect(await (await open({ token: '' })).github.rights.login()).toBeUndefined();
});
