import type { Balancers } from './balancers';

/** Those of templates, which no balancer uses here, and one for each environment behind a balancer. */
export function targetGroupsOf(balancers: Balancers, balancerArn: string | undefined): readonly object[] {
  const recorded = balancers.targetGroups().map(({ arn, name }) => draw(arn, name, []));
  const used = balancers
    .balancers()
    .filter(({ arn }) => balancerArn === undefined || arn === balancerArn)
    .flatMap(({ arn }) => {
      const listeners = new Set(balancers.listeners(arn).map((listener) => listener.arn));
      const rules = balancers.rules().filter(({ listenerArn }) => listeners.has(listenerArn));
      return [...new Map(rules.map((rule) => [rule.environmentName, rule])).values()].map((rule) => {
        const id = rule.arn.slice(rule.arn.lastIndexOf('/') + 1);
        const name = `awseb-${id}`;
        return draw(`${arn.slice(0, arn.indexOf(':loadbalancer/'))}:targetgroup/${name}/${id}`, name, [arn]);
      });
    });
  return balancerArn === undefined ? [...recorded, ...used] : used;
}

function draw(TargetGroupArn: string, TargetGroupName: string, LoadBalancerArns: readonly string[]): object {
  return { TargetGroupArn, TargetGroupName, TargetType: 'instance', LoadBalancerArns };
}
