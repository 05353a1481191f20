import { PreviewError } from '../../errors';
import { durationOption } from '../../text/duration-option';
import { visible } from '../../text/visible';
import type { Wish } from './keep-request';
import type { KeepWords } from './keep-words';

const hour = 3_600_000;
const inUnits = { units: ['h', 'd', 'w'], such: '12h, 3d or 2w' } as const;

/** How long a preview shall be kept, by the one word that says it. Throws PreviewError `option-invalid`. */
export function wishOf(options: KeepWords): Wish {
  const given = [
    ...(options.for === undefined ? [] : ['--for']),
    ...(options.until === undefined ? [] : ['--until']),
    ...(options.forever === true ? ['--forever'] : []),
    ...(options.longer === false ? ['--no-longer'] : []),
  ];
  if (given.length !== 1) {
    const what = given.length === 0 ? 'How long is not said' : `${given.slice(0, 2).join(' and ')} were both given`;
    throw invalid(what, 'Give one of --for 3d, --until 2026-12-24, --forever and --no-longer.');
  }
  if (options.for !== undefined) return { kind: 'for', milliseconds: durationOption('--for', options.for, inUnits) };
  if (options.until !== undefined) return { kind: 'until', until: dateOf(options.until) };
  return options.forever === true ? { kind: 'forever' } : { kind: 'no-longer' };
}

const form = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(:\d\d)?(Z|([+-])(\d\d):(\d\d))?)?$/;

/** A day is kept to its end in UTC; a time of day needs its zone, for a machine's own is another one in CI than at home. */
function dateOf(text: string): Date {
  const [, day, time, seconds = ':00', zone] = form.exec(text) ?? [];
  if (day === undefined) throw unreadable(text);
  // JavaScript makes 2 March of 30 February.
  const midnight = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(midnight) || new Date(midnight).toISOString().slice(0, 10) !== day) throw unreadable(text);
  if (time === undefined) return new Date(midnight + 24 * hour);
  if (zone === undefined) {
    throw invalid(`--until is "${text}", which says no time zone`, `Write ${text}Z for UTC, or ${text}+01:00.`);
  }
  const date = new Date(`${day}T${time}${seconds}${zone}`);
  if (Number.isNaN(date.getTime()) || time.startsWith('24')) throw unreadable(text);
  return date;
}

function unreadable(text: string): PreviewError {
  return invalid(
    `--until is "${visible(text, 80)}", which is no date`,
    'Write 2026-12-24, 2026-12-24T18:00Z or 2026-12-24T18:00+01:00.',
  );
}

function invalid(message: string, hint: string): PreviewError {
  return new PreviewError('option-invalid', message, { fault: 'user', hint });
}
