import { PreviewError } from '../../errors';
import type { HeldInstance, PreviewRecord } from '../../ports/record';
import { heldText } from '../record/held-text';

/** No instance is held longer than this, whatever a record says. */
export const longestMs = 24 * 3_600_000;

/** So far the clocks of those who write records may differ. */
const clockMs = 10 * 60_000;

/** What a record says is held and should have been released by now. Any branch's job may write any record: a day is the most, and it began already. */
export function overdueIn({ held = [] }: PreviewRecord, now: Date): readonly HeldInstance[] {
  const at = now.getTime();
  return held.filter(({ since, until }) => {
    const began = Date.parse(since);
    return at >= Math.min(Date.parse(until), began + longestMs) || began > at + clockMs;
  });
}

/** An instance is in the way of a change. */
export function instanceHeld(held: readonly HeldInstance[], hint: string): PreviewError {
  return new PreviewError('instance-held', `An instance is held: ${held.map(heldText).join('; ')}`, {
    fault: 'world',
    hint,
  });
}

/** The record in which these instances are not held. */
export function withoutHeld({ held = [], ...record }: PreviewRecord, instanceIds: readonly string[]): PreviewRecord {
  const left = held.filter(({ instanceId }) => !instanceIds.includes(instanceId));
  return { ...record, ...(left.length > 0 && { held: left }) };
}
