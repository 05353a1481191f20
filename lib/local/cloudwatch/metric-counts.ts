import type { Journal } from '../state/journal';

const documentName = 'metric-counts';
/** As long as CloudWatch keeps periods of one minute (Amazon CloudWatch User Guide, "Metrics retention", read in November 2026). */
const keptMs = 15 * 24 * 60 * 60 * 1000;
const minuteMs = 60_000;

/** A metric that counts: its name within a namespace, and its dimensions as they are asked for. */
export interface CountedMetric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** Sums by minute; a minute in which nothing was counted has none, as on AWS. */
export class MetricCounts {
  /** By metric; minutes are milliseconds since 1970. */
  private readonly kept: Record<string, Record<string, number>>;

  constructor(private readonly journal: Journal) {
    this.kept = journal.document(documentName, () => ({}));
  }

  add(metric: CountedMetric): void {
    const now = this.journal.now();
    const key = keyOf(metric);
    const minute = now - (now % minuteMs);
    const former = Object.entries(this.kept[key] ?? {}).filter(([at]) => Number(at) > now - keptMs);
    const minutes = Object.fromEntries(former);
    minutes[minute] = (minutes[minute] ?? 0) + 1;
    this.kept[key] = minutes;
    this.journal.changed(documentName);
  }

  /** Oldest first, from `start` on and before `end`. */
  minutes(metric: CountedMetric, start: number, end: number): readonly { readonly at: number; readonly sum: number }[] {
    return Object.entries(this.kept[keyOf(metric)] ?? {})
      .map(([at, sum]) => ({ at: Number(at), sum }))
      .filter(({ at }) => at >= start && at < end)
      .sort((left, right) => left.at - right.at);
  }
}

function keyOf({ namespace, name, dimensions }: CountedMetric): string {
  const pairs = Object.entries(dimensions).toSorted(([left], [right]) => (left < right ? -1 : 1));
  return JSON.stringify([namespace, name, pairs]);
}

/** What CloudWatch adds to the state of the cloud. */
export interface CloudWatchState {
  readonly metricCounts: MetricCounts;
}
