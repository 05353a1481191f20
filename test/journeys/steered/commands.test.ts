import { run as audit } from '../../../lib/cli/commands/look/audit';
import { visit } from '../../../scripts/demo/visit';
import { pointSdkAt } from '../../aws/aws-environment';
import { AnnouncedTeam } from '../../cli/announced-team';
import { TerminalStandIn } from '../../cli/terminal-stand-in';
import { type Started, start } from '../../local/start';

const branch = 'login-page';
const secret = 'correct-horse-battery';
let local: Started;
let team: AnnouncedTeam;
let url: string;

beforeAll(async () => {
  local = await start();
  pointSdkAt(local.endpoint);
  team = await AnnouncedTeam.open(
    local,
    branch,
    {
      ...{ routing: 'shared-load-balancer', cleanup: { expireAfterDays: 14, maxKeepDays: 60 } },
      services: { web: { environment: { TOKEN: secret } } },
    },
    { ci: { provider: 'github-actions' }, control: {} },
  );
  team.github.push('main');
  team.github.visibility = 'private';
  team.github.roles.set('ann', 'admin');
  expect(await team.deployApplication()).toBe(0);
  expect(await team.deploy()).toBe(0);
  url = `http://${branch}.preview.localhost:${new URL(local.endpoint).port}`;
}, 120_000);
afterAll(async () => {
  await team?.close();
  await local?.stop();
});

const done = { code: 0, reactions: ['eyes', 'rocket'] };
const notDone = { code: 0, reactions: ['eyes', 'confused'] };
const status = async () => (await visit(url)).status;
/** The one comment of ours. */
const answered = () => {
  const ours = team.github.comments(team.pullRequest).filter(({ author }) => author.login === 'preview-bot[bot]');
  expect(ours).toHaveLength(1);
  return ours[0]?.body ?? '';
};

test('status, why, cost and help are answered in the one comment of the preview', async () => {
  expect(await team.ask('/preview status')).toMatchObject(done);
  expect(answered()).toMatch(/### .*Preview: ready[\s\S]*\*\*done\*\* `status` by `ann`/);
  expect(await team.ask('/preview why')).toMatchObject(done);
  expect(answered()).toMatch(/Cleanup keeps `login-page`: its branch exists/);
  expect(await team.ask('/preview cost')).toMatchObject(done);
  expect(await team.ask('Nice.\n\n/preview slep')).toMatchObject(notDone);
  expect(answered()).toMatch(/\*\*help\*\*[\s\S]*may be meant[\s\S]*\/preview rollback/);
  expect(await team.ask('A word about /preview sleep')).toMatchObject({ code: 0, reactions: [] });
});

test('sleep and wake by comment: 503, then the page again', async () => {
  expect(await team.ask('/preview sleep')).toMatchObject(done);
  expect(await status()).toBe(503);
  expect(answered()).toMatch(/Preview: asleep/);
  expect(await team.ask('/preview wake')).toMatchObject(done);
  expect(await status()).toBe(200);
  expect(answered()).toMatch(/Preview: ready/);
});

test('keep by comment says until when, and the comment of the preview, too', async () => {
  const until = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
  expect(await team.ask('/preview keep 3d')).toMatchObject({ ...done, said: [expect.stringContaining(until)] });
  expect(answered()).toContain(until);
});

test('hold and release by comment', async () => {
  expect(await team.ask('/preview hold')).toMatchObject({
    ...done,
    said: [expect.stringMatching(/^Held: i-/), expect.anything()],
  });
  expect(await status()).toBe(200);
  expect(await team.ask('/preview release')).toMatchObject(done);
});

test('logs are shown in a private repository without secrets, and in a public one are not', async () => {
  await visit(`${url}/marked-by-test?secret=${secret}`);
  expect(await team.ask('/preview logs')).toMatchObject(done);
  expect(answered()).toMatch(/lines of web, in the instance `i-[\s\S]*asked for \/marked-by-test/);
  expect(answered()).toContain('[masked TOKEN]');
  expect(answered()).not.toContain(secret);
  team.github.visibility = 'public';
  expect(await team.ask('/preview logs')).toMatchObject(done);
  expect(answered()).toContain('Anybody can read this pull request');
  team.github.visibility = 'private';
});

test('rebuild and create start the pipeline of the branch, and of no branch that is not there', async () => {
  expect(await team.ask('/preview rebuild')).toMatchObject(done);
  expect(team.github.dispatches()).toMatchObject([{ workflow: 'preview.yml', branch }]);
  expect(await team.ask('/preview create never-pushed')).toMatchObject(notDone);
  expect(team.github.dispatches()).toHaveLength(1);
});

test('three commands within five seconds are all answered', async () => {
  const all = await Promise.all(['/preview status', '/preview why', '/preview keep 4d'].map((body) => team.ask(body)));
  expect(all).toEqual([1, 2, 3].map(() => expect.objectContaining(done)));
  const body = answered();
  for (const words of ['status', 'why', 'keep 4d']) expect(body).toContain(`\`${words}\` by \`ann\``);
});

test('who may not ask gets nothing done', async () => {
  team.github.roles.set('reader', 'read');
  expect(await team.ask('/preview destroy', 'reader')).toMatchObject(notDone);
  const fork = team.github.openPullRequest('main', { from: 'mallory/plain', author: 'ann' });
  expect(await team.ask('/preview destroy', 'ann', { number: fork })).toMatchObject(notDone);
  expect(team.github.comments(fork).filter(({ author }) => author.login === 'preview-bot[bot]')).toEqual([]);
  expect(await team.ask('/preview destroy', 'ann', { app: 'some-app' })).toMatchObject({ code: 0, reactions: [] });
  expect(await team.ask('/preview destroy', 'ann', { action: 'edited' })).toMatchObject({ code: 0, reactions: [] });
  expect(await status()).toBe(200);
});

test('who answers as another user than deploys write has a comment of its own, which later answers come to', async () => {
  const before = answered();
  team.github.signIn('of-the-job', 'job-bot');
  team.answersAs = 'of-the-job';
  expect(await team.ask('/preview status')).toMatchObject(done);
  expect(await team.ask('/preview sleep')).toMatchObject(done);
  expect(await team.ask('/preview wake')).toMatchObject(done);
  const [other, ...more] = team.github
    .comments(team.pullRequest)
    .filter(
      ({ author, body }) => author.login !== 'ann' && author.login !== 'preview-bot[bot]' && body.includes('<!--'),
    );
  expect(more).toEqual([]);
  expect(other?.body).toMatch(/Preview: ready[\s\S]*`wake` by `ann`[\s\S]*`sleep` by `ann`[\s\S]*`status` by `ann`/);
  expect(answered()).toBe(before);
  team.answersAs = 'token';
}, 30_000);

test('destroy by comment takes the preview away; the audit says who did what', async () => {
  expect(await team.ask('/preview destroy')).toMatchObject(done);
  expect(answered()).toMatch(/Preview: gone[\s\S]*`destroy` by `ann`/);
  expect(await team.ask('/preview sleep')).toMatchObject({ code: 1, reactions: ['eyes', 'confused'] });
  const terminal = new TerminalStandIn();
  expect(await audit({ ...team.invocation(), terminal }, {})).toBe(0);
  const text = terminal.results.join('\n');
  for (const words of ['sleep', 'wake', 'keep 3d', 'hold', 'release', 'rebuild', 'destroy'])
    expect(text).toContain(words);
  // What those ask who may not write is no line of it.
  expect(text).not.toContain('reader');
  expect(text).not.toContain('status');
}, 60_000);
