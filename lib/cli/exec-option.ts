import { PreviewError } from '../errors';

/** A script that takes longer says so. */
const defaultMinutes = 60;
/** SSM takes `executionTimeout` up to 48 hours (document AWS-RunShellScript, user guide of Systems Manager, November 2026). */
const mostMinutes = 48 * 60;
const unitMinutes: Readonly<Record<string, number>> = { m: 1, h: 60 };

/** The minutes of `--timeout`. Throws PreviewError `option-invalid`. */
export function minutesOf(text: string | undefined): number {
  if (text === undefined) return defaultMinutes;
  const [, count = '0', unit = ''] = /^(\d{1,4})([mh])$/.exec(text) ?? [];
  const minutes = Number(count) * (unitMinutes[unit] ?? 0);
  if (minutes > 0 && minutes <= mostMinutes) return minutes;
  throw invalidOption(`--timeout is "${text}"`, 'Write whole minutes or hours, from 1m to 48h.');
}

/** An option that cannot be meant so. */
export function invalidOption(message: string, hint: string): PreviewError {
  return new PreviewError('option-invalid', message, { fault: 'user', hint });
}
