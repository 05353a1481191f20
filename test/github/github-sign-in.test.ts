import { inspect } from 'node:util';
import { GitHubSignIn } from '../../lib/github/github-sign-in';
import { gitHubWorlds } from '../contracts/forge/github-world';
import type { OddAnswer, StandInGitHub } from '../fakes/stand-in-github';

const open = gitHubWorlds();
const attempt = { state: 'state', verifier: 'v'.repeat(43), back: 'https://previews.acme.dev/sign-in/back' };
const secret = 'app-secret-of-the-test';

async function world(odd: (standIn: StandInGitHub, path: string) => OddAnswer | undefined = () => undefined) {
  const { standIn } = await open();
  const { app } = standIn.signIns;
  Object.assign(standIn.signIns, { visitor: 'ann' });
  app.back = attempt.back;
  const signIn = new GitHubSignIn({
    ...{ clientId: app.id, clientSecret: app.secret, web: standIn.url, baseUrl: standIn.url, timeoutMs: 500 },
  });
  const came = await fetch(signIn.address(attempt), { redirect: 'manual' });
  const code = new URL(came.headers.get('location') ?? '').searchParams.get('code') ?? '';
  standIn.odd = ({ path }) => odd(standIn, path);
  return { standIn, app, signIn, code };
}

test('GitHub is asked for no scope, with the state and the proof of who begins', () => {
  const signIn = new GitHubSignIn({ clientId: 'Iv1.a&b', clientSecret: secret });
  const address = new URL(signIn.address(attempt));
  expect(`${address.origin}${address.pathname}`).toBe('https://github.com/login/oauth/authorize');
  expect(Object.fromEntries(address.searchParams)).toEqual({
    client_id: 'Iv1.a&b',
    redirect_uri: attempt.back,
    state: 'state',
    code_challenge: '7w_YNF9DSfIdPf_pRjSq646_kPr-2-o9NAl16JGghdM',
    code_challenge_method: 'S256',
    allow_signup: 'false',
  });
  expect(new URL(signIn.address(attempt, true)).searchParams.get('prompt')).toBe('select_account');
  expect(address.href).not.toContain(attempt.verifier);
});

// The answers that GitHub's pages show; the proof that does not fit is answered like a wrong code.
test.each([
  ['bad_verification_code', undefined],
  ['unverified_user_email', undefined],
  ['incorrect_client_credentials', 'sign-in-refused'],
  ['redirect_uri_mismatch', 'sign-in-refused'],
  ['application_suspended', 'sign-in-refused'],
  ['something_new\u001b[31m', 'sign-in-refused'],
])('of the refusal %j comes %s', async (error, expected) => {
  const { signIn, code } = await world(() => ({ status: 200, body: { error } }));
  const who = signIn.who(code, attempt);
  if (expected === undefined) expect(await who).toBeUndefined();
  else
    await expect(who).rejects.toMatchObject({
      code: expected,
      fault: 'world',
      message: expect.not.stringContaining('\u001b'),
    });
});

test.each<[string, OddAnswer, string]>([
  ['HTTP 500', { status: 500, body: {} }, 'github-unavailable'],
  ['HTTP 429', { status: 429, body: {} }, 'github-unavailable'],
  ['an app that is not there', { status: 404, body: {} }, 'sign-in-refused'],
  ['a page', { status: 200, body: '<html>' }, 'github-not-credible'],
  ['no token', { status: 200, body: {} }, 'github-not-credible'],
  ['null', { status: 200, body: 'null' }, 'github-not-credible'],
  ['a redirect to another site', { status: 302, headers: { location: 'http://evil.example/' } }, 'github-unavailable'],
  ['a cut connection', { status: 200, cut: 'before' }, 'github-unavailable'],
  ['silence', { status: 200, silent: true }, 'github-unavailable'],
])('%s in place of the token is an error without the secret', async (_, answer, code) => {
  const given = await world((_standIn, path) => (path === '/login/oauth/access_token' ? answer : undefined));
  const error = await given.signIn.who(given.code, attempt).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code, fault: 'world' });
  expect(inspect(error, { depth: 9 })).not.toMatch(new RegExp([secret, given.code, attempt.verifier].join('|')));
});

test.each<[string, unknown]>([
  ['an app', { login: 'ann', id: 7, type: 'Bot' }],
  ['an organization', { login: 'acme', id: 7, type: 'Organization' }],
  ['a name that is a path', { login: '../acme', id: 7, type: 'User' }],
  ['a name with a line feed', { login: 'ann\n', id: 7, type: 'User' }],
  ['no number', { login: 'ann', type: 'User' }],
  ['half a number', { login: 'ann', id: 1.5, type: 'User' }],
  ['nothing', null],
])('%s is no one who signs in', async (_, person) => {
  const { signIn, code } = await world((_standIn, path) =>
    path === '/user'
      ? { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(person) }
      : undefined,
  );
  await expect(signIn.who(code, attempt)).rejects.toMatchObject({ code: 'github-not-credible' });
});

test('the token goes to the API alone', async () => {
  const { signIn, code, standIn } = await world();
  await signIn.who(code, attempt);
  expect(standIn.requests.slice(-2)).toEqual(['POST /login/oauth/access_token', 'GET /user']);
  expect(standIn.authorizations.at(-1)).toMatch(/^Bearer gho_/);
  expect(standIn.authorizations.at(-2)).toBeUndefined();
});
