/** What changes a list of rows into another one. */
export interface KeyedPlan {
  readonly remove: readonly string[];
  /** From the first to the last: each goes behind `after`, or to the beginning. Rows that are not here stay where they are. */
  readonly place: readonly { readonly key: string; readonly after: string | undefined }[];
}

/**
 * The few moves that bring rows into a new order. What stays in its order is not touched: a row that is moved in the document loses the focus that is
 * in it.
 */
export function keyedPlan(before: readonly string[], next: readonly string[], focused?: string): KeyedPlan {
  const wanted = new Set(next);
  const kept = before.filter((key) => wanted.has(key));
  const still = stayers(kept, next, focused);
  return {
    remove: before.filter((key) => !wanted.has(key)),
    place: next.flatMap((key, at) => (still.has(key) ? [] : [{ key, after: next[at - 1] }])),
  };
}

/** The longest part of the old order that is in order still; with the focused row in it, as it must not move. */
function stayers(kept: readonly string[], next: readonly string[], focused: string | undefined): ReadonlySet<string> {
  const place = new Map(next.map((key, at) => [key, at]));
  const at = (key: string) => place.get(key) ?? 0;
  const middle = focused === undefined ? -1 : kept.indexOf(focused);
  const fits = (key: string, index: number) =>
    focused === undefined || middle < 0 || index === middle || index < middle === at(key) < at(focused);
  return new Set(rising(kept.filter(fits), at));
}

/** A longest rising part, by patience: `ends` holds the smallest end of each length. */
function rising(keys: readonly string[], at: (key: string) => number): string[] {
  const ends: string[] = [];
  const before = new Map<string, string | undefined>();
  for (const key of keys) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const half = (low + high) >> 1;
      if (at(ends[half] ?? '') < at(key)) low = half + 1;
      else high = half;
    }
    before.set(key, ends[low - 1]);
    ends[low] = key;
  }
  const found: string[] = [];
  for (let key = ends.at(-1); key !== undefined; key = before.get(key)) found.unshift(key);
  return found;
}
