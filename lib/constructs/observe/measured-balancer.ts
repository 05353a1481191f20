import { type Metric, type MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { CfnLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { metricOf } from './metric-of';

/**
 * The metrics of an application balancer, all that is behind it together, as constructs of the CDK have them; they cost nothing. Names and the
 * dimension are those of aws-cdk-lib 2.276.0, with which a test compares.
 */
export abstract class MeasuredBalancer extends Construct {
  /** The balancer itself. */
  abstract readonly balancer: CfnLoadBalancer;

  /** A metric of the balancer by AWS's name, such as `ActiveConnectionCount`. @default average over 5 minutes */
  metric(metricName: string, options: MetricOptions = {}): Metric {
    const dimensionsMap = { LoadBalancer: this.balancer.attrLoadBalancerFullName };
    return metricOf({ namespace: 'AWS/ApplicationELB', dimensionsMap }, metricName, options);
  }

  /** Requests that a target was chosen for. @default sum over 5 minutes */
  metricRequestCount(options: MetricOptions = {}): Metric {
    return this.metric('RequestCount', { label: 'Requests', statistic: Stats.SUM, ...options });
  }

  /** Requests that targets answered with 5xx. @default sum over 5 minutes */
  metricTargetServerErrors(options: MetricOptions = {}): Metric {
    return this.metric('HTTPCode_Target_5XX_Count', { label: 'Server errors', statistic: Stats.SUM, ...options });
  }

  /** How long targets took to answer, in seconds. @default the 95th percentile over 5 minutes */
  metricTargetResponseTime(options: MetricOptions = {}): Metric {
    return this.metric('TargetResponseTime', { label: 'Latency p95 (s)', statistic: Stats.p(95), ...options });
  }
}
