import type { Stack } from '../ports/stacks';
import type { CleanupSettings } from '../settings/settings';
import { lastChange } from '../stacks/last-change';
import { moment } from '../text/moment';

const day = 86_400_000;
const lastMoment = 8_640_000_000_000_000;
/** What a record says that asks for no end: a date, so that releases which know no other word read it, too. */
export const noEnd = '9999-12-31T00:00:00.000Z';

type Changed = Pick<Stack, 'updatedAt' | 'createdAt'>;
type Allowed = CleanupSettings['maxKeepDays'];

/** How a record keeps a preview. */
export interface Keeping {
  /** What the record asks for. */
  readonly asked: Date;
  /** Until when the preview stays by it. */
  readonly until: Date;
  /** Whether settings end it earlier than was asked. */
  readonly cut: boolean;
}

/**
 * Until when a record keeps a preview: as it asks, and no longer than settings allow after CloudFormation last changed the stack. A job of any
 * branch may write any record, and none may write that time.
 */
export function keepingOf(stack: Changed, keepUntil: string | undefined, allowed: Allowed): Keeping | undefined {
  if (keepUntil === undefined) return undefined;
  const asked = new Date(keepUntil);
  const most = mostOf(stack, allowed);
  // An unreadable date keeps as long as may be: no comparison with it holds.
  const cut = !(asked.getTime() <= most.getTime());
  return { asked, until: cut ? most : asked, cut };
}

/** Until when settings let a record keep a preview. */
export function mostOf(stack: Changed, allowed: Allowed): Date {
  return new Date(allowed === 'forever' ? lastMoment : lastChange(stack).getTime() + allowed * day);
}

/** `until 2026-11-20 12:00 UTC`, or `forever`. */
export function keptText(until: Date): string {
  return isEndless(until) ? 'forever' : `until ${moment(until)}`;
}

export function isEndless(until: Date): boolean {
  return until.getTime() >= Date.parse(noEnd);
}

/**
 * For how many days a person can have it kept who is warned that it goes: a week past that moment, or as long as settings allow. Undefined when
 * they allow nothing that would change it.
 */
export function daysToKeep(stack: Changed, allowed: Allowed, now: Date, goesAt: Date): number | undefined {
  const toGo = (goesAt.getTime() - now.getTime()) / day;
  const most = Math.floor((mostOf(stack, allowed).getTime() - now.getTime()) / day);
  const days = Math.min(Math.ceil(toGo) + 7, most);
  return days > toGo ? days : undefined;
}
