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
