import { joined } from '../network/vpc-subnets';
import type { OptionTable } from './option-table';
import { listenerPort, type Route } from './route';

export interface RouteOptionsProps {
  readonly route: Route;
  readonly serviceRoleArn: string;
  readonly publicSubnetIds: readonly string[];
  /** Group of the service's own balancer; of no use with a route that has none. @default none */
  readonly balancerSecurityGroupId?: string | undefined;
}

const ruleName = 'host';
const tlsPolicy = 'ELBSecurityPolicy-TLS13-1-2-2021-06';

/** How requests reach the instances: kind of environment, balancer, listeners and rules. */
export function routeOptions(props: RouteOptionsProps): OptionTable {
  const { route, serviceRoleArn } = props;
  const environment = 'aws:elasticbeanstalk:environment';
  if (route.kind === 'single-instance') {
    return { [environment]: { EnvironmentType: 'SingleInstance', ServiceRole: serviceRoleArn } };
  }
  if (route.kind === 'worker') {
    // An Auto Scaling group without a balancer: a single instance would take one of the account's few Elastic IPs (trap T8).
    return { [environment]: { EnvironmentType: 'LoadBalanced', ServiceRole: serviceRoleArn }, ...scaling };
  }
  const balanced = {
    EnvironmentType: 'LoadBalanced',
    // Beanstalk's default is `classic`; neither of these can change after creation (trap T7).
    LoadBalancerType: 'application',
    LoadBalancerIsShared: String(route.kind === 'shared-load-balancer'),
    ServiceRole: serviceRoleArn,
  };
  const internal = route.kind === 'internal';
  const vpc = {
    ELBScheme: internal ? 'internal' : 'public',
    ELBSubnets: joined(internal ? route.subnetIds : props.publicSubnetIds),
  };
  const shared =
    route.kind === 'shared-load-balancer' ? sharedBalancer(route) : ownBalancer(route, props.balancerSecurityGroupId);
  return { [environment]: balanced, 'aws:ec2:vpc': vpc, ...shared, ...scaling };
}

/** Only these two options of the balancer, and only the rules of a listener, are allowed when it is shared. */
function sharedBalancer(route: Route & { readonly kind: 'shared-load-balancer' }): OptionTable {
  return {
    'aws:elbv2:loadbalancer': {
      SharedLoadBalancer: route.balancer.arn,
      // Without it Beanstalk attaches a group of its own, open to everybody, to the balancer.
      SecurityGroups: route.balancer.securityGroupId,
    },
    // Not the rule `default`: it matches Beanstalk's own host names only, and each rule counts against the balancer's 100.
    [`aws:elbv2:listener:${listenerPort(route.scheme)}`]: { Rules: ruleName },
    [`aws:elbv2:listenerrule:${ruleName}`]: { HostHeaders: route.host, Process: 'default', Priority: '1' },
  };
}

function ownBalancer(
  route: Route & { readonly kind: 'load-balancer' | 'internal' },
  securityGroupId: string | undefined,
): OptionTable {
  const balancer = {
    ...(securityGroupId !== undefined && { SecurityGroups: securityGroupId, ManagedSecurityGroup: securityGroupId }),
    IdleTimeout: '60',
    AccessLogsS3Enabled: 'false',
  };
  // `default` is the listener on port 80.
  if (route.kind === 'internal' || route.scheme === 'http') {
    return {
      'aws:elbv2:loadbalancer': balancer,
      'aws:elbv2:listener:default': { ListenerEnabled: 'true', Protocol: 'HTTP', DefaultProcess: 'default' },
    };
  }
  return {
    'aws:elbv2:loadbalancer': balancer,
    'aws:elbv2:listener:default': { ListenerEnabled: 'false' },
    'aws:elbv2:listener:443': {
      ListenerEnabled: 'true',
      Protocol: 'HTTPS',
      DefaultProcess: 'default',
      SSLCertificateArns: route.certificateArn,
      SSLPolicy: tlsPolicy,
    },
  };
}

/** Beanstalk's own trigger watches outgoing traffic, which says little of a web service. */
const scaling: OptionTable = {
  'aws:autoscaling:trigger': {
    MeasureName: 'CPUUtilization',
    Statistic: 'Average',
    Unit: 'Percent',
    Period: '5',
    BreachDuration: '5',
    EvaluationPeriods: '1',
    UpperThreshold: '70',
    UpperBreachScaleIncrement: '1',
    LowerThreshold: '25',
    LowerBreachScaleIncrement: '-1',
  },
};
