import type { Records } from '../ports/records';
import { KeptSeconds } from '../previews/record/kept-seconds';

const minute = 60_000;
/** RDS starts a database in 3 to 10 minutes mostly, and an instance takes 2 to 4: what counts until it was seen here. */
const unseenMs = 8 * minute;
/** Any branch's job may write that record: no made-up time makes previews wake hours before the morning. */
const longestMs = 45 * minute;

/** How long waking took the last times. */
export class WakeTimes {
  private readonly kept: KeptSeconds;

  /** @param where the bundle bucket, and the application stack */
  constructor(records: Records, where: { readonly bucket: string; readonly stackId: string }) {
    this.kept = new KeptSeconds(records, where, 'wake');
  }

  /** Their median. */
  async usualMs(): Promise<number> {
    const seconds = [...(await this.kept.last())].sort((a, b) => a - b);
    const median = seconds[Math.floor(seconds.length / 2)];
    return median === undefined ? unseenMs : Math.min(longestMs, median * 1000);
  }

  /** One more. */
  keep(milliseconds: number): Promise<void> {
    return this.kept.keep(milliseconds);
  }
}
