import { visit } from '../../../scripts/demo/visit';
import { answerOf, type Journey, openJourney, urlOf } from '../journey';
import { becomePlain, pushPlain } from '../plain-app';
import { asleep, awake, placeOf, sizesOf, whatRuns } from './what-runs';

let journey: Journey;
let url: string;

beforeAll(async () => {
  journey = await openJourney(becomePlain);
  expect(await journey.run(['deploy-application', '--target', 'staging'])).toMatchObject({ code: 0 });
  await pushPlain(journey.workshop, 'naps', { settings: { database: { engine: 'postgres' } } });
  url = urlOf(await journey.run(['deploy']));
}, 120_000);
afterAll(() => journey?.close());

/** Record, template, database and what runs say the same. */
async function checkAgrees(sleeps: boolean): Promise<void> {
  const place = placeOf(journey, 'us-east-1');
  const { targets } = answerOf<{ targets: { sleep?: { state: string } }[] }>(await journey.run(['list', '--json']));
  const agreed = {
    ...(await whatRuns(place)),
    ...{ record: targets[0]?.sleep?.state, sizes: await sizesOf(place, 'plain-preview-naps') },
    answer: (await visit(url)).status,
  };
  expect(agreed).toEqual(
    sleeps
      ? { ...asleep, record: 'asleep', sizes: ['0', '0'], answer: 503 }
      : { ...awake, record: undefined, sizes: ['1', '1'], answer: 200 },
  );
}

test('after each of 20 kills of sleep and wake the next command goes on, and all that is there agrees', async () => {
  const seconds = { sleep: 0, wake: 0 };
  for (const command of ['sleep', 'wake'] as const) {
    const whole = await journey.run([command]);
    expect(whole).toMatchObject({ code: 0 });
    seconds[command] = whole.milliseconds / 1000;
  }
  let kills = 0;
  let sleeps = false;
  for (let round = 0; kills < 20 && round < 60; round += 1) {
    const command: 'sleep' | 'wake' = sleeps ? 'wake' : 'sleep';
    const cut = await journey.killed([command], seconds[command] * (0.15 + 0.8 * Math.random()));
    // The first command is the slowest: one that came to its end was given too long.
    if (cut.code === 0) seconds[command] *= 0.8;
    else kills += 1;
    // The same again, the other one, or a push.
    const nexts: readonly string[] = ['sleep', 'wake', command, 'deploy'];
    const next: string = nexts[round % nexts.length] ?? command;
    const ran = await journey.run([next]);
    expect({ command, next, code: ran.code, said: ran.stderr }).toMatchObject({ code: 0 });
    sleeps = next === 'sleep';
    await checkAgrees(sleeps);
  }
  expect(kills).toBe(20);
}, 400_000);
