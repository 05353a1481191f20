/** Between two looks, in milliseconds. */
const shortest = 60;
const longest = 5000;

/** The pause before the next look: an eighth of the time waited so far. So we see a quick end at once, and a slow one costs few calls. */
export function pollInterval(waitedMs: number): number {
  return Math.min(longest, Math.max(shortest, waitedMs / 8));
}

const minute = 60_000;

/** Says when another minute of waiting has passed, so that the log of a CI job is not silent while AWS works. */
export class EveryMinute {
  private reported = 0;

  passed(waitedMs: number): boolean {
    const minutes = Math.floor(waitedMs / minute);
    if (minutes <= this.reported) return false;
    this.reported = minutes;
    return true;
  }
}
