import { CfnSecurityGroup } from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { listenerPort, type Route } from './route';

/** The security groups of a service: our own, never Beanstalk's (traps T23, T27). */
export interface ServiceGroups {
  readonly instances: CfnSecurityGroup;
  /** Absent when the service has no balancer of its own. */
  readonly balancer: CfnSecurityGroup | undefined;
}

/** Makes the groups of a service by the way in which it is reached. */
export function serviceGroups(scope: Construct, vpcId: string, route: Route): ServiceGroups {
  const balancer = balancerGroup(scope, vpcId, route);
  const instances = new CfnSecurityGroup(scope, 'SecurityGroup', {
    groupDescription: 'Instances of a service',
    vpcId,
    securityGroupIngress: instanceIngress(route, balancer?.attrGroupId),
  });
  return { instances, balancer };
}

function balancerGroup(scope: Construct, vpcId: string, route: Route): CfnSecurityGroup | undefined {
  if (route.kind !== 'load-balancer' && route.kind !== 'internal') return undefined;
  return new CfnSecurityGroup(scope, 'BalancerSecurityGroup', {
    groupDescription: 'Balancer of a service',
    vpcId,
    // An internal one lets in nobody by itself: each link to it adds the group of a sibling.
    ...(route.kind === 'load-balancer' && {
      securityGroupIngress: route.cidrs.map((cidr) =>
        tcp(listenerPort(route.scheme), { cidrIp: cidr }, 'Who may reach the balancer'),
      ),
    }),
  });
}

function instanceIngress(route: Route, ownBalancerGroupId: string | undefined) {
  switch (route.kind) {
    case 'worker':
      return [];
    case 'single-instance':
      return route.cidrs.map((cidr) => tcp(80, { cidrIp: cidr }, 'Who may reach the instance'));
    case 'shared-load-balancer':
      return [tcp(80, { sourceSecurityGroupId: route.balancer.securityGroupId }, 'From the balancer')];
    default:
      return [tcp(80, { sourceSecurityGroupId: ownBalancerGroupId }, 'From the balancer')];
  }
}

function tcp(
  port: number,
  source: Pick<CfnSecurityGroup.IngressProperty, 'cidrIp' | 'sourceSecurityGroupId'>,
  description: string,
) {
  return { ipProtocol: 'tcp', fromPort: port, toPort: port, ...source, description };
}
