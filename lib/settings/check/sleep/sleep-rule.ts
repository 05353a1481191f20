import { nearest } from '../../../naming/nearest';
import type { NightSettings, SleepSettings, Weekday } from '../../sleep/sleep-settings';
import { type Fields, listOf, orNone, type Rule, record, wrongType } from '../rule';
import { number, oneOf, text } from '../scalar';
import { show } from '../show';
import type { TargetRule } from '../target-under-check';

const time = text('a time of the day', "Write hours and minutes, such as '20:00' or '07:30'.", (value) =>
  /^([01]\d|2[0-3]):[0-5]\d$/.test(value),
);

const timeZone: Rule = (value, path, report) => {
  const hint = "Write the IANA name of a zone, such as 'Europe/Berlin' or 'UTC'.";
  if (typeof value !== 'string') return wrongType(value, path, report, 'a time zone', hint);
  if (!isTimeZone(value)) {
    const [meant] = nearest(value, Intl.supportedValuesOf('timeZone'));
    const message = `${show(value)} is not a time zone that this computer knows`;
    report({ path, message, hint: meant === undefined ? hint : `Did you mean ${show(meant)}?` });
  }
  return value;
};

/** An offset such as `+02:00` is none: it knows no summer. Newer releases of Node.js take it, older ones do not. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/.test(name)) return false;
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}

const weekdays: readonly Weekday[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

const nights: Fields<NightSettings> = { from: time, to: time, days: listOf(oneOf(...weekdays), 1), timeZone };

const sleep: Fields<SleepSettings> = { idleHours: number(0, 720, 'hours'), nights: orNone(record(nights)) };

/** When previews sleep, as one layer writes it. */
export const sleepRule: Rule = orNone(record(sleep));

const missing = {
  from: "Set sleep.nights.from to the time at which previews fall asleep, such as '20:00'.",
  to: "Set sleep.nights.to to the time by which they answer again, such as '07:00'.",
  timeZone: "Set sleep.nights.timeZone to where people work, such as 'Europe/Berlin'.",
};

/** The job may come an hour after the night began, wakes an hour before its end, and waking may take 45 minutes: what is shorter might never be slept. */
const shortestMinutes = 180;

/** Minutes from one time of the day to the next other one, as clocks show them that are not changed. */
function minutesBetween(from: string, to: string): number {
  const [start = 0, end = 0] = [from, to].map((one) => Number(one.slice(0, 2)) * 60 + Number(one.slice(3)));
  return (end - start + 1440) % 1440;
}

/** A night has a beginning and an end, in a place, and is long enough to sleep in. */
export const nightsRule: TargetRule = ({ values }) => {
  const { sleep: asked } = values;
  const written = asked === undefined || asked === 'none' ? undefined : asked.nights;
  if (written === undefined || written === 'none') return [];
  const paths = ['from', 'to', 'timeZone', 'days'].map((key) => `sleep.nights.${key}`);
  return [
    ...(['from', 'to', 'timeZone'] as const).map(
      (key) =>
        // Layers are merged before, so that one of them may have only a part.
        (written as Partial<NightSettings>)[key] === undefined && {
          settings: [`sleep.nights.${key}`],
          beside: paths,
          message: `the nights have no ${key}`,
          hint: missing[key],
        },
    ),
    written.from !== undefined &&
      written.from === written.to && {
        settings: ['sleep.nights.from', 'sleep.nights.to'],
        message: `the nights begin and end at ${show(written.from)}`,
        hint: 'Set sleep.nights.to to another time, or write `sleep: { idleHours }` alone.',
      },
    written.from !== undefined &&
      written.to !== undefined &&
      written.from !== written.to &&
      minutesBetween(written.from, written.to) < shortestMinutes && {
        settings: ['sleep.nights.from', 'sleep.nights.to'],
        message: `the nights from ${show(written.from)} to ${show(written.to)} are shorter than three hours, and previews might never sleep in them`,
        hint: 'Let three hours or more lie between sleep.nights.from and sleep.nights.to.',
      },
  ];
};
