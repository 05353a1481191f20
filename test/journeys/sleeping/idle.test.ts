import { run as sleep } from '../../../lib/cli/commands/every-day/sleep';
import { run as why } from '../../../lib/cli/commands/look/why';
import { SystemClock } from '../../../lib/machine/system-clock';
import { visit } from '../../../scripts/demo/visit';
import { pointSdkAt } from '../../aws/aws-environment';
import { AnnouncedTeam } from '../../cli/announced-team';
import { TerminalStandIn } from '../../cli/terminal-stand-in';
import { type Started, start } from '../../local/start';

const hour = 3_600_000;
/** By the clock of AWS and of this computer. */
let time = Date.parse('2026-11-05T08:00:00Z');
let since = Date.now();
const now = () => time + Date.now() - since;
let local: Started;
let team: AnnouncedTeam;
let url: string;

beforeAll(async () => {
  jest.spyOn(SystemClock.prototype, 'now').mockImplementation(() => new Date(now()));
  local = await start({ now });
  pointSdkAt(local.endpoint);
  team = await AnnouncedTeam.open(local, 'login-page', { sleep: { idleHours: 4 } });
  team.github.push('main');
  expect(await team.deployApplication()).toBe(0);
  expect(await team.deploy()).toBe(0);
  url = team.terminal.results.at(-1) ?? '';
}, 120_000);
afterAll(async () => {
  await team?.close();
  await local?.stop();
  jest.restoreAllMocks();
});

/** So much later the job runs. Returns how many instances are left. */
async function later(milliseconds: number): Promise<number> {
  time += milliseconds;
  since = Date.now();
  team.terminal = new TerminalStandIn();
  expect(await sleep(team.invocation(), { due: true, execute: true })).toBe(0);
  return local.world.beanstalk.groups().flatMap((group) => group.instances).length;
}

/** What `why` says of the job. */
async function said(): Promise<string | undefined> {
  team.terminal = new TerminalStandIn();
  expect(await why(team.invocation(), { branch: 'login-page' })).toBe(0);
  return team.terminal.results.find((line) => line.startsWith('hourly job'));
}

test('requests that a balancer counted keep a preview awake, and without them it sleeps', async () => {
  expect(await later(3 * hour)).toBe(1);
  expect((await visit(new URL('/page', url).href)).status).toBe(200);
  // Four hours and more since the deploy, not since the request.
  expect(await later(2 * hour)).toBe(1);
  expect(await said()).toMatch(
    /^hourly job {2}nothing \(awake\): its balancer counted the last request 1 h \d+ min ago$/,
  );
  expect(await later(1.75 * hour)).toBe(1);
  time += 0.5 * hour;
  expect(await said()).toMatch(/^hourly job {2}sleep \(idle\): its balancer counted the last request 4 h \d+ min ago$/);
  expect(await later(0)).toBe(0);
  expect((await visit(new URL('/page', url).href)).status).toBe(503);
  expect(await said()).toMatch(/^hourly job {2}nothing \(asleep\): it was not used: it sleeps until someone wakes it/);
}, 120_000);

test('where AWS refuses to say what was counted, it goes by deploys, and says so', async () => {
  expect(await team.deploy()).toBe(0);
  time += 5 * hour;
  since = Date.now();
  expect((await visit(new URL('/page', url).href)).status).toBe(200);
  const fault = local.faults.add({ kind: 'access-denied', service: 'monitoring', operation: 'GetMetricData' });
  expect(await said()).toMatch(
    /^hourly job {2}sleep \(idle\): it was last deployed 5 h \d+ min ago; requests are not known \(.+GetMetricData/,
  );
  local.faults.remove(fault);
  expect(await said()).toMatch(/nothing \(awake\): its balancer counted the last request/);
}, 120_000);
