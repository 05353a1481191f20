import type { KeepWords } from '../cleanup/keep/keep-words';
import { wishOf } from '../cleanup/keep/wish-of';
import { isEndless } from '../previews/keeping';
import type { ControlCommand } from './command';

/** How long beyond now `keep` asks for, in milliseconds; undefined for `no-longer`. A date so far away that records have no form for it is none. */
export function askedTime(words: KeepWords, now: Date): number | 'forever' | undefined {
  const wish = wishOf(words);
  if (wish.kind === 'no-longer' || wish.kind === 'forever') return wish.kind === 'forever' ? 'forever' : undefined;
  const until = wish.kind === 'until' ? wish.until : new Date(now.getTime() + wish.milliseconds);
  return isEndless(until) ? 'forever' : until.getTime() - now.getTime();
}

/** The same of any command, as `decide` takes it. */
export function wishIn(command: ControlCommand, now: Date): { readonly wish?: number | 'forever' } {
  const wish = command.verb === 'keep' ? askedTime(command, now) : undefined;
  return wish === undefined ? {} : { wish };
}
