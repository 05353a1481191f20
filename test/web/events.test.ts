import { PreviewError } from '../../lib/errors';
import { EventReader } from './event-reader';
import { settled } from './manual-clock';
import { openPage, type Page } from './open-page';
import { PageWorldStandIn, rowOf } from './page-world-stand-in';

let page: Page;
let cookie: string;
const tabs: EventReader[] = [];

async function begin(world = new PageWorldStandIn()): Promise<void> {
  page = await openPage({ world });
  cookie = await page.signIn();
}

async function tab(path = '/api/events', headers: Readonly<Record<string, string>> = {}): Promise<EventReader> {
  const reader = await EventReader.open(`${page.origin}${path}`, cookie, headers);
  tabs.push(reader);
  return reader;
}

/** Until it is so: what is waited for crosses a socket. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await settled();
}

beforeEach(() => begin());
afterEach(async () => {
  for (const one of tabs.splice(0)) one.close();
  await page.close();
});

test('a tab gets the state at once, and again after five seconds', async () => {
  const one = await tab();
  expect(await one.next()).toMatchObject({ name: 'state', id: '1', data: { project: 'shop' } });
  await page.clock.advance(4999);
  expect(page.world.looks).toBe(1);
  page.world.rows = [rowOf('third')];
  await page.clock.advance(1);
  expect(await one.next()).toMatchObject({ name: 'state', id: '2', data: { previews: [{ branch: 'third' }] } });
});

test('all tabs share one look, and no one looks when no tab is open', async () => {
  const [one, two] = [await tab(), await tab()];
  await Promise.all([one.next(), two.next()]);
  expect(page.world.looks).toBe(1);
  await page.clock.advance(5000);
  expect((await Promise.all([one.next(), two.next()])).map((event) => event?.id)).toEqual(['2', '2']);
  expect(page.world.looks).toBe(2);
  one.close();
  two.close();
  // The sleep of the watch and two heartbeats are over.
  await until(() => page.clock.waiting === 0);
  await page.clock.advance(3_600_000);
  expect(page.world.looks).toBe(2);
});

test('a tab that comes back gets the whole state of now, whatever id it saw last', async () => {
  const one = await tab();
  await one.next();
  one.close();
  await until(() => page.clock.waiting === 0);
  page.world.rows = [rowOf('third')];
  await page.clock.advance(10_000);
  const back = await tab('/api/events', { 'last-event-id': '1' });
  // What was seen ten seconds ago comes before it, unless the new one was there first.
  const first = await back.next();
  const state = first?.id === '1' ? await back.next() : first;
  expect(state).toMatchObject({ id: '2', data: { previews: [{ branch: 'third' }] } });
});

test('what is older than a minute is not shown to a tab that comes back', async () => {
  const one = await tab();
  await one.next();
  one.close();
  await until(() => page.clock.waiting === 0);
  await page.clock.advance(60_000);
  expect(await (await tab()).next()).toMatchObject({ id: '2' });
});

test('a comment comes every 20 seconds, so that no one between takes the connection for dead', async () => {
  page.world.failure = new PreviewError('throttled', 'Slow down', { fault: 'world' });
  const one = await tab();
  await one.next();
  const seen: (string | undefined)[] = [];
  for (let beat = 0; beat < 2; beat += 1) {
    await page.clock.advance(20_000);
    seen.push((await one.nextOf('heartbeat'))?.name);
  }
  expect(seen).toEqual(['heartbeat', 'heartbeat']);
});

test('a look that fails says so in its words, and the next ones come ever later, until one succeeds', async () => {
  page.world.failure = new PreviewError('throttled', 'AWS asks for patience', { fault: 'world', hint: 'Wait.' });
  const one = await tab();
  const trouble = { code: 'throttled', because: 'AWS asks for patience.', hint: 'Wait.' };
  expect(await one.next()).toMatchObject({ name: 'trouble', data: trouble });
  await page.clock.advance(10_000);
  await page.clock.advance(20_000);
  await page.clock.advance(40_000);
  expect(page.world.looks).toBe(4);
  page.world.failure = undefined;
  await page.clock.advance(59_000);
  expect(page.world.looks).toBe(4);
  await page.clock.advance(1000);
  expect(await one.nextOf('state')).toMatchObject({ id: '5' });
  await page.clock.advance(5000);
  expect(page.world.looks).toBe(6);
});

test('of a defect the page says only that there is one', async () => {
  page.world.failure = new TypeError('secret of a file');
  expect(await (await tab()).next()).toMatchObject({ name: 'trouble', data: { code: 'defect' } });
  const answer = await fetch(`${page.origin}/api/state`, { headers: { cookie } });
  expect([answer.status, await answer.text()]).toEqual([502, expect.not.stringContaining('secret')]);
  expect(page.defects).toEqual([page.world.failure]);
});

test('a fifth stream of a session is refused, and one that closes makes room', async () => {
  const four = [await tab(), await tab(), await tab(), await tab('/api/previews/other/log')];
  expect(four.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  const fifth = await fetch(`${page.origin}/api/events`, { headers: { cookie } });
  expect([fifth.status, await fifth.json()]).toEqual([429, expect.objectContaining({ code: 'streams-taken' })]);
  four[0]?.close();
  let again = await tab();
  while (again.status === 429) again = await tab();
  expect(again.status).toBe(200);
});

test('streams end with their session', async () => {
  const one = await tab();
  await one.next();
  page.guard.close();
  expect(await one.next()).toBeUndefined();
  const answer = await fetch(`${page.origin}/api/state`, { headers: { cookie } });
  expect(answer.status).toBe(401);
});

test('a log gives its lines and goes on until the tab closes', async () => {
  await page.close();
  const at = '2026-11-20T11:59:00.000Z';
  await begin(new PageWorldStandIn([{ at, service: 'web', text: '<script>\u001b[31m\n\nevent: state' }]));
  const log = await tab('/api/previews/feature-login/log?service=web');
  // A line feed in a line is no end of an event.
  expect(await log.next()).toEqual({
    name: 'line',
    data: { at, service: 'web', text: '<script>\u001b[31m\n\nevent: state' },
  });
  expect(page.world.logsOpen).toBe(1);
  log.close();
  await until(() => page.world.logsOpen === 0);
});

test('a log that cannot be read says why, and then that it has ended', async () => {
  page.world.log = () => {
    throw new PreviewError('not-deployed', 'Nothing is deployed of other', { fault: 'user' });
  };
  const log = await tab('/api/previews/other/log');
  expect(await log.next()).toMatchObject({ name: 'end', data: { code: 'not-deployed' } });
  expect(await log.next()).toBeUndefined();
});
