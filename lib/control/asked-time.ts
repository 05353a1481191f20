import { wishOf } from '../cleanup/keep/wish-of';
import { isEndless } from '../previews/keeping';
import type { KeepWords } from './command';

/** How long beyond now `keep` asks for, in milliseconds; undefined for `no-longer`. A date so far away that records have no form for it is none. */
export function askedTime(words: KeepWords, now: Date): number | 'forever' | undefined {
  const wish = wishOf(words);
  if (wish.kind === 'no-longer' || wish.kind === 'forever') return wish.kind === 'forever' ? 'forever' : undefined;
  const until = wish.kind === 'until' ? wish.until : new Date(now.getTime() + wish.milliseconds);
  return isEndless(until) ? 'forever' : until.getTime() - now.getTime();
}
