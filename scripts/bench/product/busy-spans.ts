/** A stretch of time in milliseconds since 1970. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Milliseconds of a window that any of the spans covers: what overlaps counts once. */
export function covered(spans: readonly Span[], window: Span): number {
  let total = 0;
  let until = window.from;
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    const begin = Math.max(from, until);
    const end = Math.min(to, window.to);
    if (end > begin) {
      total += end - begin;
      until = end;
    }
  }
  return total;
}
