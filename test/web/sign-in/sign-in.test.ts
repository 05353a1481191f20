import { PreviewError } from '../../../lib/errors';
import { settled } from '../manual-clock';
import { TeamPage } from './team-page';

let page: TeamPage;
beforeEach(async () => {
  page = await TeamPage.start();
});
afterEach(async () => {
  expect(page.defects).toEqual([]);
  await page.close();
});

const minute = 60_000;
const hour = 60 * minute;
const away = new PreviewError('github-unavailable', 'GitHub did not answer', { fault: 'world' });

test('who may write signs in, sees the previews and has something done under their own name', async () => {
  const { answer, cookie } = await page.enter('ann', '/?q=login#/feature-login');
  expect(answer.status).toBe(200);
  expect(answer.body).toContain('content="0;url=/?q=login#/feature-login"');
  const state = JSON.parse((await page.state(cookie)).body);
  expect(state).toMatchObject({ viewer: { login: 'ann' }, verbs: expect.arrayContaining(['sleep', 'create']) });
  // Of an act on a page no one is the author: `author` is for admins there.
  expect(state.verbs).not.toContain('destroy');
  expect((await page.act(cookie)).status).toBe(202);
  expect(page.world.asked).toMatchObject([{ branch: 'feature/login', words: 'sleep', by: 'ann' }]);
  expect(page.events).toEqual([{ kind: 'signed-in', login: 'ann', permission: 'write' }]);
});

test('who may read sees the previews, hears why there is nothing to ask for, and has nothing done', async () => {
  const { cookie } = await page.enter('bob');
  expect(JSON.parse((await page.state(cookie)).body)).toMatchObject({
    ...{ viewer: { login: 'bob' }, verbs: [], readOnly: expect.stringContaining('bob may not write') },
  });
  const refused = await page.act(cookie);
  expect([refused.status, JSON.parse(refused.body).code]).toEqual([403, 'asked-without-right']);
  expect(page.world.asked).toEqual([]);
});

test('of a repository that anybody may read, only those come in who may write', async () => {
  page.conversations.readableByAll = true;
  expect((await page.enter('bob')).answer.status).toBe(403);
  expect((await page.enter('ann')).answer.status).toBe(200);
});

test('who has no access reads so, by name, and may take another account', async () => {
  const { answer } = await page.enter('mallory');
  expect(answer.status).toBe(403);
  expect(answer.body).toContain('mallory has no access to acme/shop');
  expect(answer.body).toContain('choose=1');
  expect(answer.cookies).toEqual(['__Host-preview-sign-in=']);
  expect(page.events).toEqual([{ kind: 'no-access', login: 'mallory' }]);
});

test('who is not signed in reads where to', async () => {
  const answer = await page.send('/api/state');
  expect([answer.status, JSON.parse(answer.body)]).toEqual([401, expect.objectContaining({ signIn: '/sign-in?to=' })]);
  const welcome = await page.send('/sign-in?to=/%23/feature-login');
  expect(welcome.body).toContain('href="/sign-in/begin?to=%2F%23%2Ffeature-login"');
});

test('the cookies are for this host and for TLS, and no script reads them', async () => {
  const begun = await page.send('/sign-in/begin');
  expect(begun.headers['set-cookie']).toEqual([
    expect.stringMatching(/^__Host-preview-sign-in=[\w-]{43}; HttpOnly; Secure; SameSite=Lax; Path=\/; Max-Age=600$/),
  ]);
  const { answer } = await page.enter();
  expect(answer.headers['set-cookie']).toEqual([
    expect.stringMatching(/^__Host-preview=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/; Secure$/),
    '__Host-preview-sign-in=; HttpOnly; Secure; SameSite=Lax; Path=/; Max-Age=0',
  ]);
});

test('after logging out the cookie is worth nothing, and what was open ends', async () => {
  const { cookie } = await page.enter();
  const tab = await page.look(cookie);
  const out = await page.send('/sign-out', { method: 'POST', headers: { cookie } });
  expect([out.status, out.cookies]).toEqual([204, ['__Host-preview=']]);
  expect((await page.state(cookie)).status).toBe(401);
  expect((await page.act(cookie)).status).toBe(401);
  await until(tab.ended);
  expect(page.events.at(-1)).toEqual({ kind: 'signed-out', login: 'ann' });
});

test('logging out ends this session alone, and is done twice without harm', async () => {
  const [one, other] = [await page.enter(), await page.enter()];
  for (let times = 0; times < 2; times += 1) {
    expect((await page.send('/sign-out', { method: 'POST', headers: { cookie: one.cookie } })).status).toBe(204);
  }
  expect((await page.state(one.cookie)).status).toBe(401);
  expect((await page.state(other.cookie)).status).toBe(200);
});

test('a session ends after an hour in which nothing was asked, also when a stream is open', async () => {
  const { cookie } = await page.enter();
  await page.clock.advance(hour - minute);
  const tab = await page.look(cookie, '/api/previews/feature-login/log?service=web');
  await page.clock.advance(hour - minute);
  expect(tab.ended()).toBe(false);
  await page.clock.advance(2 * minute);
  await until(tab.ended);
  expect((await page.state(cookie)).status).toBe(401);
});

test('a browser that takes up a stream by itself does not keep a session', async () => {
  const { cookie } = await page.enter();
  await page.clock.advance(hour - minute);
  const again = await page.open('/api/events', { headers: { cookie, 'last-event-id': '1' } });
  expect(again.statusCode).toBe(200);
  again.destroy();
  await page.clock.advance(2 * minute);
  expect((await page.state(cookie)).status).toBe(401);
});

test('a session ends after eight hours, however much was asked', async () => {
  const { cookie } = await page.enter();
  for (let half = 0; half < 15; half += 1) {
    await page.clock.advance(hour / 2);
    expect((await page.state(cookie)).status).toBe(200);
  }
  await page.clock.advance(hour / 2);
  expect((await page.state(cookie)).status).toBe(401);
});

test('a clock that was set back by a day ends every session, and by a second none', async () => {
  const { cookie } = await page.enter();
  await page.clock.advance(-1000);
  expect((await page.state(cookie)).status).toBe(200);
  await page.clock.advance(-24 * hour);
  expect((await page.state(cookie)).status).toBe(401);
});

test('a sixth session of a person ends the first', async () => {
  const cookies: string[] = [];
  for (let one = 0; one < 6; one += 1) cookies.push((await page.enter()).cookie);
  const answers = await Promise.all(cookies.map((cookie) => page.state(cookie)));
  expect(answers.map(({ status }) => status)).toEqual([401, 200, 200, 200, 200, 200]);
});

test('a right that is taken away counts at the next act', async () => {
  const { cookie } = await page.enter();
  page.allow('ann', 'read', 1);
  expect((await page.act(cookie)).status).toBe(403);
  page.allow('ann', 'none', 1);
  expect((await page.act(cookie)).status).toBe(401);
  // The session is gone, and does not come back with the right.
  page.allow('ann', 'admin', 1);
  expect((await page.state(cookie)).status).toBe(401);
  expect(page.world.asked).toEqual([]);
});

test.each(['none', 'read'] as const)(
  'what is open ends within five minutes when the right becomes %s',
  async (right) => {
    const { cookie } = await page.enter();
    const tabs = [await page.look(cookie), await page.look(cookie, '/api/previews/feature-login/log?service=web')];
    await page.clock.advance(10 * minute);
    expect(tabs.map(({ ended }) => ended())).toEqual([false, false]);
    page.allow('ann', right, 1);
    await page.clock.advance(5 * minute);
    await until(() => tabs.every(({ ended }) => ended()));
    expect((await page.look(cookie)).status).toBe(right === 'none' ? 401 : 200);
    expect(page.events.at(-1)).toEqual({ kind: 'permission-changed', login: 'ann', from: 'write', to: right });
  },
);

test('a login that another account has by now is no one', async () => {
  const { cookie } = await page.enter();
  page.allow('ann', 'admin', 4711);
  expect((await page.act(cookie)).status).toBe(401);
  expect(page.world.asked).toEqual([]);
});

test('while GitHub cannot be asked nothing is done, and nothing is shown for longer than five minutes', async () => {
  const { cookie } = await page.enter();
  const tab = await page.look(cookie);
  page.conversations.faults.fail('permission', away);
  expect((await page.act(cookie)).status).toBe(502);
  page.conversations.faults.fail('permission', away);
  await page.clock.advance(5 * minute);
  await until(tab.ended);
  page.conversations.faults.fail('permission', away);
  expect((await page.state(cookie)).status).toBe(502);
  expect(page.world.asked).toEqual([]);
  // It is back, and so is the session.
  expect((await page.state(cookie)).status).toBe(200);
  expect(page.events.at(-1)).toEqual({ kind: 'permission-unknown', login: 'ann', code: 'github-unavailable' });
});

test.each(['who', 'permission'] as const)('no one comes in while GitHub does not answer (%s)', async (question) => {
  const faults = question === 'who' ? page.signIn.faults : page.conversations.faults;
  (faults as { fail(method: string, error: unknown): void }).fail(question, away);
  const { answer } = await page.enter();
  expect([answer.status, answer.cookies]).toEqual([502, ['__Host-preview-sign-in=']]);
  expect(page.events).toEqual([{ kind: 'sign-in-failed', code: 'github-unavailable' }]);
});

test('a person asks for 20 acts a minute, and those of another do not count', async () => {
  const [{ cookie }, other] = [await page.enter('ann'), await page.enter('bob')];
  for (let times = 0; times < 20; times += 1) await page.act(cookie, `b-${times}`);
  const refused = await page.act(cookie, 'b-20');
  expect([refused.status, refused.headers['retry-after']]).toEqual([429, '60']);
  expect((await page.act(other.cookie)).status).toBe(403);
  await page.clock.advance(minute);
  expect((await page.act(cookie, 'b-21')).status).toBe(202);
  expect(page.world.asked).toHaveLength(21);
});

test('a person signs in 10 times a minute', async () => {
  for (let times = 0; times < 10; times += 1) expect((await page.enter()).answer.status).toBe(200);
  expect((await page.enter()).answer.status).toBe(429);
  expect((await page.enter('bob')).answer.status).toBe(200);
});

test('codes that anyone sends ask GitHub 60 times a minute at most', async () => {
  const guess = async () => {
    const { cookie, address } = await page.begin();
    const state = new URL(address).searchParams.get('state');
    return (await page.send(`/sign-in/back?code=x&state=${state}`, { headers: { cookie } })).status;
  };
  const answers = await Promise.all(Array.from({ length: 61 }, guess));
  expect(answers.sort()).toEqual([...Array<number>(60).fill(400), 429]);
});

test('whether it runs is answered under any name, and nothing else is', async () => {
  const health = await page.send('/health', { headers: { host: '10.0.0.7:8080' } });
  expect([health.status, health.body]).toEqual([200, 'ok\n']);
  expect((await page.send('/health?x', { headers: { host: '10.0.0.7:8080' } })).status).toBe(421);
  expect((await page.send('/', { headers: { host: '10.0.0.7:8080' } })).status).toBe(421);
});

test('when the server ends, so do all sessions', async () => {
  const { cookie } = await page.enter();
  page.guard.close();
  expect((await page.state(cookie)).status).toBe(401);
  await settled();
  expect(page.clock.waiting).toBe(0);
});

async function until(isSo: () => boolean): Promise<void> {
  for (let turn = 0; turn < 200 && !isSo(); turn += 1) await settled();
  expect(isSo()).toBe(true);
}
