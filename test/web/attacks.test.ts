import { openPage, type Page, type RawAnswer, sendRaw } from './open-page';

let page: Page;
let cookie: string;

beforeAll(async () => {
  page = await openPage();
  cookie = await page.signIn();
});
afterAll(() => page.close());

const act = JSON.stringify({ branch: 'feature/login', command: { verb: 'sleep' } });

interface Sent {
  readonly method?: string;
  readonly path?: string;
  /** Instead of these headers, or besides them; undefined leaves one out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: string;
}

/** A request as the page itself sends it, but for one thing. */
function send({ method = 'GET', path = '/api/state', headers = {}, body }: Sent): Promise<RawAnswer> {
  const own = {
    host: `127.0.0.1:${page.port}`,
    cookie,
    connection: 'close',
    ...(method === 'POST' && {
      ...{ origin: page.origin, 'content-type': 'application/json', 'x-preview-stacks': '1' },
      'content-length': String(Buffer.byteLength(body ?? '')),
    }),
    ...headers,
  };
  const lines = Object.entries(own).flatMap(([name, value]) => (value === undefined ? [] : `${name}: ${value}\r\n`));
  return sendRaw(page.port, `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body ?? ''}`);
}

const post = (more: Sent) => send({ method: 'POST', path: '/api/acts', body: act, ...more });

test('what the page itself sends is answered', async () => {
  expect((await send({})).status).toBe(200);
  expect((await send({ path: '/api/branches' })).body).toContain('"new"');
});

const port = () => String(page.port);

test.each<[string, number, () => Promise<RawAnswer>]>([
  // Another name that leads here: DNS rebinding.
  ['the name of another site', 421, () => send({ headers: { host: `evil.example:${port()}` } })],
  ['a name that only begins like ours', 421, () => send({ headers: { host: `127.0.0.1:${port()}.evil.example` } })],
  ['localhost', 421, () => send({ headers: { host: `localhost:${port()}` } })],
  ['another port', 421, () => send({ headers: { host: '127.0.0.1:1' } })],
  ['no port', 421, () => send({ headers: { host: '127.0.0.1' } })],
  ['an empty name', 421, () => send({ headers: { host: '' } })],
  ['two names', 421, () => send({ headers: { host: `127.0.0.1:${port()}\r\nhost: evil.example` } })],
  ['no name, in HTTP 1.0', 421, () => sendRaw(page.port, `GET /api/state HTTP/1.0\r\ncookie: ${cookie}\r\n\r\n`)],
  ['no name', 400, () => send({ headers: { host: undefined } })],
  ['a page under the name of another site', 421, () => send({ path: '/', headers: { host: 'evil.example' } })],
  // A page of another origin writes.
  ['the origin of another site', 403, () => post({ headers: { origin: 'https://evil.example' } })],
  ['the origin of another port', 403, () => post({ headers: { origin: 'http://127.0.0.1:1' } })],
  ['our origin with https', 403, () => post({ headers: { origin: `https://127.0.0.1:${port()}` } })],
  ['the origin null', 403, () => post({ headers: { origin: 'null' } })],
  ['no origin', 403, () => post({ headers: { origin: undefined } })],
  ['no header of ours', 403, () => post({ headers: { 'x-preview-stacks': undefined } })],
  ['another value of our header', 403, () => post({ headers: { 'x-preview-stacks': '1, 1' } })],
  ...['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain', 'text/ping'].map(
    (type): [string, number, () => Promise<RawAnswer>] => [
      `the type ${type}, which a form can send`,
      415,
      () => post({ headers: { 'content-type': type } }),
    ],
  ),
  ['two types', 415, () => post({ headers: { 'content-type': 'application/json, text/plain' } })],
  ['no type', 415, () => post({ headers: { 'content-type': undefined } })],
  ['a look that a page of another site begins', 403, () => send({ headers: { 'sec-fetch-site': 'cross-site' } })],
  ['a look of another port of this machine', 403, () => send({ headers: { 'sec-fetch-site': 'same-site' } })],
  // No session.
  ['no cookie', 401, () => send({ headers: { cookie: undefined } })],
  ['a wrong cookie', 401, () => send({ headers: { cookie: `preview_${port()}=${'A'.repeat(43)}` } })],
  ['an empty cookie', 401, () => send({ headers: { cookie: `preview_${port()}=` } })],
  ['the cookie under the name of another port', 401, () => send({ headers: { cookie: cookie.replace(port(), '1') } })],
  ['an act without a cookie', 401, () => post({ headers: { cookie: undefined } })],
  [
    'the token as a cookie',
    401,
    () => send({ headers: { cookie: cookie.replace(/=.*/, `=${tokenOf(page.address)}`) } }),
  ],
  // Methods.
  ...['HEAD', 'OPTIONS', 'TRACE', 'PUT', 'DELETE', 'PATCH', 'PROPFIND'].map(
    (method): [string, number, () => Promise<RawAnswer>] => [`the method ${method}`, 405, () => send({ method })],
  ),
  ['a method that is none', 400, () => send({ method: 'LOOK' })],
  ['a look by POST', 404, () => post({ path: '/api/state' })],
  ['an act by GET', 404, () => send({ path: '/api/acts' })],
  // Paths.
  ...[
    '//api/state',
    '/api//state',
    '/api/../api/state',
    '/./api/state',
    '/api/%73tate',
    '/api/state/',
    '/..%2f..%2fetc',
  ].map((path): [string, number, () => Promise<RawAnswer>] => [`the path ${path}`, 404, () => send({ path })]),
  ['the path \\..\\api', 404, () => send({ path: '/\\..\\api' })],
  ['a whole address as the path', 404, () => send({ path: 'http://evil.example/api/state' })],
  ['a path without a slash', 400, () => send({ path: 'api/state' })],
  ['a file that is not of the page', 404, () => send({ path: '/package.json' })],
  ['the name of something every object has', 404, () => send({ path: '/api/previews/__proto__' })],
  ['a preview that is not there', 404, () => send({ path: '/api/previews/none' })],
  // Bodies.
  ['a long body', 413, () => post({ body: ' '.repeat(65_537) })],
  ['a body that says a length of 1 GB', 413, () => post({ headers: { 'content-length': '1000000000' } })],
  [
    'a long body that says no length',
    413,
    () =>
      post({
        headers: { 'content-length': undefined, 'transfer-encoding': 'chunked' },
        body: chunked(' '.repeat(70_000)),
      }),
  ],
  ['a length and chunks', 400, () => post({ headers: { 'transfer-encoding': 'chunked' }, body: chunked(act) })],
  ['no JSON', 400, () => post({ body: '{"branch":' })],
  ['no body', 400, () => post({ body: '' })],
  ['a line feed in a header', 400, () => send({ headers: { 'x-a': 'b\nx-c: d\0' } })],
  ['a very long header', 431, () => send({ headers: { 'x-a': 'b'.repeat(20_000) } })],
])('%s is refused with %i, and nothing is done', async (_, status, attack) => {
  const looks = page.world.looks;
  const answer = await attack();
  expect(answer.status).toBe(status);
  expect(page.world.asked).toEqual([]);
  // A preview that is not there is looked for.
  if (status !== 404) expect(page.world.looks).toBe(looks);
  expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  expect(answer.headers['set-cookie']).toBeUndefined();
  expect(page.defects).toEqual([]);
});

test.each<[string, unknown]>([
  ['no object', [act]],
  ['null', null],
  ['no command', { branch: 'a' }],
  ['a key more', { branch: 'a', command: { verb: 'sleep' }, by: 'octocat' }],
  ['a key more in the command', { branch: 'a', command: { verb: 'sleep', force: 'yes' } }],
  ['the key __proto__', JSON.parse('{"branch":"a","command":{"verb":"sleep","__proto__":{"verb":"destroy"}}}')],
  ['the key __proto__ beside', JSON.parse('{"branch":"a","__proto__":{"command":{"verb":"destroy"}}}')],
  ['the key constructor', { branch: 'a', command: { verb: 'sleep', constructor: 'x' } }],
  ['the key toString', { branch: 'a', command: { verb: 'rollback', to: { toString: 1 } } }],
  ['a verb of every object', { branch: 'a', command: { verb: 'constructor' } }],
  ['a verb that is a list', { branch: 'a', command: { verb: ['destroy'] } }],
  ['a verb with more behind it', { branch: 'a', command: { verb: 'keep forever' } }],
  ['a question', { branch: 'a', command: { verb: 'logs' } }],
  ['help', { branch: 'a', command: { verb: 'help' } }],
  ['two times to keep', { branch: 'a', command: { verb: 'keep', for: '3d', forever: true } }],
  ['a time that is another word', { branch: 'a', command: { verb: 'keep', for: 'forever' } }],
  ['a time that is none', { branch: 'a', command: { verb: 'keep', for: '-3d' } }],
  ['a service with spaces', { branch: 'a', command: { verb: 'hold', service: 'web; rm' } }],
  ['a branch that is no text', { branch: 7, command: { verb: 'sleep' } }],
  ['a branch that git refuses', { branch: '--upload-pack=x', command: { verb: 'sleep' } }],
  ['a branch with a line feed', { branch: 'a\nb', command: { verb: 'sleep' } }],
  ['a second branch', { branch: 'a', command: { verb: 'create', branch: 'main' } }],
])('an act with %s is refused with 400, and nothing is done', async (_, body) => {
  const answer = await post({ body: JSON.stringify(body) });
  expect(answer.status).toBe(400);
  expect(JSON.parse(answer.body)).toMatchObject({ code: expect.stringMatching(/^(act-unreadable|branch-invalid)$/) });
  expect(page.world.asked).toEqual([]);
  expect(page.defects).toEqual([]);
});

test('an act on the branch of staging is refused with 403', async () => {
  const answer = await post({ body: JSON.stringify({ branch: 'main', command: { verb: 'destroy' } }) });
  expect(answer.status).toBe(403);
  expect(JSON.parse(answer.body)).toMatchObject({ code: 'asked-of-stage' });
  expect(page.world.asked).toEqual([]);
});

test('every answer says what a browser may do with it, also a refusal', async () => {
  const answers = await Promise.all([
    send({}),
    send({ path: '/' }),
    send({ path: '/page/style.css' }),
    send({ headers: { host: 'evil.example' } }),
    send({ method: 'OPTIONS' }),
    send({ path: '/none' }),
    send({ headers: { cookie: undefined } }),
    send({ path: '/?token=wrong', headers: { cookie: undefined } }),
    post({ body: '{' }),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 421, 405, 404, 401, 403, 400]);
  for (const { headers } of answers) {
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    );
    expect(headers).toMatchObject({
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
  }
  expect(answers.map(({ headers }) => headers['cache-control'])).toEqual(
    answers.map((_, index) => (index === 1 || index === 2 ? 'no-cache' : 'no-store')),
  );
});

function tokenOf(address: string): string {
  return new URL(address).searchParams.get('token') ?? '';
}

function chunked(body: string): string {
  return `${Buffer.byteLength(body).toString(16)}\r\n${body}\r\n0\r\n\r\n`;
}
