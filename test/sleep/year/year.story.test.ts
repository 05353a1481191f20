import { liveYear } from './live-year';

test.each([
  ['spring, when the clock loses an hour', '2026-03-26T00:00:00Z'],
  ['autumn, when it gains one', '2026-10-22T00:00:00Z'],
])('nine days of the hourly job in %s', async (_, from) => {
  const { faults, runs, hoursAsleep } = await liveYear(1, new Date(from), 9);
  expect(faults).toEqual([]);
  expect(runs).toBeGreaterThan(190);
  // Three that sleep at night do so for most of a week; the one that is not asked never does.
  expect(hoursAsleep).toBeGreaterThan(2 * 9 * 10);
});
