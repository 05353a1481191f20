/** Between two looks, in milliseconds. */
const shortest = 60;
const longest = 5000;

/** How long to wait before the next look: an eighth of the time waited so far, so that a quick end is seen at once and a slow one costs few calls. */
export function pace(waitedMs: number): number {
  return Math.min(longest, Math.max(shortest, waitedMs / 8));
}

const minute = 60_000;

/** Tells whenever another minute of waiting has gone by: the log of a CI is otherwise silent for as long as AWS takes. */
export class MinuteHand {
  private told = 0;

  passed(waitedMs: number): boolean {
    const minutes = Math.floor(waitedMs / minute);
    if (minutes <= this.told) return false;
    this.told = minutes;
    return true;
  }
}
