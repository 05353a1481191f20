import { liveYear } from '../../test/sleep/year/live-year';
import type { Proof } from './proof';

const years = 1;

/** Whole years of the hourly job that puts previews to sleep and wakes them; `npm test` lives some weeks of one. */
export async function proveSleepYear(): Promise<Proof> {
  const faults: string[] = [];
  let [runs, hours, saved] = [0, 0, 0];
  for (let seed = 0; seed < years; seed += 1) {
    const year = await liveYear(seed, new Date('2026-01-01T00:00:00Z'), 365);
    runs += year.runs;
    hours += year.hoursAsleep;
    saved += year.saved;
    faults.push(...year.faults);
  }
  const each = (total: number, digits: number) =>
    (total / years / 5).toLocaleString('en', { maximumFractionDigits: digits });
  const what = `each of five previews slept ${each(hours, 0)} h a year and saved $${each(saved, 2)}`;
  return { done: `${runs.toLocaleString('en')} hourly runs of a year; ${what}`, faults };
}
