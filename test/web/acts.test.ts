import type { ActState } from '../../lib/web/api';
import { EventReader } from './event-reader';
import { settled } from './manual-clock';
import { openPage, type Page } from './open-page';

let page: Page;
let cookie: string;

beforeEach(async () => {
  page = await openPage();
  cookie = await page.signIn();
});
afterEach(() => page.close());

async function ask(branch: string, command: object): Promise<{ status: number; said: ActState & { code?: string } }> {
  const answer = await fetch(`${page.origin}/api/acts`, {
    method: 'POST',
    headers: { cookie, origin: page.origin, 'content-type': 'application/json', 'x-preview-stacks': '1' },
    body: JSON.stringify({ branch, command }),
  });
  return { status: answer.status, said: (await answer.json()) as ActState };
}

async function actsShown(): Promise<(ActState | undefined)[]> {
  const answer = await fetch(`${page.origin}/api/state`, { headers: { cookie } });
  return ((await answer.json()) as { previews: { act?: ActState }[] }).previews.map(({ act }) => act);
}

test.each([
  [{ verb: 'create' }, 'create'],
  [{ verb: 'wake' }, 'wake'],
  [{ verb: 'sleep' }, 'sleep'],
  [{ verb: 'keep', for: '3d' }, 'keep 3d'],
  [{ verb: 'keep', for: '90d' }, 'keep 90d'],
  [{ verb: 'keep', until: '2026-12-24' }, 'keep until 2026-12-24'],
  [{ verb: 'keep', forever: true }, 'keep forever'],
  [{ verb: 'keep', longer: false }, 'keep no-longer'],
  [{ verb: 'rebuild' }, 'rebuild'],
  [{ verb: 'rollback', to: '2' }, 'rollback 2'],
  [{ verb: 'hold', service: 'web' }, 'hold web'],
  [{ verb: 'release' }, 'release'],
  [{ verb: 'destroy' }, 'destroy'],
])('%j is asked for in the words of a comment, by who runs the page', async (command, words) => {
  const { status, said } = await ask('feature/login', command);
  expect([status, said]).toEqual([202, expect.objectContaining({ words, by: 'ada', state: 'running' })]);
  expect(page.world.asked).toEqual([{ branch: 'feature/login', command, words, by: 'ada' }]);
});

test('one act goes on at a branch, and others at other branches', async () => {
  expect((await ask('feature/login', { verb: 'wake' })).status).toBe(202);
  const second = await ask('feature/login', { verb: 'destroy' });
  expect(second).toMatchObject({
    status: 409,
    said: { code: 'act-running', because: expect.stringContaining('wake') },
  });
  expect((await ask('other', { verb: 'wake' })).status).toBe(202);
  expect(page.world.asked.map(({ words }) => words)).toEqual(['wake', 'wake']);
  page.world.works[0]?.end({ ended: 'done', text: 'It is awake.' });
  await settled();
  expect((await ask('feature/login', { verb: 'destroy' })).status).toBe(202);
});

test('a tab sees the lines of an act as they come, and its end at once with a new state', async () => {
  const tab = await EventReader.open(`${page.origin}/api/events`, cookie);
  await tab.next();
  await ask('feature/login', { verb: 'wake' });
  expect(await tab.next()).toMatchObject({ name: 'act', data: { state: 'running', progress: [] } });
  page.world.works[0]?.line('starting\u001b[31m the database\n');
  expect(await tab.next()).toMatchObject({ name: 'act', data: { progress: ['starting\\u001b[31m the database'] } });
  page.world.works[0]?.end({ ended: 'done', text: 'It is awake.', lines: ['web'], url: 'https://a.example' });
  const end = { state: 'done', text: 'It is awake.', lines: ['web'], url: 'https://a.example' };
  expect(await tab.next()).toMatchObject({ name: 'act', data: end });
  expect(await tab.next()).toMatchObject({ name: 'state', id: '2', data: { previews: [{ act: end }, {}] } });
  tab.close();
});

test('of its lines the last 50 are kept, each cut to what a page can show', async () => {
  await ask('other', { verb: 'wake' });
  for (let line = 1; line <= 60; line += 1) page.world.works[0]?.line(`${line} ${'x'.repeat(1000)}`);
  const [, act] = await actsShown();
  expect(act?.progress).toHaveLength(50);
  expect([act?.progress[0]?.slice(0, 3), act?.progress[0]?.length]).toEqual(['11 ', 500]);
});

test('a tab that is opened later sees what goes on, and for a minute how it ended', async () => {
  await ask('other', { verb: 'wake' });
  page.world.works[0]?.end({ ended: 'refused', text: 'It is awake.' });
  await settled();
  const tab = await EventReader.open(`${page.origin}/api/events`, cookie);
  expect(await tab.nextOf('act')).toMatchObject({ data: { branch: 'other', state: 'refused' } });
  tab.close();
  expect(await actsShown()).toEqual([undefined, expect.objectContaining({ state: 'refused' })]);
  await page.clock.advance(60_000);
  expect(await actsShown()).toEqual([undefined, undefined]);
});

test('an act that ended a minute ago does not take a newer one with it', async () => {
  await ask('other', { verb: 'wake' });
  page.world.works[0]?.end({ ended: 'done', text: 'It is awake.' });
  await settled();
  await page.clock.advance(30_000);
  await ask('other', { verb: 'sleep' });
  await page.clock.advance(30_000);
  expect(await actsShown()).toEqual([undefined, expect.objectContaining({ words: 'sleep', state: 'running' })]);
});

test('an act that falls over is a failure, whose words stay in the terminal', async () => {
  await ask('other', { verb: 'wake' });
  const defect = new TypeError('secret of a file');
  page.world.works[0]?.fail(defect);
  await settled();
  const [, act] = await actsShown();
  expect(act).toMatchObject({ state: 'failed', text: expect.not.stringContaining('secret') });
  expect(page.defects).toEqual([defect]);
});

test('the end of the page interrupts what goes on, and waits for its end', async () => {
  await ask('other', { verb: 'wake' });
  await page.close();
  await expect(fetch(`${page.origin}/api/state`)).rejects.toThrow();
  expect(page.defects).toEqual([]);
});

test('a page that is to be looked at only has no route for acts, and says why', async () => {
  await page.close();
  page = await openPage({ readOnly: 'It was started with --read-only.' });
  cookie = await page.signIn();
  expect(await ask('other', { verb: 'wake' })).toMatchObject({ status: 404 });
  const answer = await fetch(`${page.origin}/api/state`, { headers: { cookie } });
  expect(await answer.json()).toMatchObject({ verbs: [], readOnly: 'It was started with --read-only.' });
  expect(page.world.asked).toEqual([]);
});
