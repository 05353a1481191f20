import { isEndless, keepingOf } from '../../previews/keeping';
import { link } from '../../text/markdown';
import { moment } from '../../text/moment';
import type { LiveTarget } from '../ending';
import type { Subject } from '../subject';

const shownAtMost = 20;

/** Where a target answers: the main address first, then those of its other public services, as a list of its own: the facts behind it have another mark. */
export function addresses({ url, urls }: Pick<LiveTarget, 'url' | 'urls'>): readonly string[] {
  const others = Object.entries(urls).filter(([, address]) => address !== url);
  const lines = others
    .slice(0, shownAtMost)
    .map(([service, address]) => `* ${service}: ${link(bare(address), address)}`);
  if (others.length > shownAtMost) lines.push(`* and ${others.length - shownAtMost} more`);
  return [`**${link(bare(url), url)}**`, ...(lines.length > 0 ? ['', ...lines] : [])];
}

/** Hosts hold no markup: settings are checked for that. Whatever else it may be is left out of the words. */
function bare(address: string): string {
  return /^https?:\/\/([A-Za-z0-9.:-]+)\/?$/.exec(address)?.[1] ?? 'open';
}

/** What a deploy did not do, and why; and what became of the test data. */
export function deployNotes(
  { settings }: Pick<Subject, 'settings'>,
  { operation, data }: LiveTarget,
): readonly string[] {
  return [
    ...(operation === 'unchanged' ? ['The stack was left as it is: app and settings have not changed.'] : []),
    testData(data, settings.values.seed !== undefined),
  ];
}

function testData(data: LiveTarget['data'], wanted: boolean): string {
  if (data === 'seeded') return 'Test data was installed.';
  return wanted
    ? 'Test data was not installed again: it was installed earlier, and what is there is kept.'
    : 'No test data: the settings name no `seed`.';
}

/** When cleanup will take a preview away. */
export function expiryText(
  { settings }: Pick<Subject, 'settings'>,
  { keepUntil }: { readonly keepUntil?: string | undefined },
  now: Date,
): string {
  const days = settings.values.cleanup.expireAfterDays;
  // Who deploys has just changed the stack.
  const kept = keepingOf({ createdAt: now }, keepUntil, settings.values.cleanup.maxKeepDays)?.until;
  if (kept && isEndless(kept)) return 'when someone destroys it: it is kept forever';
  const idle = days > 0 ? `, or after ${days} ${days === 1 ? 'day' : 'days'} without a push` : '';
  const notBefore = kept && kept.getTime() > now.getTime() ? `, but not before ${moment(kept)}` : '';
  return `when the branch is deleted${idle}${notBefore}`;
}
