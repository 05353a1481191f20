import type { ProgressEvent } from '../../progress';
import { duration } from '../../text/duration';

const shown = 3;

/** `12 of 200 done, 10 under way (fix-a, fix-b, fix-c, …), 8,412 objects/s, about 9 min left`. */
export function paceText(pace: Extract<ProgressEvent, { kind: 'cleanup-pace' }>): string {
  const { done, total, running, objects, objectsPerSecond, millisecondsLeft } = pace;
  const names = running.slice(0, shown).join(', ') + (running.length > shown ? ', …' : '');
  return [
    `${done} of ${total} done`,
    ...(running.length > 0 ? [`${running.length} under way (${names})`] : []),
    ...(objects > 0 ? [`${grouped(objects)} objects deleted, ${grouped(objectsPerSecond)}/s`] : []),
    ...(millisecondsLeft !== undefined && done < total ? [`about ${duration(millisecondsLeft)} left`] : []),
  ].join(', ');
}

function grouped(count: number): string {
  return count.toLocaleString('en');
}
