/** Between two looks, in milliseconds. */
const shortest = 60;
const longest = 5000;

/** How long to wait before the next look: an eighth of the time waited so far, so that a quick end is seen at once and a slow one costs few calls. */
export function pace(waitedMs: number): number {
  return Math.min(longest, Math.max(shortest, waitedMs / 8));
}
