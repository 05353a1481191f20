import { Duration } from 'aws-cdk-lib';
import { Metric, type MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';

/** Whose metric it is, as CloudWatch has it. */
export interface Measured {
  readonly namespace: string;
  readonly dimensionsMap: Readonly<Record<string, string>>;
}

/** A metric by AWS's name: the average over 5 minutes, unless the options say something else. */
export function metricOf(of: Measured, metricName: string, options: MetricOptions): Metric {
  return new Metric({ ...of, metricName, statistic: Stats.AVERAGE, period: Duration.minutes(5), ...options });
}
