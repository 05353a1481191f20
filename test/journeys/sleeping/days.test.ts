import { run as sleep } from '../../../lib/cli/commands/every-day/sleep';
import { SystemClock } from '../../../lib/machine/system-clock';
import { pointSdkAt } from '../../aws/aws-environment';
import { AnnouncedTeam } from '../../cli/announced-team';
import { TerminalStandIn } from '../../cli/terminal-stand-in';
import { type Started, start } from '../../local/start';

const hour = 3_600_000;
const day = 24 * hour;
/** A Thursday at 8, by the clock of AWS and of this computer. */
const began = Date.parse('2026-11-05T08:00:00Z');
let time = began;
/** What has gone by since it was that time. */
let since = Date.now();
const now = () => time + Date.now() - since;
let local: Started;
let team: AnnouncedTeam;

beforeAll(async () => {
  jest.spyOn(SystemClock.prototype, 'now').mockImplementation(() => new Date(now()));
  local = await start({ now });
  pointSdkAt(local.endpoint);
  team = await AnnouncedTeam.open(local, 'login-page', {
    database: { engine: 'postgres' },
    sleep: {
      nights: {
        ...{ from: '20:00', to: '07:00', timeZone: 'UTC' },
        days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
      },
    },
  });
  team.github.push('main');
  expect(await team.deployApplication()).toBe(0);
  expect(await team.deploy()).toBe(0);
}, 120_000);
afterAll(async () => {
  await team?.close();
  await local?.stop();
  jest.restoreAllMocks();
});

function after(milliseconds: number): void {
  time += milliseconds;
  since = Date.now();
}

async function hourly(execute = true): Promise<readonly string[]> {
  team.terminal = new TerminalStandIn();
  expect(await sleep(team.invocation(), { due: true, execute })).toBe(0);
  return team.terminal.results;
}

/** What AWS runs of it: instances, and its database's state. */
function runs(): string {
  const { beanstalk, databases } = local.world;
  const instances = beanstalk.groups().flatMap((group) => group.instances).length;
  return `${instances} ${databases.instances()[0]?.status ?? 'available'}`;
}
const awake = '1 available';
const asleep = '0 stopped';
/** Weekdays are numbers from Sunday on: it is woken an hour before the night ends, because the next run would be late. */
const isWorkday = (at: number) => ![0, 6].includes(new Date(at).getUTCDay());
const byDay = (at: number) => isWorkday(at) && new Date(at).getUTCHours() >= 6 && new Date(at).getUTCHours() < 20;

/** Every hour the job runs, and each time what runs is what is meant to. Returns for how many hours it slept. */
async function until(end: number, isAwake: (at: number) => boolean): Promise<number> {
  const wrong: string[] = [];
  let slept = 0;
  while (time < end) {
    after(hour);
    const lines = await hourly();
    const expected = isAwake(time) ? awake : asleep;
    if (runs() !== expected) wrong.push(`${new Date(time).toUTCString()}: ${runs()}, not ${expected}: ${lines}`);
    slept += runs() === asleep ? 1 : 0;
  }
  expect(wrong).toEqual([]);
  return slept;
}

test('a preview sleeps at night and over the weekend, and is awake when people work', async () => {
  expect(runs()).toBe(awake);
  // To Monday at 10: the night to Friday, and the weekend.
  const slept = await until(began + 4 * day + 2 * hour, byDay);
  expect(slept).toBe(10 + 58);
}, 180_000);

test('who pushes at night has it until the next evening', async () => {
  await until(began + 4 * day + 14 * hour, byDay);
  expect(runs()).toBe(asleep);
  expect(await team.deploy()).toBe(0);
  expect(runs()).toBe(awake);
  const evening = began + 5 * day + 12 * hour;
  expect(await until(evening - hour, () => true)).toBe(0);
  await until(began + 6 * day + 2 * hour, byDay);
}, 180_000);

test('who puts it to sleep finds it asleep each morning, and what RDS starts after seven days is stopped again', async () => {
  team.terminal = new TerminalStandIn();
  expect(await sleep(team.invocation(), { branch: 'login-page' })).toBe(0);
  expect(await until(time + 7 * day - hour, () => false)).toBe(7 * 24 - 1);
  // It was stopped a little after the hour.
  after(hour + 60_000);
  local.world.databases.instances();
  await new Promise((resolve) => setTimeout(resolve, 1000));
  expect(runs()).toBe('0 available');
  expect((await hourly(false)).join('\n')).toContain('RDS starts a database by itself after seven days');
  await hourly();
  expect(runs()).toBe(asleep);
}, 180_000);
