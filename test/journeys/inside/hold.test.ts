import { setTimeout as sleep } from 'node:timers/promises';
import { visit } from '../../../scripts/demo/visit';
import { answerOf, type Journey, openJourney, urlOf } from '../journey';
import { becomePlain, writePlainApp } from '../plain-app';

/** Says which process answers, and leaves a file beside itself that only its own instance has. */
const server = `
const { writeFileSync } = require('node:fs');
writeFileSync('evidence.txt', 'of ' + process.pid);
require('node:http').createServer((_, answer) => answer.end(String(process.pid))).listen(process.env.PORT);
`;
const branch = ['--branch', 'leaky'];

let journey: Journey;
let url: string;

beforeAll(async () => {
  journey = await openJourney(becomePlain);
  expect(await journey.run(['deploy-application', '--target', 'staging'])).toMatchObject({ code: 0 });
  const { git } = journey.workshop;
  await git('switch', '--quiet', '-c', 'leaky');
  writePlainApp(journey.workshop, { server });
  await git('commit', '--quiet', '-am', 'leaks');
  await git('push', '--quiet', '-u', 'origin', 'leaky');
  url = urlOf(await journey.run(['deploy']));
}, 120_000);
afterAll(() => journey?.close());

/** Visitors who come one after the other, four at a time, until `stop` and until there were so many. */
function visitors(least: number) {
  const answered: number[] = [];
  let failed = 0;
  let going = true;
  const one = async () => {
    while (going || answered.length + failed < least) {
      const answer = await visit(url).catch(() => undefined);
      if (answer?.status === 200) answered.push(Number(answer.body));
      else failed += 1;
      await sleep(2);
    }
  };
  const all = Promise.all([one(), one(), one(), one()]);
  return {
    async stop() {
      going = false;
      await all;
      return { failed, count: answered.length + failed, last: answered.at(-1) };
    },
  };
}

interface Held {
  readonly held: { readonly instanceId: string; readonly until: string; readonly since: string };
  readonly gap?: { readonly longest: number };
}

test('an instance is held under load without a failed request, looked into, and released', async () => {
  const before = (await visit(url)).body;
  const load = visitors(1000);
  const ran = await journey.run(['hold', ...branch, '--why', 'leaks', '--json']);
  const { failed, count } = await load.stop();
  expect({ code: ran.code, said: ran.stderr }).toMatchObject({ code: 0 });
  expect(count).toBeGreaterThanOrEqual(1000);
  expect(failed).toBe(0);
  expect((await visit(url)).body).not.toBe(before);

  const { held, gap } = answerOf<Held>(ran);
  expect(gap).toBeUndefined();
  const inside = await journey.run(['exec', ...branch, '--held', '--', 'cat', 'evidence.txt']);
  expect(inside).toMatchObject({ code: 0, stdout: `of ${before}` });

  const refused = await journey.run(['deploy', ...branch]);
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining(held.instanceId) });
  expect((await journey.run(['hold', ...branch, '--for', '25h'])).code).toBe(2);

  const released = await journey.run(['release', ...branch]);
  expect(released).toMatchObject({ code: 0, stdout: expect.stringContaining('what was on its disk is gone') });
  expect((await journey.run(['release', ...branch])).stdout).toContain('No instance of leaky is held.');
  expect((await visit(url)).status).toBe(200);
}, 240_000);

test('with --now no instance answers for a while, and the command says how long', async () => {
  const load = visitors(100);
  const ran = await journey.run(['hold', ...branch, '--now', '--json']);
  for (let look = 0; look < 600 && (await visit(url)).status !== 200; look += 1) await sleep(100);
  const { failed } = await load.stop();
  expect({ code: ran.code, said: ran.stderr }).toMatchObject({ code: 0 });
  expect(answerOf<Held>(ran).gap?.longest).toBeGreaterThan(0);
  expect(failed).toBeGreaterThan(0);
  const deployed = await journey.run(['deploy', ...branch, '--release']);
  expect(urlOf(deployed)).toBe(url);
  expect((await journey.run(['release', ...branch])).stdout).toContain('No instance of leaky is held.');
}, 240_000);
