import { type Metric, type MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { metricOf } from './metric-of';

/**
 * The metrics of an instance of RDS, as constructs of the CDK have them; they cost nothing. Names and the dimension are those of
 * aws-cdk-lib 2.276.0, with which a test compares; units are as AWS's database blog has them (October 2023).
 */
export abstract class MeasuredDatabase extends Construct {
  /** RDS's identifier: another one means other data. */
  abstract readonly identifier: string;

  /** A metric of the instance by RDS's name, such as `ReadLatency`. @default average over 5 minutes */
  metric(metricName: string, options: MetricOptions = {}): Metric {
    const dimensionsMap = { DBInstanceIdentifier: this.identifier };
    return metricOf({ namespace: 'AWS/RDS', dimensionsMap }, metricName, options);
  }

  /** CPU in use, in percent. @default average over 5 minutes */
  metricCPUUtilization(options: MetricOptions = {}): Metric {
    return this.metric('CPUUtilization', { label: 'CPU (%)', ...options });
  }

  /** Connections of clients. @default the most in 5 minutes */
  metricDatabaseConnections(options: MetricOptions = {}): Metric {
    return this.metric('DatabaseConnections', { label: 'Connections', statistic: Stats.MAXIMUM, ...options });
  }

  /** Disk that is free, in bytes. @default the least in 5 minutes */
  metricFreeStorageSpace(options: MetricOptions = {}): Metric {
    return this.metric('FreeStorageSpace', { label: 'Free storage (bytes)', statistic: Stats.MINIMUM, ...options });
  }
}
