import { knownPrices } from '../../../lib/cost/known-prices';
import { dailyCost } from '../../../lib/cost/of-target';
import { namesOf } from '../../../lib/naming/resource-names';
import type { SettingsLayer } from '../../../lib/settings/settings';
import { Random } from '../../cleanup/histories/random';
import { DueWorld } from '../due-world';
import { WallCalendar } from './wall-calendar';

const minute = 60_000;
const hour = 60 * minute;
const step = 10 * minute;
const nights = {
  ...{ from: '20:00', to: '07:00', timeZone: 'Europe/Berlin' },
  days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const,
};
const night: SettingsLayer = { sleep: { nights } };
const idleHours = 6;
/** One kind of preview each. */
const branches: Readonly<Record<string, SettingsLayer>> = {
  quiet: night,
  pushed: night,
  asked: night,
  visited: { sleep: { idleHours } },
  demo: { sleep: 'none' },
};

/** What a year of the hourly job was like. */
export interface LivedYear {
  readonly runs: number;
  readonly skipped: number;
  readonly late: number;
  /** Of all previews together. */
  readonly hoursAsleep: number;
  /** US dollars, at the prices of eu-central-1. */
  readonly saved: number;
  readonly faults: readonly string[];
}

/** Lives some days with the hourly job: it is skipped now and then, or 40 minutes late; people push, visit and wake at odd hours. */
export async function liveYear(seed: number, from: Date, days: number): Promise<LivedYear> {
  const random = new Random(seed);
  const world = new DueWorld(night, new Date(from.getTime() - 2 * 24 * hour));
  for (const [branch, layer] of Object.entries(branches)) world.layers.set(branch, layer).size;
  for (const branch of Object.keys(branches)) world.deploy(branch);
  const used = new Map(Object.keys(branches).map((branch) => [branch, world.clock.now().getTime()]));
  const calendar = new WallCalendar(nights);
  calendar.reach(world.clock.now().getTime());
  const faults: string[] = [];
  const count = { runs: 0, skipped: 0, late: 0, asleepSteps: 0 };
  let askedToSleep = false;
  let saved = 0;
  let lastRunAt = 0;
  let runAt = from.getTime() + 20 * minute;
  const isAsleep = (branch: string) => world.record(branch).sleep !== undefined;
  const worth = Object.keys(branches).map((branch) => [branch, savedAnHour(world, branch)] as const);

  for (let at = from.getTime(); at < from.getTime() + days * 24 * hour; at += step) {
    world.clock.advance(Math.max(0, at - world.clock.now().getTime()));
    const turned = calendar.reach(at);
    const say = (what: string) => faults.push(`seed ${seed}, ${new Date(at).toISOString()}: ${what}`);
    if (turned === 'day' && at - lastRunAt <= hour && isAsleep('quiet')) say('quiet is not awake when the night ends');

    const push = (branch: string) => {
      world.deploy(branch);
      used.set(branch, at);
    };
    if (random.chance(1 / 200)) push('pushed');
    if (random.chance(1 / 400)) push('visited');
    if (random.chance(1 / 60) && !isAsleep('visited')) {
      world.traffic.visit(namesOf('shop', { kind: 'preview', branch: 'visited' }).environmentName('web'), new Date(at));
      used.set('visited', at);
    }
    if (random.chance(1 / 800) && !isAsleep('asked')) {
      world.fall('asked', 'asked');
      askedToSleep = true;
    } else if (random.chance(1 / 1000) && isAsleep('asked')) {
      world.wake('asked');
      used.set('asked', at);
      askedToSleep = false;
    }

    if (at >= runAt) {
      runAt += hour;
      if (random.chance(0.02)) count.skipped += 1;
      else {
        const isLate = random.chance(0.03);
        if (isLate) {
          count.late += 1;
          world.clock.advance(40 * minute);
        }
        await check(isLate ? at + 40 * minute : at, say);
        lastRunAt = isLate ? 0 : at;
        count.runs += 1;
      }
    }
    for (const [branch, perHour] of worth) {
      if (!isAsleep(branch)) continue;
      count.asleepSteps += 1;
      saved += (perHour * step) / hour;
    }
  }
  const { asleepSteps, ...counted } = count;
  return { ...counted, hoursAsleep: Math.round((asleepSteps * step) / hour), saved, faults };

  async function check(at: number, say: (what: string) => void): Promise<void> {
    const { results } = await world.run();
    for (const { branch, outcome, because } of results) if (outcome !== 'done') say(`${branch} ${outcome}: ${because}`);
    const now = calendar.peek(at);
    for (const branch of ['quiet', 'pushed', 'asked']) {
      const asleep = isAsleep(branch);
      const last = used.get(branch) ?? 0;
      if (branch === 'asked' && askedToSleep) {
        if (!asleep) say(`${branch} was woken, though a person put it to sleep`);
      } else if (now.night === undefined) {
        if (asleep) say(`${branch} sleeps by day`);
      } else if (last >= now.night.fellAt) {
        if (asleep) say(`${branch} sleeps, though it was used this night`);
      } else if (now.night.endsAt - at > 70 * minute && at - last >= hour && !asleep)
        say(`${branch} is awake at night`);
    }
    const unused = at - (used.get('visited') ?? 0);
    if (unused >= idleHours * hour + step && !isAsleep('visited')) say('visited is awake though it is idle');
    if (unused < idleHours * hour - step && isAsleep('visited')) say('visited sleeps though it is used');
    if (isAsleep('demo')) say('demo sleeps');
    for (const branch of Object.keys(branches))
      if (isAsleep(branch) && world.status(branch) !== 'stopped') say(`the database of ${branch} runs`);
  }
}

/** What a preview costs less an hour while it sleeps. */
function savedAnHour(world: DueWorld, branch: string): number {
  const sum = dailyCost(world.settingsOf(branch), knownPrices('eu-central-1'));
  return sum === undefined ? 0 : Number(sum.perDay - sum.standing) / 1e9 / 24;
}
