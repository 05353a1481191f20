import type { Journal } from '../state/journal';

const documentName = 'metric-counts';
/** As long as CloudWatch keeps points of one minute: botocore 1.43.11, model of GetMetricData (longer periods of more minutes, which are not kept here). */
const keptMs = 15 * 24 * 60 * 60 * 1000;
const minuteMs = 60_000;

/** A metric that counts: its name within a namespace, and its dimensions as they are asked for. */
export interface CountedMetric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** Sums by minute; a minute in which nothing was counted has none. */
export class MetricCounts {
  /** By metric; minutes are milliseconds since 1970. */
  private readonly kept: Record<string, Record<string, number>>;

  constructor(private readonly journal: Journal) {
    this.kept = journal.document(documentName, () => ({}));
  }

  add(metric: CountedMetric): void {
    const now = this.journal.now();
    const key = keyOf(metric);
    const minutes = this.kept[key] ?? {};
    this.kept[key] = minutes;
    const minute = now - (now % minuteMs);
    // Only the first request of a minute looks at the others.
    if (minutes[minute] === undefined) {
      for (const at of Object.keys(minutes)) {
        if (Number(at) <= now - keptMs) delete minutes[at];
      }
    }
    minutes[minute] = (minutes[minute] ?? 0) + 1;
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
