import { survivable } from '../../errors';
import type { Records } from '../../ports/records';
import { keepingOf, keptText } from '../../previews/keeping';
import type { Preview } from '../../previews/preview';
import { lastWork } from '../../previews/record/last-work';
import type { RemovalResult } from '../../previews/removal-result';
import type { Execution } from './execution';

type Verdict = Pick<RemovalResult, 'outcome' | 'reason' | 'because'>;

/**
 * Reads the record again, right before anything is deleted: someone may have asked to keep the preview since it was listed. Undefined: the preview
 * has to go as decided.
 */
export async function recheckRecord(
  records: Records,
  { stack, targetId, record }: Preview,
  { inventory, plan }: Pick<Execution, 'inventory' | 'plan'>,
): Promise<Verdict | undefined> {
  // A stack without a record has none that says to keep it: only a deploy makes one, and that changes the stack.
  if (inventory.application === undefined || typeof record === 'string') return undefined;
  try {
    const bucket = inventory.application.bundleBucket;
    const now = (await records.read({ bucket, targetId, stackId: stack.id }))?.record;
    const until = keepingOf(
      { createdAt: lastWork(stack, now, plan.at) },
      now?.keepUntil,
      plan.policy.maxKeepDays,
    )?.until;
    if (until === undefined || until.getTime() <= plan.at.getTime()) return undefined;
    const because = `someone asked meanwhile to keep it ${keptText(until)}`;
    return { outcome: 'skipped', reason: 'kept-meanwhile', because };
  } catch (error) {
    const because = `whether someone asked to keep it could not be asked again: ${survivable(error).message}`;
    return { outcome: 'failed', reason: 'record-unknown', because };
  }
}
