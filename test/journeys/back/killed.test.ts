import { visit } from '../../../scripts/demo/visit';
import { answerOf, type Journey, openJourney, urlOf } from '../journey';
import { becomePlain, writePlainApp } from '../plain-app';

let journey: Journey;
let url: string;
const commits: string[] = [];

beforeAll(async () => {
  journey = await openJourney(becomePlain);
  expect(await journey.run(['deploy-application', '--target', 'staging'])).toMatchObject({ code: 0 });
  const { git } = journey.workshop;
  await git('switch', '--quiet', '-c', 'often-back');
  for (const version of ['one', 'two']) {
    const server = `require('node:http').createServer((_, answer) => answer.end('${version}')).listen(process.env.PORT);`;
    writePlainApp(journey.workshop, { server });
    await git('commit', '--quiet', '-am', version);
    await git('push', '--quiet', '-u', 'origin', 'often-back');
    commits.push((await git('rev-parse', 'HEAD')).trim());
    url = urlOf(await journey.run(['deploy']));
  }
}, 120_000);
afterAll(() => journey?.close());

test('after each of 20 kills the next command goes on, and the record says what runs', async () => {
  const whole = await journey.run(['rollback', '--to', commits[0] ?? '']);
  expect(urlOf(whole)).toBe(url);
  let kills = 0;
  let seconds = whole.milliseconds / 1000;
  for (let round = 0; kills < 20 && round < 60; round += 1) {
    const back = round % 2 === 0 ? 1 : 0;
    const to = commits[back] ?? '';
    const cut = await journey.killed(['rollback', '--to', to], seconds * (0.15 + 0.8 * Math.random()));
    // The first command is the slowest: one that came to its end was given too long.
    if (cut.code === 0) seconds *= 0.8;
    else {
      kills += 1;
      const next = await journey.run(['rollback', '--to', to]);
      // Killed after its last write it is done, and says so.
      if (next.code !== 0) expect(next.stderr).toContain('version-runs');
    }
    expect((await visit(url)).body).toBe(['one', 'two'][back]);
    const { running, deploys, goingBack } = answerOf<{
      running: { commit: string };
      deploys: { commit: string; runs: boolean }[];
      goingBack?: object;
    }>(await journey.run(['history', '--json']));
    expect({ running: running.commit, newest: deploys[0]?.commit, goingBack }).toEqual({ running: to, newest: to });
    expect(deploys.length).toBeLessThanOrEqual(20);
  }
  expect(kills).toBe(20);
}, 400_000);
