import { AwsError } from '../http/aws-error';
import { pageOf } from '../http/page';
import { queryService } from '../http/query-service';
import type { Service } from '../http/service';
import { drawTags } from '../http/tags';
import type { Balancer, Balancers, EnvironmentRule, Listener } from './balancers';
import { targetGroupsOf } from './target-groups-of';

const limits: Readonly<Record<string, number>> = {
  'application-load-balancers': 50,
  'listeners-per-application-load-balancer': 50,
  'rules-per-application-load-balancer': 100,
  'certificates-per-application-load-balancer': 25,
  'target-groups': 3000,
  'target-groups-per-application-load-balancer': 100,
};

/** The reading part of Elastic Load Balancing (version 2), over the wire: balancers are made through CloudFormation. */
export function balancersService({ balancers }: { readonly balancers: Balancers }): Service {
  return queryService({
    scopes: ['elasticloadbalancing'],
    xmlns: 'http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/',
    version: '2015-12-01',
    operations: {
      DescribeLoadBalancers(params) {
        const arns = params.texts('LoadBalancerArns');
        const names = params.texts('Names');
        const found = balancers
          .balancers()
          .filter(
            ({ arn, name }) => (arns.length === 0 && names.length === 0) || arns.includes(arn) || names.includes(name),
          );
        if (found.length < arns.length + names.length) {
          throw new AwsError('LoadBalancerNotFound', `One or more load balancers not found`);
        }
        const { items, next } = pageOf(found, {
          token: params.text('Marker'),
          size: params.number('PageSize') ?? 400,
          invalidToken: 'ValidationError',
        });
        return { LoadBalancers: items.map(drawBalancer), NextMarker: next };
      },
      DescribeListeners(params) {
        const arns = params.texts('ListenerArns');
        const all = balancers.listeners(known(balancers, params.text('LoadBalancerArn')));
        return { Listeners: all.filter(({ arn }) => arns.length === 0 || arns.includes(arn)).map(drawListener) };
      },
      DescribeRules(params) {
        const listener = params.text('ListenerArn');
        const arns = params.texts('RuleArns');
        const rules = balancers.rules(listener).filter(({ arn }) => arns.length === 0 || arns.includes(arn));
        return { Rules: rules.map(drawRule) };
      },
      DescribeTargetGroups(params) {
        const all = targetGroupsOf(balancers, known(balancers, params.text('LoadBalancerArn')));
        const asked = [...params.texts('TargetGroupArns'), ...params.texts('Names')];
        const found = all.filter(
          (one) => asked.length === 0 || asked.includes(one.TargetGroupArn) || asked.includes(one.TargetGroupName),
        );
        if (found.length < asked.length) {
          throw new AwsError('TargetGroupNotFound', 'One or more target groups not found');
        }
        return { TargetGroups: found };
      },
      // AWS's defaults. Of them only the target groups of a balancer limit anything here.
      DescribeAccountLimits: () => ({
        Limits: Object.entries(limits).map(([Name, Max]) => ({ Name, Max: String(Max) })),
      }),
      DescribeTags: (params) => ({
        TagDescriptions: params.texts('ResourceArns').map((arn) => {
          const tagged = [...balancers.balancers(), ...balancers.targetGroups()].find((one) => one.arn === arn);
          return { ResourceArn: arn, Tags: drawTags(tagged?.tags ?? {}) };
        }),
      }),
    },
  });
}

/** The ARN of a balancer, which must exist when it is given. */
function known(balancers: Balancers, arn: string | undefined): string | undefined {
  if (arn === undefined || balancers.balancers().some((one) => one.arn === arn)) {
    return arn;
  }
  throw new AwsError('LoadBalancerNotFound', `Load balancer '${arn}' not found`);
}

function drawBalancer(balancer: Balancer): object {
  return {
    LoadBalancerArn: balancer.arn,
    DNSName: balancer.dnsName,
    CanonicalHostedZoneId: balancer.hostedZoneId,
    CreatedTime: new Date(balancer.createdAt),
    LoadBalancerName: balancer.name,
    Scheme: balancer.scheme,
    VpcId: balancer.vpcId,
    State: { Code: 'active' },
    Type: 'application',
    AvailabilityZones: balancer.subnets.map((SubnetId) => ({ SubnetId })),
    SecurityGroups: balancer.securityGroups,
    IpAddressType: 'ipv4',
  };
}

function drawListener(listener: Listener): object {
  return {
    ListenerArn: listener.arn,
    LoadBalancerArn: listener.balancerArn,
    Port: listener.port,
    Protocol: listener.protocol,
    Certificates: listener.certificates.map((CertificateArn) => ({ CertificateArn })),
    DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: listener.defaultStatus } }],
  };
}

function drawRule(rule: EnvironmentRule): object {
  return {
    RuleArn: rule.arn,
    Priority: rule.priority,
    Conditions: [{ Field: 'host-header', Values: rule.hosts, HostHeaderConfig: { Values: rule.hosts } }],
    Actions: [{ Type: 'forward' }],
    IsDefault: false,
  };
}
