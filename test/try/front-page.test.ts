import { triedLines } from '../../lib/cli/render/trial-lines';
import type { LogLine } from '../../lib/ports/environments';
import { frontPage, isFault } from '../../lib/try/front-page';
import { FakeClock } from '../fakes/fake-clock';
import { FakeProbe } from '../fakes/fake-probe';

const url = 'http://try.preview.localhost:4000';

/** An app that answers so, and writes each line so many milliseconds later. */
async function asked(status: number, written: readonly (readonly [number, string])[]) {
  const clock = new FakeClock();
  const probe = new FakeProbe();
  probe.script(`${url}/`, status);
  const line = (text: string): LogLine => ({
    id: text,
    at: clock.now(),
    source: 'web.stdout.log',
    instance: 'i-1',
    text,
  });
  const lines = [line('the app listens')];
  clock.advance(1000);
  for (const [after, text] of written) clock.after(after, () => lines.push(line(text)));
  const logs = async (limit: number) => lines.slice(-limit);
  const page = await frontPage({ url, probe, logs, clock, signal: new AbortController().signal });
  return { ...page, texts: page.logs.map(({ text }) => text), waited: clock.sleeps.reduce((sum, ms) => sum + ms, 0) };
}

test('a front page that answers 5xx: what the app writes then is shown, and all of it', async () => {
  const { texts, probed } = await asked(500, [
    [200, 'Traceback:'],
    [500, 'no such table'],
  ]);
  expect(texts).toEqual(['Traceback:', 'no such table']);
  expect(isFault(probed)).toBe(true);
});

test('an app that writes nothing about a 5xx is waited for no longer than three seconds', async () => {
  expect(await asked(503, [])).toMatchObject({ texts: ['the app listens'], waited: 3000 });
});

test('an app that never stops writing is waited for no longer', async () => {
  const chatter = Array.from({ length: 90 }, (_, at) => [at * 50, `line ${at}`] as const);
  const { texts, waited } = await asked(500, chatter);
  expect(waited).toBeLessThanOrEqual(3000);
  expect(texts).toHaveLength(40);
});

test.each([200, 302, 401, 404])('for an answer of %d nothing is waited', async (status) => {
  const { texts, probed, waited } = await asked(status, [[100, 'later']]);
  expect({ texts, waited }).toEqual({ texts: ['the app listens'], waited: 0 });
  expect(isFault(probed)).toBe(false);
});

test.each([
  [200, false, [`${url}/ answered 200`]],
  [404, false, [`${url}/ answered 404. The app is well: /up answered 200, and / has no page.`]],
  [401, false, [`${url}/ answered 401. The app is well: /up answered 200.`]],
  [500, false, [/answered 500: a fault of the app, though \/up answered 200\..*`try --stay` keeps the app up/]],
  [200, true, ['Ctrl-C takes everything down.', url]],
  [500, true, [/^\/ answered 500: a fault of the app/, url]],
])('a front page that answers %d, with --stay %s, ends with %j', (status, stay, last) => {
  const probed = { kind: 'answered', status } as const;
  const tried = { url, probed, healthPath: '/up', branch: 'try', uncommitted: 0, assumed: [], replaced: [] };
  const lines = triedLines({ ...tried, logs: [], onAws: [] }, stay);
  expect(lines.slice(-last.length)).toEqual(
    last.map((line) => (typeof line === 'string' ? line : expect.stringMatching(line))),
  );
});
