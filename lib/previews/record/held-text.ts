import type { HeldInstance } from '../../ports/record';
import { moment } from '../../text/moment';
import { visible } from '../../text/visible';

/** `i-0123456789abcdef0 of web until 2026-11-21 12:00 UTC by octocat: it leaks memory`. Harmless text. */
export function heldText({ instanceId, service, until, by, why }: HeldInstance): string {
  const who = by === undefined ? '' : ` by ${visible(by)}`;
  const reason = why === undefined ? '' : `: ${visible(why)}`;
  return `${visible(instanceId)} of ${visible(service)} until ${moment(new Date(until))}${who}${reason}`;
}
