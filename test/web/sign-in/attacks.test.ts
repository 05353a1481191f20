import { type Answer, host, type Sent, TeamPage } from './team-page';

let page: TeamPage;
/** Ann's session, and what she brought back from GitHub when she began it. */
let ann: string;
let used: { readonly path: string; readonly cookie: string };

beforeAll(async () => {
  page = await TeamPage.start();
  const { cookie, address } = await page.begin();
  used = { path: page.agree(address), cookie };
  ann = (await page.send(used.path, { headers: { cookie } })).cookies[0] ?? '';
});
// No attack uses up what a minute allows to all.
beforeEach(() => page.clock.advance(60_000));
afterAll(() => page.close());

/** Mallory has begun, and agreed at GitHub as herself. */
async function mallory(login = 'mallory'): Promise<{ readonly cookie: string; readonly back: URLSearchParams }> {
  page.signIn.visitor = { login, id: 66 };
  const { cookie, address } = await page.begin();
  return { cookie, back: new URL(page.agree(address), 'https://x').searchParams };
}

const back = (query: Readonly<Record<string, string>> | URLSearchParams, headers: Sent['headers'] = {}) =>
  page.send(`/sign-in/back?${new URLSearchParams(query)}`, { headers });
const secretIn = (cookie: string) => cookie.split('=')[1] ?? '';
const guessed = 'A'.repeat(43);

test.each<[string, number, () => Promise<Answer>]>([
  // The state, by which a browser is the one that began.
  ['no state', 400, async () => back({ code: (await mallory()).back.get('code') ?? '' })],
  ['an empty state', 400, () => back({ code: 'x', state: '' })],
  ['a forged state', 400, () => back({ code: 'x', state: guessed }, { cookie: `__Host-preview-sign-in=${guessed}` })],
  ['the state of another browser (a link that Mallory sends)', 400, async () => back((await mallory('ann')).back)],
  [
    "Mallory's state in a browser that began itself",
    400,
    async () => back((await mallory('ann')).back, { cookie: (await page.begin()).cookie }),
  ],
  ['a state without its cookie', 400, async () => back((await mallory('ann')).back, { cookie: ann })],
  [
    'a state as its own cookie',
    400,
    async () => {
      const { back: query } = await mallory('ann');
      return back(query, { cookie: `__Host-preview-sign-in=${query.get('state')}` });
    },
  ],
  [
    'a cookie without the prefix that binds it to the host',
    400,
    async () => {
      const { back: query, cookie } = await mallory('ann');
      return back(query, { cookie: cookie.replace('__Host-', '') });
    },
  ],
  ['a sign-in that has ended', 400, () => page.send(used.path, { headers: { cookie: used.cookie } })],
  [
    'a state of which another browser was shown the address',
    400,
    async () => {
      const { back: query, cookie } = await mallory('ann');
      await back(query);
      return back(query, { cookie });
    },
  ],
  [
    'a state that is 10 minutes old',
    400,
    async () => {
      const { back: query, cookie } = await mallory('ann');
      await page.clock.advance(600_000);
      return back(query, { cookie });
    },
  ],
  [
    'two states',
    400,
    async () => {
      const { back: query, cookie } = await mallory('ann');
      return page.send(`/sign-in/back?state=${guessed}&${query}`, { headers: { cookie } });
    },
  ],
  // The code.
  [
    'a code that was used',
    400,
    async () => {
      const { cookie, address } = await page.begin();
      const state = new URL(address).searchParams.get('state') ?? '';
      const code = new URLSearchParams(used.path.split('?')[1]).get('code') ?? '';
      return back({ state, code }, { cookie });
    },
  ],
  [
    "Mallory's code in Ann's sign-in",
    400,
    async () => {
      const { cookie, address } = await page.begin();
      const code = (await mallory('ann')).back.get('code') ?? '';
      return back({ state: new URL(address).searchParams.get('state') ?? '', code }, { cookie });
    },
  ],
  ...['', 'x', '../../user', 'x\r\nset-cookie: a=b', 'x'.repeat(8000)].map(
    (code): [string, number, () => Promise<Answer>] => [
      `the code ${JSON.stringify(code.slice(0, 30))}`,
      400,
      async () => {
        const { cookie, back: query } = await mallory('ann');
        return back({ state: query.get('state') ?? '', code }, { cookie });
      },
    ],
  ),
  [
    'no code',
    400,
    async () => {
      const { cookie, back: query } = await mallory('ann');
      return back({ state: query.get('state') ?? '' }, { cookie });
    },
  ],
  [
    'an error with markup',
    502,
    async () => {
      const { cookie, back: query } = await mallory('ann');
      return back({ state: query.get('state') ?? '', error: '<script>alert(1)</script>' }, { cookie });
    },
  ],
  [
    'someone without access',
    403,
    async () => {
      const { cookie, back: query } = await mallory();
      return back(query, { cookie });
    },
  ],
  // The session.
  ['no session', 401, () => page.state('')],
  ['a session that the visitor chose', 401, () => page.state(`__Host-preview=${guessed}`)],
  ['a session under a name that other hosts may set', 401, () => page.state(ann.replace('__Host-', ''))],
  ['the value of the attempt as a session', 401, () => page.state(`__Host-preview=${secretIn(used.cookie)}`)],
  ['the state as a session', 401, () => page.state(`__Host-preview=${new URLSearchParams(used.path).get('state')}`)],
  ['a session without its last character', 401, () => page.state(ann.slice(0, -1))],
  ['a session in quotes', 401, () => page.state(`__Host-preview="${secretIn(ann)}"`)],
  ['a session in the address', 401, () => page.send(`/api/state?__Host-preview=${secretIn(ann)}`)],
  [
    'a session as a token',
    401,
    () => page.send('/api/state', { headers: { authorization: `Bearer ${secretIn(ann)}` } }),
  ],
  // Who asks is what the session says, and no header of a proxy.
  ...['x-forwarded-user', 'x-remote-user', 'x-github-login', 'x-amzn-oidc-identity'].map(
    (name): [string, number, () => Promise<Answer>] => [
      `the header ${name}`,
      401,
      () => page.send('/api/state', { headers: { [name]: 'ann' } }),
    ],
  ),
  // The name of the server.
  ['another name', 421, () => page.send('/api/state', { headers: { host: 'evil.example', cookie: ann } })],
  [
    'our name as a proxy gives it',
    421,
    () => page.send('/api/state', { headers: { host: 'x', 'x-forwarded-host': host } }),
  ],
  ['our name with a port', 421, () => page.send('/', { headers: { host: `${host}:8080`, cookie: ann } })],
  ['our name with a dot', 421, () => page.send('/', { headers: { host: `${host}.`, cookie: ann } })],
  ['our name in capitals', 421, () => page.send('/', { headers: { host: host.toUpperCase(), cookie: ann } })],
  ['a sign-in under another name', 421, () => page.send('/sign-in/begin', { headers: { host: 'evil.example' } })],
  // Writes of pages that are not ours.
  ...[`http://${host}`, 'https://evil.example', `https://${host}.evil.example`, 'null', `https://${host}/`].flatMap(
    (origin): [string, number, () => Promise<Answer>][] => [
      [`an act of ${origin}`, 403, () => post('/api/acts', { origin })],
      [`logging out from ${origin}`, 403, () => post('/sign-out', { origin })],
    ],
  ),
  ['an act without an origin', 403, () => post('/api/acts', { origin: undefined })],
  ['an act without our header', 403, () => post('/api/acts', { 'x-preview-stacks': undefined })],
  ['a form', 415, () => post('/api/acts', { 'content-type': 'application/x-www-form-urlencoded' })],
  ['logging out by a form', 403, () => post('/sign-out', { 'x-preview-stacks': undefined })],
  ['logging out by a picture', 404, () => page.send('/sign-out', { headers: { cookie: ann } })],
  ['an act without a session', 401, () => post('/api/acts', { cookie: undefined })],
  [
    'an act with two sessions that are none',
    401,
    () => post('/api/acts', { cookie: `__Host-preview=${guessed}; __Host-preview=` }),
  ],
  ['signing in by POST', 404, () => post('/sign-in/begin', {})],
  ['coming back by POST', 404, () => post('/sign-in/back', {})],
  // Sizes.
  ['a long way to go afterwards', 431, () => page.send(`/sign-in/begin?to=/?${'x'.repeat(20_000)}`)],
  ['a long cookie', 431, () => page.state(`__Host-preview=${'x'.repeat(20_000)}`)],
  ['a long body', 413, () => post('/api/acts', { 'content-length': '70000' })],
])('%s is refused with %i, and no one comes in', async (_, status, attack) => {
  const answer = await attack();
  expect(answer.status).toBe(status);
  expect(answer.cookies.filter((cookie) => cookie.startsWith('__Host-preview=') && cookie.length > 20)).toEqual([]);
  expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  expect(answer.body).not.toContain('<script');
  expect(page.world.asked).toEqual([]);
  expect(page.defects).toEqual([]);
  // And Ann is still there.
  expect((await page.state(ann)).status).toBe(200);
});

function post(path: string, headers: Sent['headers']): Promise<Answer> {
  const body = JSON.stringify({ branch: 'feature/login', command: { verb: 'sleep' } });
  return page.send(path, { method: 'POST', headers: { cookie: ann, ...headers }, body });
}

test.each([
  ...[
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'https:evil.example',
    'https://evil.example',
    'evil.example',
  ],
  ...[
    '/%2f%2fevil.example',
    '/%5cevil.example',
    '/evil.example',
    '/.//evil.example',
    '/?\\evil',
    '/?"><script>',
    '/? x',
  ],
  ...[
    'javascript:alert(1)',
    'data:text/html,x',
    '/?x\r\nlocation: https://evil.example',
    '/\t/evil.example',
    '/#\u2028',
    '',
  ],
  `/?${'x'.repeat(2000)}`,
])('to %j leads no sign-in', async (to) => {
  const { answer } = await page.enter('bob', to);
  expect(answer.status).toBe(200);
  expect(answer.body).toContain('content="0;url=/"');
  expect(answer.headers.location).toBeUndefined();
  expect(answer.body).not.toContain('evil');
});

test('an own way to go, with what a page has in its address, is kept as it is', async () => {
  const to = "/?q=a%20b&sort=idle#/feature-login;x=';--";
  const { answer } = await page.enter('bob', to);
  expect(answer.body).toContain(`content="0;url=${to.replaceAll('&', '&amp;').replaceAll("'", '&#39;')}"`);
});

test('a session that a browser had before is not the one that it has after', async () => {
  page.signIn.visitor = { login: 'ann', id: 1 };
  const { cookie, address } = await page.begin();
  const planted = `__Host-preview=${guessed}`;
  const answer = await page.send(page.agree(address), { headers: { cookie: `${planted}; ${cookie}` } });
  expect(answer.cookies[0]).not.toBe(planted);
  expect((await page.state(planted)).status).toBe(401);
  expect((await page.state(answer.cookies[0] ?? '')).status).toBe(200);
});

test('each has what is theirs, whatever else the browser sends', async () => {
  const bob = (await page.enter('bob')).cookie;
  const viewer = async (cookie: string) => JSON.parse((await page.state(cookie)).body).viewer?.login;
  expect([await viewer(ann), await viewer(bob)]).toEqual(['ann', 'bob']);
  expect(await viewer(`__Host-preview=${guessed}; ${bob}`)).toBe('bob');
  expect(
    (
      await page.send('/api/acts', {
        ...{ method: 'POST', headers: { cookie: bob } },
        body: JSON.stringify({ branch: 'a', command: { verb: 'sleep' }, by: 'ann' }),
      })
    ).status,
  ).toBe(400);
});
