import { visit } from '../../scripts/demo/visit';
import { answerOf, type Journey, openJourney, urlOf } from './journey';
import { becomePlain, pushPlain, writePlainApp } from './plain-app';

let journey: Journey;
beforeAll(async () => {
  journey = await openJourney(becomePlain);
  urlOf(await journey.run(['deploy-application']));
}, 60_000);
afterAll(() => journey.close());

interface Listed {
  readonly target: { readonly kind: string; readonly branch?: string };
}

const listed = async () =>
  answerOf<{ readonly targets: readonly Listed[] }>(await journey.run(['list', '--json'])).targets;
const stackOf = async (branch: string) => (await listed()).find(({ target }) => target.branch === branch);

/** Commits what the working copy holds now to the branch that is checked out. */
const push = async (message: string) => {
  await journey.workshop.git('commit', '--quiet', '-am', message);
  await journey.workshop.git('push', '--quiet', 'origin', 'HEAD');
};

test('an app that never gets healthy: its last lines are shown, the stack stays, and the fixed app comes up in it', async () => {
  const server = "console.log('waiting for a queue that does not exist'); setInterval(() => {}, 1000);\n";
  await pushPlain(journey.workshop, 'sick', { server, settings: { healthTimeoutMinutes: 0.1 } });
  const { code, stdout, stderr } = await journey.run(['deploy']);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain('Not healthy after 6.0 s');
  expect(stderr).toContain('(unhealthy)');
  expect(stderr).toContain('waiting for a queue that does not exist');
  expect(stderr).toContain('The stack stays so that it can be looked into');
  expect(await stackOf('sick')).toBeDefined();
  expect((await journey.run(['logs', '--branch', 'sick'])).stdout).toContain('waiting for a queue');

  writePlainApp(journey.workshop);
  await push('Wait for nothing');
  expect((await visit(urlOf(await journey.run(['deploy'])))).body).toBe('the plain app');
}, 60_000);

test('a seed command that fails: its output is shown, the preview runs, and the next deploy seeds again', async () => {
  const seed = (command: string) => ({ settings: { seed: { service: 'web', command } } });
  await pushPlain(journey.workshop, 'seedless', seed('echo the fixtures are gone >&2 && exit 3'));
  const { code, stdout, stderr } = await journey.run(['deploy']);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain('the fixtures are gone');
  expect(stderr).toContain('ended with exit code 3 (seed-failed)');
  expect(stderr).toContain('the next deploy runs it again');

  writePlainApp(journey.workshop, seed('echo three rows added'));
  await push('Fix the fixtures');
  const fixed = await journey.run(['deploy']);
  expect(fixed.stderr).toContain('three rows added');
  expect((await visit(urlOf(fixed))).status).toBe(200);

  const third = await journey.run(['deploy']);
  expect(third.code).toBe(0);
  expect(third.stderr).not.toContain('three rows added');
}, 60_000);

test('a bundle that is not there stops the deploy, and nothing is made', async () => {
  await pushPlain(journey.workshop, 'bundleless');
  for (const bundle of ['./no/such.zip', 'deadbeefdeadbeef']) {
    const { code, stdout, stderr } = await journey.run(['deploy', '--bundle', bundle]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('(bundle-missing)');
    expect(stderr).toContain(bundle.replace('./', ''));
  }
  expect(await stackOf('bundleless')).toBeUndefined();
});

test.each([
  ['x;rm-rf', 'x-rm-rf'],
  ['$(id)', 'id'],
  ['日本語', 'b'],
])(
  'a branch named %s is deployed under a name that is safe everywhere, and destroyed',
  async (branch, slug) => {
    await pushPlain(journey.workshop, branch);
    const url = urlOf(await journey.run(['deploy']));
    expect(new URL(url).hostname).toMatch(new RegExp(`^${slug}-[0-9a-f]{8}\\.preview\\.localhost$`));
    expect((await visit(url)).body).toBe('the plain app');
    expect(await stackOf(branch)).toBeDefined();
    expect((await journey.run(['destroy', '--branch', branch])).code).toBe(0);
    expect((await visit(url)).status).toBe(404);
  },
  30_000,
);
