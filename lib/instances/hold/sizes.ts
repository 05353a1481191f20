import type { KeptSize } from '../../ports/record';

/** With one instance more than one: so many stand when one of them is taken out. */
export function grown({ max }: KeptSize): KeptSize {
  return { min: 2, max: Math.max(2, max) };
}

/**
 * The sizes that `grown` was made from, where the template has what it made. Any branch's job may write any record, and says with it only which of
 * the smaller sizes it was.
 */
export function shrunkSizes(now: KeptSize, grownFrom: KeptSize): KeptSize | undefined {
  if (now.min !== 2 || grownFrom.min !== 1) return undefined;
  return { min: 1, max: Math.min(grownFrom.max, now.max) };
}
