import type { PreviewRecord } from '../../ports/record';
import type { Stack } from '../../ports/stacks';
import { lastChange } from '../../stacks/last-change';

const day = 86_400_000;

/**
 * When a stack was last changed by more than sleep: falling asleep and waking change it, too, and would put an expiry off for good. So for one that
 * slept the deploys of its record count, good or not. Pure.
 */
export function lastWork(
  stack: Pick<Stack, 'updatedAt' | 'createdAt'>,
  record: PreviewRecord | 'none' | 'unreadable' | undefined,
  now: Date,
): Date {
  if (typeof record !== 'object' || (record.sleep === undefined && record.usedAt === undefined))
    return lastChange(stack);
  // No clock is a day ahead: a later time was made up.
  const times = [...record.deploys, ...(record.failed ?? [])]
    .map(({ at }) => Date.parse(at))
    .filter((time) => time <= now.getTime() + day);
  return new Date(Math.max(stack.createdAt.getTime(), ...times));
}
