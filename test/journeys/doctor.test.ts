import { answerOf, type Journey, openJourney } from './journey';

interface Looked {
  readonly counts: { readonly faults: number };
  readonly checks: readonly { readonly name: string; readonly findings: readonly { state: string; saw: string }[] }[];
}

let journey: Journey;
beforeAll(async () => {
  journey = await openJourney();
}, 60_000);
afterAll(() => journey.close());

const faultsOf = ({ checks }: Looked) =>
  checks.flatMap(({ name, findings }) => findings.filter(({ state }) => state === 'fault').map(() => name));
const saw = ({ checks }: Looked, name: string) =>
  checks.find((one) => one.name === name)?.findings.map((finding) => finding.saw);

test('doctor leads a new team: first what is missing, then 0 faults, and it counts what stands', async () => {
  const first = await journey.run(['doctor', '--json']);
  expect(first.code).toBe(1);
  expect(faultsOf(answerOf<Looked>(first))).toEqual(['application']);

  expect((await journey.run(['deploy-application'])).code).toBe(0);
  expect((await journey.run(['deploy'])).code).toBe(0);
  const second = await journey.run(['doctor', '--json']);
  expect(faultsOf(answerOf<Looked>(second))).toEqual([]);
  expect(second.code).toBe(0);
  expect(saw(answerOf<Looked>(second), 'databases')).toEqual(['1 of 40 used; 20 previews need 20 more at most']);

  await journey.workshop.pushBranch('login-page', { heading: 'A login' });
  expect((await journey.run(['deploy'])).code).toBe(0);
  expect((await journey.run(['cleanup', '--execute'])).code).toBe(0);
  const third = await journey.run(['doctor', '--json']);
  expect(saw(answerOf<Looked>(third), 'databases')).toEqual(['2 of 40 used; 19 more previews need 19 more at most']);
  expect(saw(answerOf<Looked>(third), 'cleanup')).toEqual([expect.stringMatching(/^ended well at /)]);
}, 120_000);

test('without credentials it says so once, and ends with 1', async () => {
  const ran = await journey.run(['doctor', '--json'], {
    AWS_ACCESS_KEY_ID: undefined,
    AWS_SECRET_ACCESS_KEY: undefined,
  });
  expect(ran.code).toBe(1);
  expect(faultsOf(answerOf<Looked>(ran))).toEqual(['credentials']);
}, 60_000);
