import { environmentGroups } from './elbv2/target-groups-of';
import type { CloudState } from './services';

const namespace = 'AWS/ApplicationELB';

/**
 * Counts a request that a balancer passes on to an environment, as the metrics of application load balancers do: "only incremented for requests
 * where the load balancer node was able to choose a target", so not while the environment has no instances (guide of application load balancers,
 * "CloudWatch metrics", RequestCount, a copy of 2026).
 */
export function countRequest(
  { balancers, metricCounts }: Pick<CloudState, 'balancers' | 'metricCounts'>,
  environmentName: string,
): void {
  for (const { arn, fullName } of balancers.balancers()) {
    const group = environmentGroups(balancers, arn).find((one) => one.environmentName === environmentName);
    if (group) {
      const TargetGroup = group.arn.slice(group.arn.indexOf('targetgroup/'));
      metricCounts.add({ namespace, name: 'RequestCount', dimensions: { LoadBalancer: fullName } });
      metricCounts.add({ namespace, name: 'RequestCount', dimensions: { LoadBalancer: fullName, TargetGroup } });
      metricCounts.add({ namespace, name: 'RequestCountPerTarget', dimensions: { TargetGroup } });
      metricCounts.add({
        namespace,
        name: 'RequestCountPerTarget',
        dimensions: { LoadBalancer: fullName, TargetGroup },
      });
    }
  }
}
