import { Duration } from 'aws-cdk-lib';
import {
  MathExpression,
  type MathExpressionOptions,
  type Metric,
  type MetricOptions,
  Stats,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { OptionTable } from '../service/option-table';
import { metricOf } from './metric-of';

/**
 * The metrics of a Beanstalk environment, as constructs of the CDK have them. Their names, and that the dimension is the name of the
 * environment: Elastic Beanstalk developer guide, "Publishing Amazon CloudWatch custom metrics for an environment" (AWS's public copy, read
 * 2026-11-28), and the metrics that aws-cdk-lib 2.276.0 has for AWS::ElasticBeanstalk::Environment.
 *
 * Beanstalk publishes `EnvironmentHealth` by itself and for nothing. Any other is published, and costs like a metric of one's own, once a
 * method here was called for it: the environment then names it to Beanstalk (`ConfigDocument`).
 *
 * The target group and the Auto Scaling group are made by Beanstalk, which makes up their names: no template knows them, so that metrics of
 * AWS/ApplicationELB and AWS/EC2 by these dimensions are not here.
 */
export abstract class MeasuredService extends Construct {
  /** The name of the environment. */
  abstract readonly environmentName: string;
  private readonly published = new Set<string>();

  /**
   * A metric of the environment by Beanstalk's name, such as `InstancesOk`. It is published from the next deploy on, and costs (docs/observe.md),
   * unless it is `EnvironmentHealth`. @default average over 5 minutes
   */
  metric(metricName: string, options: MetricOptions = {}): Metric {
    if (metricName !== 'EnvironmentHealth') this.published.add(metricName);
    const dimensionsMap = { EnvironmentName: this.environmentName };
    return metricOf({ namespace: 'AWS/ElasticBeanstalk', dimensionsMap }, metricName, options);
  }

  /** How well Beanstalk finds it: 0 is Ok, 1 Info, 5 Unknown, 10 NoData, 15 Warning, 20 Degraded, 25 Severe. Costs nothing. @default the worst in 5 minutes */
  metricHealth(options: MetricOptions = {}): Metric {
    return this.metric('EnvironmentHealth', { label: 'Health', statistic: Stats.MAXIMUM, ...options });
  }

  /** Requests that were answered; those by which a balancer looks for health count, too. @default sum over 5 minutes */
  metricRequests(options: MetricOptions = {}): Metric {
    return this.metric('ApplicationRequestsTotal', { label: 'Requests', statistic: Stats.SUM, ...options });
  }

  /** Requests that were answered with 5xx by the app or by the proxy of its instance. @default sum over 5 minutes */
  metricServerErrors(options: MetricOptions = {}): Metric {
    return this.metric('ApplicationRequests5xx', { label: 'Server errors', statistic: Stats.SUM, ...options });
  }

  /** How many of a hundred requests were answered with 5xx; 0 without requests. @default over 5 minutes */
  metricServerErrorPercent(options: MathExpressionOptions = {}): MathExpression {
    return new MathExpression({
      expression: 'IF(requests > 0, 100 * FILL(errors, 0) / requests, 0)',
      usingMetrics: { requests: this.metricRequests(), errors: this.metricServerErrors() },
      label: 'Server errors (%)',
      period: Duration.minutes(5),
      ...options,
    });
  }

  /** How long requests took, in seconds: Beanstalk's P95, "the average amount of time it takes to complete the fastest 95 percent". @default average over 5 minutes */
  metricLatencyP95(options: MetricOptions = {}): Metric {
    return this.metric('ApplicationLatencyP95', { label: 'Latency P95 (s)', ...options });
  }

  /** Instances that Beanstalk finds Degraded or Severe. @default the most in 5 minutes */
  metricUnhealthyInstances(options: MathExpressionOptions = {}): MathExpression {
    const most = { statistic: Stats.MAXIMUM };
    return new MathExpression({
      expression: 'degraded + severe',
      usingMetrics: {
        degraded: this.metric('InstancesDegraded', most),
        severe: this.metric('InstancesSevere', most),
      },
      label: 'Unhealthy instances',
      period: Duration.minutes(5),
      ...options,
    });
  }

  /**
   * CPU of the instances, in percent, by EC2. Costs nothing. @default average over 5 minutes
   *
   * @param autoScalingGroupName Beanstalk makes it up; DescribeEnvironmentResources shows it. It is another one when the environment is made anew.
   */
  metricCPUUtilization(autoScalingGroupName: string, options: MetricOptions = {}): Metric {
    const dimensionsMap = { AutoScalingGroupName: autoScalingGroupName };
    return metricOf({ namespace: 'AWS/EC2', dimensionsMap }, 'CPUUtilization', { label: 'CPU (%)', ...options });
  }

  /**
   * Which metrics Beanstalk shall publish, once a minute, which is all that it can. Where none was asked for there is no such option, unless it is
   * to be written all the same. Of a service that asks for a password Beanstalk counts no 4xx: strangers would turn its health red.
   */
  protected publishedMetrics(always: boolean, asksForPassword: boolean): OptionTable {
    if (this.published.size === 0 && !always && !asksForPassword) return {};
    const every = Object.fromEntries([...this.published].sort().map((name) => [name, 60]));
    const document = {
      CloudWatchMetrics: { Environment: every, Instance: {} },
      ...(asksForPassword && { Rules: { Environment: refusalsDoNotCount } }),
      Version: 1,
    };
    return { 'aws:elasticbeanstalk:healthreporting:system': { ConfigDocument: JSON.stringify(document) } };
  }
}

/** Developer guide, "Configuring enhanced health rules for an environment" (read 2026-11-28). */
const refusalsDoNotCount = {
  Application: { ApplicationRequests4xx: { Enabled: false } },
  ELB: { ELBRequests4xx: { Enabled: false } },
};
