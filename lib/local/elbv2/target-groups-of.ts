import type { Balancers } from './balancers';

interface ShownGroup {
  readonly TargetGroupArn: string;
  readonly TargetGroupName: string;
  readonly LoadBalancerArns: readonly string[];
}

/** Those of templates, which no balancer uses here, and one for each environment behind a balancer. */
export function targetGroupsOf(balancers: Balancers, balancerArn: string | undefined): readonly ShownGroup[] {
  const recorded = balancers.targetGroups().map(({ arn, name, settings }) => draw(arn, name, [], settings));
  const used = balancers
    .balancers()
    .filter(({ arn }) => balancerArn === undefined || arn === balancerArn)
    .flatMap(({ arn, vpcId }) => {
      const listeners = new Set(balancers.listeners(arn).map((listener) => listener.arn));
      const rules = balancers.rules().filter(({ listenerArn }) => listeners.has(listenerArn));
      return [...new Map(rules.map((rule) => [rule.environmentName, rule])).values()].map((rule) => {
        const id = rule.arn.slice(rule.arn.lastIndexOf('/') + 1);
        const name = `awseb-${id}`;
        return draw(`${arn.slice(0, arn.indexOf(':loadbalancer/'))}:targetgroup/${name}/${id}`, name, [arn], {
          VpcId: vpcId,
        });
      });
    });
  return balancerArn === undefined ? [...recorded, ...used] : used;
}

/** What AWS gives a group that says nothing else (awscli 1.45.11, examples/elbv2/describe-target-groups.rst). */
const defaults = {
  Protocol: 'HTTP',
  Port: 80,
  HealthCheckProtocol: 'HTTP',
  HealthCheckPort: 'traffic-port',
  HealthCheckEnabled: true,
  HealthCheckIntervalSeconds: 30,
  HealthCheckTimeoutSeconds: 5,
  HealthyThresholdCount: 5,
  UnhealthyThresholdCount: 2,
  HealthCheckPath: '/',
  Matcher: { HttpCode: '200' },
  TargetType: 'instance',
  ProtocolVersion: 'HTTP1',
  IpAddressType: 'ipv4',
};

/** The properties of a template that DescribeTargetGroups shows. */
export const shownSettings: readonly string[] = [...Object.keys(defaults), 'VpcId'];

function draw(
  TargetGroupArn: string,
  TargetGroupName: string,
  LoadBalancerArns: readonly string[],
  settings: Readonly<Record<string, unknown>> = {},
): ShownGroup {
  return { TargetGroupArn, TargetGroupName, LoadBalancerArns, ...defaults, ...settings };
}
