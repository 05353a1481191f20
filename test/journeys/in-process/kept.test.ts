import { run as keep } from '../../../lib/cli/commands/every-day/keep';
import { run as list } from '../../../lib/cli/commands/every-day/list';
import { run as why } from '../../../lib/cli/commands/look/why';
import { run as cleanup } from '../../../lib/cli/commands/team/cleanup';
import { pointSdkAt } from '../../aws/aws-environment';
import { AnnouncedTeam } from '../../cli/announced-team';
import { TerminalStandIn } from '../../cli/terminal-stand-in';
import { type Started, start } from '../../local/start';

const day = 86_400_000;
const branch = 'login-page';
/** By AWS's clock, a month ago: this computer's is ahead of it all the time, so that nothing goes by this one. */
const began = Date.now() - 30 * day;
let time = began;
let local: Started;
let team: AnnouncedTeam;

beforeAll(async () => {
  local = await start({ now: () => time });
  pointSdkAt(local.endpoint);
  team = await AnnouncedTeam.open(local, branch, { cleanup: { expireAfterDays: 14, maxKeepDays: 60 } });
  team.github.push('main');
  expect(await team.deployApplication()).toBe(0);
  expect(await team.deploy()).toBe(0);
});
afterAll(async () => {
  await team.close();
  await local.stop();
});
beforeEach(() => {
  team.terminal = new TerminalStandIn();
  team.slack.posted.length = 0;
});

const after = (days: number) => {
  time = began + days * day;
};
const hourly = () => cleanup(team.invocation(), { execute: true });
const lines = () => team.terminal.results.map((line) => line.replace(/ +/g, ' '));
/** To the hour: the stack is a little younger than the endpoint's clock says. */
const date = (days: number) => new Date(began + days * day).toISOString().slice(0, 10);

test('before it expires, its pull request and Slack are warned once', async () => {
  after(11);
  expect(await hourly()).toBe(0);
  expect(team.comments).toEqual([expect.stringContaining('### ✅ Preview: ready')]);
  after(12.5);
  expect(await hourly()).toBe(0);
  expect(team.comments).toEqual([
    expect.stringMatching(
      new RegExp(
        `### ⚠️ Preview: goes soon[\\s\\S]*after \\*\\*${date(14)} [\\s\\S]*keep --branch 'login-page' --for 9d`,
      ),
    ),
  ]);
  expect(team.slack.posted).toEqual([expect.objectContaining({ text: 'plain: 1 preview goes soon' })]);
  after(12.6);
  expect(await hourly()).toBe(0);
  expect(team.slack.posted).toHaveLength(1);
});

test('someone keeps it: it outlives the expiry, the comment is right again, and list and why say until when', async () => {
  expect(await keep(team.invocation(), { branch, for: '5d' })).toBe(0);
  expect(lines()).toEqual([expect.stringMatching(new RegExp(`^login-page stays until ${date(17.6)} `))]);
  after(13);
  expect(await hourly()).toBe(0);
  expect(team.comments).toEqual([
    expect.stringMatching(new RegExp(`### ✅ Preview: ready[\\s\\S]*but not before ${date(17.6)} `)),
  ]);
  after(15);
  team.terminal = new TerminalStandIn();
  await why(team.invocation(), { branch });
  expect(lines()).toContain('decision keep (keep-until)');
  expect(lines()).toContainEqual(expect.stringMatching(new RegExp(`^kept until ${date(17.6)} `)));
  expect(await hourly()).toBe(0);
  expect(team.slack.posted).toEqual([]);
});

test('before the new end it is warned again; after it the preview goes, and 0 is left', async () => {
  after(16);
  expect(await hourly()).toBe(0);
  expect(team.slack.posted).toHaveLength(1);
  expect(team.comments).toEqual([expect.stringContaining('### ⚠️ Preview: goes soon')]);
  // Whole days of idleness count, and the endpoint's Date header has no milliseconds: a little more than 18 days.
  after(18.1);
  expect(await hourly()).toBe(0);
  expect(team.terminal.results.at(-1)).toMatch(/^1 preview deleted in .* 0 left\.$/);
  expect(team.comments).toEqual([expect.stringMatching(/### 🗑️ Preview: gone[\s\S]*had no push for 18 d/)]);
  team.terminal = new TerminalStandIn();
  expect(await list(team.invocation(), {})).toBe(0);
  expect(lines()).toEqual(['Nothing is deployed.']);
  team.terminal = new TerminalStandIn();
  expect(await keep(team.invocation(), { branch, for: '1d' })).toBe(1);
  expect(lines()).toEqual([expect.stringContaining('login-page has no preview')]);
});
