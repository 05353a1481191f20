import type { ServiceLine } from '../previews/list-request';

/**
 * Lines reach CloudWatch late and not in the order of their times: an agent sends every 5 seconds, and repeats what failed (CloudWatch user
 * guide, the agent's force_flush_interval, in its copy in awsdocs on GitHub, read 2026-11-28). So each look begins this long before the newest line.
 */
const overlapMs = 60_000;
/** Where nothing was ever said, a look begins this long ago: clocks of machines differ by less, or AWS refuses their signatures. */
const quietMs = 15 * 60_000;

export interface Shown {
  /** What was printed already, oldest first. */
  readonly lines: readonly ServiceLine[];
  /** Whether there were older lines that were left out. */
  readonly cut: boolean;
  /** Nothing older than this is wanted. @default everything is */
  readonly since?: Date | undefined;
}

/** Of lines that are read again and again, each once. */
export class UnseenLines {
  /** Time of each line that was given, by its name. */
  private readonly seen = new Map<string, number>();
  private newest: number | undefined;
  private readonly floor: number;
  private start: number;

  constructor({ lines, cut, since }: Shown, now: Date) {
    const first = lines[0]?.at.getTime();
    const wanted = since?.getTime() ?? 0;
    // One more than the oldest that was printed: others of its millisecond were left out.
    this.floor = first !== undefined && cut ? first + 1 : wanted;
    this.start = Math.max(this.floor, Math.min(first ?? now.getTime() - quietMs, now.getTime()) - overlapMs);
    this.note(lines);
  }

  /** From when on lines are to be read. A line with a time yet to come hides none of those that are said now. */
  from(now: Date): Date {
    if (this.newest !== undefined) {
      this.start = Math.max(this.start, Math.min(this.newest, now.getTime()) - overlapMs);
    }
    return new Date(this.start);
  }

  /** Those that were not given yet, oldest first. */
  take(lines: readonly ServiceLine[]): ServiceLine[] {
    const fresh = lines
      .filter((line) => line.at.getTime() >= this.floor && !this.seen.has(nameOf(line)))
      .sort((one, other) => one.at.getTime() - other.at.getTime());
    this.note(fresh);
    // What is older than the next look is not read again.
    for (const [name, time] of this.seen) if (time < this.start) this.seen.delete(name);
    return fresh;
  }

  private note(lines: readonly ServiceLine[]): void {
    for (const line of lines) {
      const time = line.at.getTime();
      this.seen.set(nameOf(line), time);
      this.newest = Math.max(this.newest ?? time, time);
    }
  }
}

const nameOf = ({ service, source, id }: ServiceLine) => `${service}/${source}/${id}`;
