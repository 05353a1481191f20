import { AwsError } from '../http/aws-error';
import { type JsonInput, jsonService, jsonTime } from '../http/json-service';
import type { Service } from '../http/service';
import { recordOf, recordsOf, textOf } from '../resource/read-property';
import type { CloudWatchState, CountedMetric, MetricCounts } from './metric-counts';

const minuteMs = 60_000;

/**
 * CloudWatch over the wire, in the protocol of its SDKs of 2026 (JSON 1.0): it answers what the endpoint counts itself. Templates make alarms and
 * dashboards.
 */
export function cloudWatchService({ metricCounts }: CloudWatchState): Service {
  return jsonService({
    scopes: ['monitoring'],
    version: '1.0',
    operations: { GetMetricData: (input) => getMetricData(input, metricCounts) },
    input: { StartTime: 'number', EndTime: 'number', Period: 'number', ScanBy: 'text' },
    refused: { GetMetricData: ['NextToken', 'LabelOptions'] },
  });
}

function getMetricData(input: JsonInput, counts: MetricCounts): object {
  const [start, end] = [1000 * Number(input.StartTime), 1000 * Number(input.EndTime)];
  if (!(start < end)) {
    throw invalid('The parameter StartTime must be less than the parameter EndTime.');
  }
  const queries = recordsOf(input, 'MetricDataQueries');
  if (queries.length === 0 || queries.length > 500) {
    throw invalid('The parameter MetricDataQueries must have 1 to 500 queries.');
  }
  const results = queries.map((query) => {
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
    const points = [...sums];
    if (input.ScanBy !== 'TimestampAscending') points.reverse();
    return {
      ...{ Id, Label: textOf(query, 'Label') ?? textOf(metric, 'MetricName') ?? '', StatusCode: 'Complete' },
      Timestamps: points.map(([at]) => jsonTime(at)),
      Values: points.map(([, sum]) => sum),
    };
  });
  return { MetricDataResults: results, Messages: [] };
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
