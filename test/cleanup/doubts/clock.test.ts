import { earlierOf } from '../../../lib/previews/clock-difference';
import { CleanupWorld } from '../cleanup-world';

const minute = 60_000;

/** A stack of so many minutes by AWS's clock, whose branch a stale list leaves out; this computer's clock is ahead by so many. */
function worldOf(ageMinutes: number, aheadMinutes: number): CleanupWorld {
  const world = new CleanupWorld();
  world.stacks.aheadMs = aheadMinutes * minute;
  const byAws = world.clock.now().getTime() - aheadMinutes * minute;
  world.addPreview('orphan-one', { createdAt: new Date(byAws - ageMinutes * minute) });
  return world;
}

test.each([
  ['i: 2 h ahead, a stack of 5 s', 5 / 60, 120],
  ['i: 20 min ahead, a stack of 45 min', 45, 20],
  ["i': right, a stack of 5 s", 5 / 60, 0],
  ['2 h behind, a stack of 45 min', 45, -120],
  ['2 h behind, a stack of 90 min: doubt keeps', 90, -120],
])('a clock that is %s: the grace of 60 min keeps it', async (_what, age, ahead) => {
  const world = worldOf(age, ahead);
  expect((await world.cleanup()).plan.decisions).toMatchObject([{ verdict: 'keep', reason: 'young' }]);
  expect(world.untouched).toBe(true);
});

test.each([0, 20, 120])(
  'i: a clock that is %d min ahead: what is older than the grace by AWS’s clock goes',
  async (ahead) => {
    const world = worldOf(61, ahead);
    expect((await world.cleanup()).results).toMatchObject([{ outcome: 'deleted' }]);
  },
);

test('i: a wish to keep it, and the age of an expiry, are measured by AWS’s clock as well', async () => {
  const world = new CleanupWorld();
  world.policy = { expireAfterDays: 7 };
  world.stacks.aheadMs = 3 * 24 * 60 * minute;
  const byAws = (days: number) => new Date(world.clock.now().getTime() + (days - 3) * 24 * 60 * minute);
  const kept = world.addPreview('kept-one');
  await world.addRecord('kept-one', kept, { keepUntil: byAws(1).toISOString() });
  await world.addRecord('alive-one', world.addPreview('alive-one', { createdAt: byAws(-5) }));
  const { decisions } = (await world.cleanup()).plan;
  expect(decisions.map(({ reason }) => reason)).toEqual(['branch-alive', 'keep-until']);
});

test('i: a difference of more than five minutes is said', async () => {
  const warnings = async (ahead: number) => {
    const world = worldOf(1, ahead);
    await world.cleanup({ execute: false });
    return world.events.flatMap((event) => (event.kind === 'warned' ? event.message : []));
  };
  expect(await warnings(4)).toEqual([]);
  expect(await warnings(20)).toEqual([
    "this computer's clock is 20 min ahead of AWS's: ages are measured by the earlier of the two",
  ]);
  expect((await warnings(-120))[0]).toContain('2 h 0 min behind');
});

test('i: answers that do not say the time refuse the run', async () => {
  const world = worldOf(1000, 0);
  world.stacks.aheadMs = undefined;
  expect((await world.cleanup()).plan.refusal).toMatchObject({ reason: 'clock-unknown' });
  expect(world.untouched).toBe(true);
});

test('the earlier of the two clocks counts', () => {
  const now = new Date('2026-11-27T12:00:00Z');
  expect(earlierOf(now, 5 * minute)).toEqual(new Date('2026-11-27T11:55:00Z'));
  expect(earlierOf(now, -5 * minute)).toEqual(now);
});
