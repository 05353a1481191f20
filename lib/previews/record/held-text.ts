import type { HeldInstance } from '../../ports/record';
import { moment } from '../../text/moment';
import { visible } from '../../text/visible';

/** `i-0123 of web, held since 2026-11-20 12:00 UTC by octocat until 2026-11-20 16:00 UTC (leaks memory)`. Harmless text. */
export function heldText({ instanceId, service, since, until, by, why }: HeldInstance): string {
  const who = by === undefined ? '' : ` by ${visible(by)}`;
  const reason = why === undefined ? '' : ` (${visible(why)})`;
  const [from, to] = [since, until].map((at) => moment(new Date(at)));
  return `${visible(instanceId)} of ${visible(service)}, held since ${from}${who} until ${to}${reason}`;
}
