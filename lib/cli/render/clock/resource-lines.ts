import type { StackEvent } from '../../../ports/stacks';
import type { Ended } from '../../../stacks/resource-times';
import { duration } from '../../../text/duration';
import { plain } from '../../../text/visible';
import { clock, countText } from './frame';
import { resourceWords, typeWords } from './type-words';
import { usualText } from './usual';
import type { WatchedStack } from './watched';

const done = { create: 'made', update: 'changed', delete: 'deleted' } as const;

/** `2 min 5 s  database (Database)`: what differs from the operation of the stack is said. */
export function endedText(ended: Ended, stack: WatchedStack | undefined): string {
  const { milliseconds, deed, type, logicalId, isTakenBack } = ended;
  const time = (milliseconds === undefined ? '' : duration(milliseconds)).padStart(10);
  const what = stack && stack.operation === deed ? '' : `, ${done[deed]}`;
  return `${time}  ${typeWords(type)} (${logicalId})${what}${isTakenBack ? ', taken back' : ''}`;
}

/** `database (Database) CREATE_FAILED after 3 min 5 s: no room`. */
export function failureText({ logicalId, type, status, reason }: StackEvent, ended: Ended | undefined): string {
  const milliseconds = ended?.milliseconds;
  const after = milliseconds === undefined ? '' : ` after ${duration(milliseconds)}`;
  return plain(`${typeWords(type)} (${logicalId}) ${status}${after}${reason ? `: ${reason}` : ''}`);
}

const named = 2;

/** `: 12 of 14 resources; database for 2 min 5 s (usually up to 20 min (AWS)) and 1 more`. */
export function goesOn(stack: WatchedStack, now: number): string {
  const names = stack.underWay
    .slice(0, named)
    .map((one) => `${resourceWords(one)} for ${clock(now - one.since)}${one.usual ? `, ${usualText(one.usual)}` : ''}`);
  const more = stack.underWay.length - names.length;
  return [`: ${countText(stack)}`, ...names, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}
