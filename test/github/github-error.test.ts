import { inspect } from 'node:util';
import { gitHubWorlds } from '../contracts/forge/github-world';
import type { OddAnswer } from '../fakes/stand-in-github';

const open = gitHubWorlds();
const request = {
  environment: 'preview/x',
  commit: '1'.repeat(40),
  description: '',
  production: false,
  transient: true,
};

/** What is thrown when the creation of a deployment is answered so. */
async function thrown(answer: OddAnswer, token?: string) {
  const { github, standIn } = await open(token === undefined ? {} : { token });
  standIn.odd = () => answer;
  const error: unknown = await github.deployments.create(request).catch((failed: unknown) => failed);
  return error as Error & { code: string; hint: string };
}

const refused = (headers: Readonly<Record<string, string>>): OddAnswer => ({
  status: 403,
  headers,
  body: { message: 'Resource not accessible by personal access token' },
});

test.each([
  [
    'the permissions of a fine-grained token',
    { 'x-accepted-github-permissions': 'deployments=write' },
    '`deployments: write`',
  ],
  [
    'either of two permissions',
    { 'x-accepted-github-permissions': 'issues=write; pull_requests=write' },
    '`issues: write` or `pull-requests: write`',
  ],
  [
    'both of two permissions',
    { 'x-accepted-github-permissions': 'contents=read,deployments=write' },
    '`contents: read` and `deployments: write`',
  ],
  [
    'the scopes of a classic token',
    { 'x-oauth-scopes': 'gist', 'x-accepted-oauth-scopes': 'repo, repo_deployment' },
    'one of the scopes repo, repo_deployment',
  ],
  ['what the call takes when GitHub names nothing', { 'x-accepted-oauth-scopes': '' }, '`deployments: write`'],
  ['the single sign-on of an organisation', { 'x-github-sso': 'required; url=https://x' }, 'single sign-on'],
])('a refusal names %s', async (_what, headers, expected) => {
  const error = await thrown(refused(headers));
  expect(error).toMatchObject({ code: 'github-right-missing', fault: 'world' });
  expect(error.message).toContain(
    `lacks ${expected === 'single sign-on' ? "the organisation's single sign-on" : expected}`,
  );
});

test.each([
  ['an archived repository', 'Repository was archived so is read-only.', 'archived'],
  ['a locked conversation', 'Unable to create comment because issue is locked.', 'locked'],
])('what can only be read says so', async (_what, message, expected) => {
  const error = await thrown({ status: 403, body: { message } });
  expect(error).toMatchObject({ code: 'github-read-only', message: expect.stringContaining(expected) });
});

test('a 404 says that it may be a private repository or a missing right', async () => {
  const error = await thrown({ status: 404, body: { message: 'Not Found' } });
  expect(error.code).toBe('github-not-found');
  expect(error.hint).toMatch(/private repository.*deployments: write/);
});

test('a call without a token is refused with the hint to give one', async () => {
  const error = await thrown({ status: 401, body: { message: 'Requires authentication' } }, '');
  expect(error).toMatchObject({ code: 'github-refused', hint: 'Give a GITHUB_TOKEN.' });
});

test('a limit without GitHub’s words for it is known by its header', async () => {
  const error = await thrown({
    status: 403,
    headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(Math.floor(Date.now() / 1000) + 3000) },
    body: { message: 'Forbidden' },
  });
  expect(error.code).toBe('github-rate-limit');
});

test.each([
  ['an answer that repeats it', 'ghp_secretsecret', { status: 422, body: { message: 'no ghp_secretsecret here' } }],
  ['a header that cannot be sent', 'ghp_secret\nsecond-line', { status: 200 }],
])('%s does not bring the token into the error', async (_what, token, answer) => {
  const error = await thrown(answer, token);
  expect(error).toMatchObject({ fault: 'world' });
  const shown = inspect(error, { depth: 10 });
  for (const part of token.split('\n')) expect(shown).not.toContain(part);
});
