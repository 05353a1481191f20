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
    .flatMap(({ arn, vpcId }) =>
      environmentGroups(balancers, arn).map((group) => draw(group.arn, group.name, [arn], { VpcId: vpcId })),
    );
  return balancerArn === undefined ? [...recorded, ...used] : used;
}

/** The groups that Beanstalk makes behind a balancer: one for each environment, however many listeners lead to it. */
export function environmentGroups(
  balancers: Balancers,
  balancerArn: string,
): readonly { readonly environmentName: string; readonly arn: string; readonly name: string }[] {
  const listeners = new Set(balancers.listeners(balancerArn).map((listener) => listener.arn));
  const rules = balancers.rules().filter(({ listenerArn }) => listeners.has(listenerArn));
  return [...new Map(rules.map((rule) => [rule.environmentName, rule])).values()].map((rule) => {
    const id = rule.arn.slice(rule.arn.lastIndexOf('/') + 1);
    const name = `awseb-${id}`;
    const arn = `${balancerArn.slice(0, balancerArn.indexOf(':loadbalancer/'))}:targetgroup/${name}/${id}`;
    return { environmentName: rule.environmentName, arn, name };
  });
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
