import { CfnSecurityGroup, CfnSecurityGroupEgress } from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { acknowledge } from '../rights/acknowledge';
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
  if (route.kind === 'single-instance') acknowledgeOpen(instances, route.cidrs);
  return { instances, balancer };
}

function balancerGroup(scope: Construct, vpcId: string, route: Route): CfnSecurityGroup | undefined {
  if (route.kind !== 'load-balancer' && route.kind !== 'internal') return undefined;
  const group = new CfnSecurityGroup(scope, 'BalancerSecurityGroup', {
    groupDescription: 'Balancer of a service',
    vpcId,
    // An internal one lets in no one by itself: each link to it adds the group of a sibling.
    ...(route.kind === 'load-balancer' && {
      securityGroupIngress: route.cidrs.map((cidr) =>
        tcp(listenerPort(route.scheme), { cidrIp: cidr }, 'Who may reach the balancer'),
      ),
    }),
  });
  if (route.kind === 'load-balancer') acknowledgeOpen(group, route.cidrs);
  return group;
}

/** Lets a balancer whose group is closed to the outside reach the instances. The rule stands beside them, not in the stack of the balancer. */
export function fromBalancer(
  service: Construct & { readonly securityGroupId: string },
  groupId: string,
): CfnSecurityGroupEgress {
  return new CfnSecurityGroupEgress(service, 'FromBalancer', {
    groupId,
    destinationSecurityGroupId: service.securityGroupId,
    ipProtocol: 'tcp',
    fromPort: 80,
    toPort: 80,
    description: 'To the instances of a service',
  });
}

/** Says that a group which lets in everybody is meant to. */
export function acknowledgeOpen(group: CfnSecurityGroup, cidrs: readonly string[]): void {
  if (!cidrs.some((cidr) => cidr.endsWith('/0'))) return;
  const reason = 'The settings open it to everybody, on this one port: access.cidrs closes it.';
  acknowledge(group, { id: 'AwsSolutions-EC23', reason });
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
