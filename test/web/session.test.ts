import { connect } from 'node:net';
import { openPage, type Page, sendRaw } from './open-page';

let page: Page;

beforeEach(async () => {
  page = await openPage();
});
afterEach(() => page.close());

const get = (path: string, headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${page.origin}${path}`, { headers, redirect: 'manual' });

test('the address becomes a cookie that no script reads, and leads to an address without the token', async () => {
  const answer = await fetch(page.address, { redirect: 'manual' });
  expect(answer.status).toBe(303);
  expect(answer.headers.get('location')).toBe('/');
  expect(answer.headers.get('set-cookie')).toMatch(
    new RegExp(`^preview_${page.port}=[\\w-]{43}; HttpOnly; SameSite=Strict; Path=/$`),
  );
  expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
});

test('the token has 256 bits, is none of the session, and another process has another', async () => {
  const other = await openPage();
  const tokenOf = ({ address }: Page) => new URL(address).searchParams.get('token') ?? '';
  const cookie = await other.signIn();
  expect(Buffer.from(tokenOf(page), 'base64url')).toHaveLength(32);
  expect(tokenOf(other)).not.toBe(tokenOf(page));
  expect(cookie).not.toContain(tokenOf(other));
  await other.close();
});

test('an address that was used lets no one else in', async () => {
  const { address } = page;
  await page.signIn();
  const answer = await fetch(address, { redirect: 'manual' });
  expect([answer.status, answer.headers.get('set-cookie')]).toEqual([403, null]);
  expect(await answer.text()).toContain('Run `preview-stacks ui` again');
});

test('two browsers at once: one is let in', async () => {
  const answers = await Promise.all([1, 2, 3].map(() => fetch(page.address, { redirect: 'manual' })));
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 403, 403]);
});

test('who is in already may open the address again', async () => {
  const { address } = page;
  const cookie = await page.signIn();
  const answer = await fetch(address, { headers: { cookie }, redirect: 'manual' });
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/']);
});

test.each([
  ['empty', ''],
  ['of a used address', 'used'],
  ['of the right length', 'A'.repeat(43)],
  ['very long', 'A'.repeat(10_000)],
  ['with the character 0', '%00'],
])('a wrong token, %s, is refused, and the right one still works', async (_, token) => {
  expect((await get(`/?token=${token}`)).status).toBe(403);
  expect(await page.signIn()).toMatch(/^preview_/);
});

test('a token elsewhere than in the first address is not looked at', async () => {
  const query = new URL(page.address).search;
  expect((await get(`/api/state${query}`)).status).toBe(401);
  expect(await page.signIn()).toMatch(/^preview_/);
});

test('without a session the page is there, and nothing of the previews', async () => {
  expect((await get('/')).status).toBe(200);
  const answer = await get('/api/state');
  expect([answer.status, await answer.json()]).toEqual([401, expect.objectContaining({ code: 'no-session' })]);
  expect(page.world.looks).toBe(0);
});

test('a cookie of the same name that another server of this machine set takes no one out', async () => {
  const cookie = await page.signIn();
  const wrong = `preview_${page.port}=x`;
  for (const both of [`${wrong}; ${cookie}`, `${cookie}; ${wrong}`, `a=b;${cookie}`]) {
    expect((await get('/api/state', { cookie: both })).status).toBe(200);
  }
});

test('a cookie of a process that ended is worth nothing to the next one on the same port', async () => {
  const cookie = await page.signIn();
  const { port } = page;
  await page.close();
  page = await openPage({ port });
  expect((await get('/api/state', { cookie })).status).toBe(401);
  await page.signIn();
  expect((await get('/api/state', { cookie })).status).toBe(401);
});

test('a browser that has the page is not sent it again, and gets the new one after an update', async () => {
  const first = await get('/page/style.css');
  const etag = first.headers.get('etag') ?? '';
  expect([await first.text(), first.headers.get('content-type')]).toEqual(['body{}', 'text/css; charset=utf-8']);
  expect((await get('/page/style.css', { 'if-none-match': `W/${etag}, "x"` })).status).toBe(304);
  expect((await get('/page/style.css', { 'if-none-match': '"x"' })).status).toBe(200);
});

test('a body that does not come in time ends the connection', async () => {
  await page.close();
  page = await openPage({ patienceMs: 100 });
  const cookie = await page.signIn();
  const headers = `host: 127.0.0.1:${page.port}\r\ncookie: ${cookie}\r\norigin: ${page.origin}\r\nx-preview-stacks: 1\r\n`;
  const answer = await sendRaw(
    page.port,
    `POST /api/acts HTTP/1.1\r\n${headers}content-type: application/json\r\ncontent-length: 100\r\n\r\n{"branch"`,
  );
  expect(answer.status).toBe(408);
  expect(page.world.asked).toEqual([]);
});

test('the server ends while someone sends and reads nothing', async () => {
  const socket = connect(page.port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\n'));
  const ended = new Promise((resolve) => socket.on('close', resolve));
  socket.on('error', () => undefined);
  await new Promise((resolve) => socket.on('connect', resolve));
  await page.close();
  await ended;
});
