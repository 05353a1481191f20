import type { AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { ElasticBeanstalkClient } from '@aws-sdk/client-elastic-beanstalk';
import { PreviewError } from '../../errors';
import type { CountedRequests, RequestCounts, Traffic } from '../../ports/traffic';
import { pages } from '../pages';
import { requireField, send } from '../send';
import { noneIfMissing } from './no-environment';

/** CloudWatch keeps five minutes for 63 days, one minute for 15 (API reference of GetMetricData, in copies seen in November 2026). */
const periodSeconds = 300;

/**
 * Requests as balancers count them for the target groups of environments: AWS/ApplicationELB, RequestCountPerTarget, which is there by target group
 * alone and has no checks of health in it (guide of the balancers, "CloudWatch metrics": its beginning, and its table in copies, November 2026).
 * RequestCount would need the name of the balancer, and no source says that Beanstalk tells it of one that is shared.
 */
export class AwsTraffic implements Traffic {
  constructor(
    private readonly clients: {
      readonly beanstalk: ElasticBeanstalkClient;
      readonly autoScaling: AutoScalingClient;
      readonly cloudWatch: CloudWatchClient;
    },
  ) {}

  async requests(
    environmentNames: readonly string[],
    span: { readonly from: Date; readonly to: Date },
  ): Promise<RequestCounts> {
    try {
      const groups = (await Promise.all(environmentNames.map((name) => this.groupsOf(name)))).flat();
      if (groups.length === 0) return { known: false, because: 'it has no target group of a balancer' };
      return { known: true, counted: await this.count(groups, span) };
    } catch (error) {
      // Who may not ask goes by deploys; what fails just now may hide someone.
      if (error instanceof PreviewError && error.code === 'access-denied')
        return { known: false, because: error.message };
      throw error;
    }
  }

  /** Beanstalk names the group of instances, and that one its target groups. */
  private async groupsOf(EnvironmentName: string): Promise<readonly string[]> {
    const { DescribeEnvironmentResourcesCommand } = beanstalk();
    const found = await send('elasticbeanstalk:DescribeEnvironmentResources', () =>
      this.clients.beanstalk.send(new DescribeEnvironmentResourcesCommand({ EnvironmentName })).catch(noneIfMissing),
    );
    const names = (found?.EnvironmentResources?.AutoScalingGroups ?? []).flatMap(({ Name }) => Name ?? []);
    if (names.length === 0) return [];
    const { DescribeAutoScalingGroupsCommand } = autoScaling();
    const action = 'autoscaling:DescribeAutoScalingGroups';
    const command = new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: names });
    const answer = await send(action, () => this.clients.autoScaling.send(command));
    return requireField(answer.AutoScalingGroups, 'AutoScalingGroups', action)
      .flatMap(({ TargetGroupARNs = [] }) => TargetGroupARNs)
      .flatMap((arn) => /:(targetgroup\/.+)$/.exec(arn)?.[1] ?? []);
  }

  private async count(
    groups: readonly string[],
    { from, to }: { readonly from: Date; readonly to: Date },
  ): Promise<CountedRequests[]> {
    const { GetMetricDataCommand } = cloudWatch();
    const MetricDataQueries = groups.map((group, index) => ({
      Id: `g${index}`,
      MetricStat: {
        Metric: {
          Namespace: 'AWS/ApplicationELB',
          MetricName: 'RequestCountPerTarget',
          Dimensions: [{ Name: 'TargetGroup', Value: group }],
        },
        Period: periodSeconds,
        Stat: 'Sum',
      },
    }));
    const action = 'cloudwatch:GetMetricData';
    const whole = periodSeconds * 1000;
    // Points begin at whole periods: one that holds the beginning counts.
    const StartTime = new Date(Math.floor(from.getTime() / whole) * whole);
    const counted: CountedRequests[] = [];
    const results = pages(action, async (NextToken) => {
      const command = new GetMetricDataCommand({ MetricDataQueries, StartTime, EndTime: to, NextToken });
      const answer = await send(action, () => this.clients.cloudWatch.send(command));
      return { items: requireField(answer.MetricDataResults, 'MetricDataResults', action), next: answer.NextToken };
    });
    for await (const { Timestamps = [], Values = [] } of results) {
      for (const [index, start] of Timestamps.entries()) {
        const requests = Values[index] ?? 0;
        if (requests > 0) counted.push({ from: start, to: new Date(start.getTime() + whole), requests });
      }
    }
    return counted;
  }
}

function autoScaling() {
  return require('@aws-sdk/client-auto-scaling') as typeof import('@aws-sdk/client-auto-scaling');
}

function beanstalk() {
  return require('@aws-sdk/client-elastic-beanstalk') as typeof import('@aws-sdk/client-elastic-beanstalk');
}

function cloudWatch() {
  return require('@aws-sdk/client-cloudwatch') as typeof import('@aws-sdk/client-cloudwatch');
}
