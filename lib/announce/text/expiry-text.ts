import type { LiveTarget } from '../ending';
import type { Subject } from '../subject';
import { moment } from './moment';

/** When cleanup will take a preview away. */
export function expiryText(
  { settings }: Pick<Subject, 'settings'>,
  { keepUntil }: Pick<LiveTarget, 'keepUntil'>,
  now: Date,
): string {
  const days = settings.values.cleanup.expireAfterDays;
  const idle = days > 0 ? `, or when nobody has pushed to it for ${days} ${days === 1 ? 'day' : 'days'}` : '';
  const until = new Date(keepUntil ?? Number.NaN);
  const kept = until.getTime() > now.getTime() ? `, but not before ${moment(until)}` : '';
  return `when the branch is deleted${idle}${kept}`;
}
