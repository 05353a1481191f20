import { AwsError } from '../http/aws-error';
import { type JsonInput, jsonService, jsonTime } from '../http/json-service';
import { pageOf } from '../http/page';
import type { Service } from '../http/service';
import { recordOf, recordsOf, textOf } from '../resource/read-property';
import type { CloudWatchState, CountedMetric, MetricCounts } from './metric-counts';

const minuteMs = 60_000;
/** Points of one answer: botocore 1.43.11, model of GetMetricData. */
const mostPoints = 100_800;

/**
 * CloudWatch over the wire: it answers what the endpoint counts itself. Templates make alarms and dashboards. AWS speaks JSON 1.0, CBOR and query
 * (CloudWatch User Guide, "FAQs on CloudWatch supported protocols", 2026). The JavaScript SDK 3.1164.0 and botocore 1.43.11 choose JSON.
 */
export function cloudWatchService({ metricCounts }: CloudWatchState): Service {
  return jsonService({
    scopes: ['monitoring'],
    version: '1.0',
    operations: { GetMetricData: (input) => getMetricData(input, metricCounts) },
    input: { StartTime: 'number', EndTime: 'number', ScanBy: 'text', NextToken: 'text', MaxDatapoints: 'number' },
    refused: { GetMetricData: ['LabelOptions'] },
  });
}

function getMetricData(input: JsonInput, counts: MetricCounts): object {
  const [start, end] = [1000 * Number(input.StartTime), 1000 * Number(input.EndTime)];
  if (!(start < end)) {
    throw invalid('The parameter StartTime must be less than the parameter EndTime.');
  }
  const size = Number(input.MaxDatapoints ?? mostPoints);
  if (!Number.isInteger(size) || size < 1 || size > mostPoints) {
    throw invalid(`The parameter MaxDatapoints must be 1 to ${mostPoints}.`);
  }
  const queries = recordsOf(input, 'MetricDataQueries');
  if (queries.length === 0 || queries.length > 500) {
    throw invalid('The parameter MetricDataQueries must have 1 to 500 queries.');
  }
  const results = queries.map((query) => resultOf(query, { counts, start: start - (start % minuteMs), end }));
  if (input.ScanBy !== 'TimestampAscending') {
    for (const { points } of results) points.reverse();
  }
  const all = results.flatMap(({ points }, index) => points.map((point) => ({ index, point })));
  const page = pageOf(all, { token: textOf(input, 'NextToken'), size, invalidToken: 'InvalidNextToken' });
  const rest = page.next === undefined ? [] : all.slice(Number(page.next));
  return {
    MetricDataResults: results.map(({ Id, Label }, index) => {
      const shown = page.items.filter((one) => one.index === index).map(({ point }) => point);
      return {
        ...{ Id, Label, StatusCode: rest.some((one) => one.index === index) ? 'PartialData' : 'Complete' },
        Timestamps: shown.map(([at]) => jsonTime(at)),
        Values: shown.map(([, sum]) => sum),
      };
    }),
    NextToken: page.next,
    Messages: [],
  };
}

interface Asked {
  readonly counts: MetricCounts;
  /** A whole minute, as AWS rounds it (botocore 1.43.11, model of GetMetricData). */
  readonly start: number;
  readonly end: number;
}

/** Oldest first. Throws AwsError for a query that is not supported. */
function resultOf(query: JsonInput, { counts, start, end }: Asked) {
  const Id = textOf(query, 'Id') ?? '';
  const stat = recordOf(query, 'MetricStat');
  const metric = stat && recordOf(stat, 'Metric');
  if (!stat || !metric || textOf(stat, 'Stat') !== 'Sum') {
    throw invalid(
      `The query ${Id} is not supported by this local endpoint: it answers MetricStat with Stat Sum alone.`,
    );
  }
  const periodMs = 1000 * Number(stat.Period);
  if (!(periodMs >= minuteMs && periodMs % minuteMs === 0)) {
    throw invalid(`The Period of the query ${Id} is not a multiple of 60.`);
  }
  const sums = new Map<number, number>();
  for (const { at, sum } of counts.minutes(metricOf(metric), start, end)) {
    const begin = at - (at % periodMs);
    sums.set(begin, (sums.get(begin) ?? 0) + sum);
  }
  return { Id, Label: textOf(query, 'Label') ?? textOf(metric, 'MetricName') ?? '', points: [...sums] };
}

function metricOf(metric: Readonly<Record<string, unknown>>): CountedMetric {
  return {
    namespace: textOf(metric, 'Namespace') ?? '',
    name: textOf(metric, 'MetricName') ?? '',
    dimensions: Object.fromEntries(
      recordsOf(metric, 'Dimensions').map((one) => [textOf(one, 'Name') ?? '', textOf(one, 'Value') ?? '']),
    ),
  };
}

function invalid(message: string): AwsError {
  return new AwsError('ValidationError', message);
}
