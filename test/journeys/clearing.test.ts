import { visit } from '../../scripts/demo/visit';
import { answerOf, type Journey, openJourney, urlOf } from './journey';
import { becomePlain, pushPlain } from './plain-app';

let journey: Journey;
beforeAll(async () => {
  journey = await openJourney(becomePlain);
  urlOf(await journey.run(['deploy-application']));
}, 60_000);
// The one journey of `npm test`: as patient as the others.
jest.setTimeout(180_000);
afterAll(() => journey.close());

test('at the end everything can be destroyed, the application stack last, and 0 is left', async () => {
  const { run, workshop } = journey;
  const staging = urlOf(await run(['deploy']));
  await pushPlain(workshop, 'last');
  const preview = urlOf(await run(['deploy']));

  const confirm = ['destroy-application', '--confirm', 'plain-application-staging'];
  expect(await run(confirm)).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('Refused: environments live in'),
  });
  for (const [args, stack] of [
    [['destroy-application'], 'plain-application-staging'],
    [['destroy', '--target', 'staging'], 'plain-staging'],
  ] as const) {
    const { code, stderr } = await run(args);
    expect(code).toBe(2);
    expect(stderr).toMatch(new RegExp(`${stack} would be deleted with its data.* \\(unconfirmed\\)`));
  }
  expect((await visit(staging)).status).toBe(200);

  expect((await run(['destroy', '--branch', 'last'])).code).toBe(0);
  expect((await run(['destroy', '--target', 'staging', '--confirm', 'plain-staging'])).code).toBe(0);
  for (const url of [staging, preview]) expect((await visit(url)).status).toBe(404);
  expect(answerOf(await run(['list', '--json']))).toMatchObject({ targets: [], complete: true });

  const { code, stdout } = await run(confirm);
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/deleted in .*, 0 left\.\n$/) });
}, 60_000);
