import type { KeptSleep } from '../../ports/record';
import { moment } from '../../text/moment';
import { visible } from '../../text/visible';

const causes: Readonly<Record<KeptSleep['because'], string>> = {
  asked: '',
  night: ', for the night',
  idle: ', for no one used it',
};

/** `asleep since 2026-11-20 20:00 UTC by octocat`, `falling asleep since …`, `waking (asleep since …)`. Harmless text. */
export function asleepText({ state, since, by, because }: KeptSleep): string {
  const began = `since ${moment(new Date(since))}${by === undefined ? '' : ` by ${visible(by)}`}${causes[because]}`;
  if (state === 'falling') return `falling asleep ${began}`;
  return state === 'waking' ? `waking (asleep ${began})` : `asleep ${began}`;
}
