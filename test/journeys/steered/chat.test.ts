import { run as audit } from '../../../lib/cli/commands/look/audit';
import { run as bot } from '../../../lib/cli/commands/team/bot';
import { visit } from '../../../scripts/demo/visit';
import { pointSdkAt } from '../../aws/aws-environment';
import { AnnouncedTeam } from '../../cli/announced-team';
import { TerminalStandIn } from '../../cli/terminal-stand-in';
import { ids, StandInSlack, shownText } from '../../fakes/slack/stand-in-slack';
import { type Started, start } from '../../local/start';
import { until } from '../../slack/bot/slack-world';

const branch = 'login-page';
let local: Started;
let team: AnnouncedTeam;
let slack: StandInSlack;
let url: string;
const stop = new AbortController();
const terminal = new TerminalStandIn();
let running: Promise<number>;

beforeAll(async () => {
  local = await start();
  pointSdkAt(local.endpoint);
  slack = await StandInSlack.start();
  team = await AnnouncedTeam.open(
    local,
    branch,
    { routing: 'shared-load-balancer', cleanup: { expireAfterDays: 14, maxKeepDays: 60 } },
    { ci: { provider: 'github-actions' }, control: { slack: { team: ids.team, group: 'S1OPS', admins: ['U9ADA'] } } },
  );
  slack.groups.set('S1OPS', [ids.user]);
  slack.person('U9ADA');
  slack.person('U7NEW');
  team.github.push('main');
  expect(await team.deployApplication()).toBe(0);
  expect(await team.deploy()).toBe(0);
  url = `http://${branch}.preview.localhost:${new URL(local.endpoint).port}`;
  const { env, cwd } = team.invocation();
  const tokens = { SLACK_APP_TOKEN: StandInSlack.appToken, SLACK_BOT_TOKEN: StandInSlack.botToken };
  running = bot({ terminal, cwd, signal: stop.signal, env: { ...env, ...tokens, SLACK_API_URL: slack.apiUrl } }, {});
  running.catch(() => undefined);
  await until(() => terminal.lines.some((line) => line.includes('Listening in Slack for plain')));
}, 120_000);
afterAll(async () => {
  stop.abort();
  await running?.catch(() => undefined);
  await team?.close();
  await slack?.stop();
  await local?.stop();
});

const status = async () => (await visit(url)).status;
/** What is answered at the end of what is asked. */
async function answerTo(ask: () => void, isEnd: (text: string) => boolean = (text) => !text.startsWith('On it')) {
  const before = slack.messages.length;
  ask();
  for (let turn = 0; turn < 6_000; turn += 1) {
    const message = slack.messages.slice(before).find((one) => isEnd(shownText(one)));
    if (message) return { ...message, shown: shownText(message) };
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`no answer: ${JSON.stringify(slack.messages.slice(before))} ${slack.faults.join()}`);
}

test('questions are answered: what there is, how it is, why it stays, what it costs, what it logs', async () => {
  expect((await answerTo(() => slack.command('status'))).shown).toMatch(
    /^1 preview of plain:\n[\s\S]*login-page: ready/,
  );
  expect((await answerTo(() => slack.command(`status ${branch}`))).shown).toMatch(/^login-page is ready/);
  expect((await answerTo(() => slack.command(`why ${branch}`))).shown).toMatch(/Cleanup keeps login-page/);
  expect((await answerTo(() => slack.command(`cost ${branch}`))).shown).toMatch(/login-page/);
  await visit(`${url}/marked-by-test`);
  expect((await answerTo(() => slack.command(`logs ${branch}`))).shown).toContain('asked for /marked-by-test');
  expect((await answerTo(() => slack.command('slep'))).shown).toContain('may be meant');
});

test('sleep by a mention, delivered three times, and wake by the button in the thread', async () => {
  const asleep = await answerTo(() => slack.mention(`sleep ${branch}`, { times: 3, ts: '17.1' }));
  expect(asleep).toMatchObject({ channel: ids.channel, thread_ts: '17.1' });
  expect(await status()).toBe(503);
  const awake = await answerTo(() => slack.press('Wake', asleep));
  expect(awake).toMatchObject({ thread_ts: '18.1' });
  expect(await status()).toBe(200);
});

test('keep, hold, release and rollback by the command', async () => {
  expect((await answerTo(() => slack.command(`keep ${branch} 3d`))).text).toMatch(/^✓/);
  expect((await answerTo(() => slack.command(`keep ${branch} 30d`))).shown).toMatch(
    /may not keep[\s\S]*control\.slack\.admins/,
  );
  expect((await answerTo(() => slack.command(`hold ${branch}`))).shown).toMatch(/^✓ Held/);
  expect((await answerTo(() => slack.command(`release ${branch}`))).text).toMatch(/^✓/);
  expect((await answerTo(() => slack.command(`rollback ${branch}`))).text).toMatch(/^✗/);
});

test('rebuild and create start the pipeline of the branch', async () => {
  expect((await answerTo(() => slack.command(`rebuild ${branch}`))).text).toMatch(/^✓/);
  expect((await answerTo(() => slack.command(`create ${branch}`))).text).toMatch(/^✓/);
  expect((await answerTo(() => slack.command('create never-pushed'))).shown).toMatch(/no branch never-pushed/);
  expect(team.github.dispatches()).toMatchObject([{ branch }, { branch }]);
});

test('who may not ask gets nothing done, and an admin may delete', async () => {
  expect((await answerTo(() => slack.command(`destroy ${branch}`, 'U7NEW'))).shown).toMatch(/may not ask here/);
  expect((await answerTo(() => slack.command(`destroy ${branch}`))).shown).toMatch(/may not delete/);
  expect((await answerTo(() => slack.command('destroy main', 'U9ADA'))).shown).toMatch(/staging or production/);
  expect(await status()).toBe(200);
  expect((await answerTo(() => slack.command(`destroy ${branch}`, 'U9ADA'))).text).toMatch(/^✓/);
  expect((await answerTo(() => slack.command('status'))).shown).toMatch(/no previews/);
}, 60_000);

test('the audit says who did what from where, each once, and no token was printed', async () => {
  stop.abort();
  expect(await running).toBe(0);
  const out = new TerminalStandIn();
  expect(await audit({ ...team.invocation(), terminal: out }, { json: true })).toBe(0);
  const { acts } = JSON.parse(out.results.join('\n')) as {
    acts: { asked: string; state: string; by: string; from: object }[];
  };
  expect(acts.map(({ asked, state }) => `${asked} ${state}`)).toEqual([
    ...['sleep done', 'wake done', 'keep 3d done', 'keep 30d refused', 'hold done', 'release done'],
    ...['rollback failed', 'rebuild done', 'create done', 'create refused'],
    // Of the three who may not destroy, one may nothing here, and leaves no line.
    ...['destroy refused', 'destroy refused', 'destroy done'],
  ]);
  expect(acts[0]).toMatchObject({ by: ids.user, from: { kind: 'chat', team: ids.team, channel: ids.channel } });
  expect([...terminal.lines, ...terminal.results].join('\n')).not.toContain('secretsecret');
  expect(Math.max(...slack.acked.values())).toBeLessThan(3_000);
  expect(slack.faults).toEqual([]);
});
