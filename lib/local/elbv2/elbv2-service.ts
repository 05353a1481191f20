import type { Ec2State, Network } from '../ec2/network';
import { AwsError } from '../http/aws-error';
import { pageAsked } from '../http/page';
import type { QueryParams } from '../http/query-params';
import { queryService } from '../http/query-service';
import type { Service } from '../http/service';
import { drawTags } from '../http/tags';
import { recordOf, textsOf } from '../resource/read-property';
import type { Properties } from '../resource/resource-type';
import type { Balancer, Balancers, Elbv2State, EnvironmentRule, Listener, TemplateRule } from './balancers';
import { environmentGroups, targetGroupsOf } from './target-groups-of';

const limits: Readonly<Record<string, number>> = {
  'application-load-balancers': 50,
  'listeners-per-application-load-balancer': 50,
  'rules-per-application-load-balancer': 100,
  'certificates-per-application-load-balancer': 25,
  'target-groups': 3000,
  'target-groups-per-application-load-balancer': 100,
};

/** The reading part of Elastic Load Balancing (version 2), over the wire: balancers are made through CloudFormation. */
export function balancersService({ balancers, network }: Elbv2State & Partial<Ec2State>): Service {
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
        const { items, NextMarker } = paged(params, found);
        return { LoadBalancers: items.map((one) => drawBalancer(one, network)), NextMarker };
      },
      DescribeListeners(params) {
        const arns = params.texts('ListenerArns');
        const all = balancers.listeners(known(balancers, params.text('LoadBalancerArn')));
        const found = all.filter(({ arn }) => arns.length === 0 || arns.includes(arn));
        if (found.length < arns.length) {
          throw new AwsError('ListenerNotFound', 'One or more listeners not found');
        }
        const { items, NextMarker } = paged(params, found);
        return { Listeners: items.map(drawListener), NextMarker };
      },
      DescribeRules(params) {
        const listener = params.text('ListenerArn');
        const arns = params.texts('RuleArns');
        const listeners = balancers.listeners().filter(({ arn }) => listener === undefined || arn === listener);
        if (listener !== undefined && listeners.length === 0) {
          throw new AwsError('ListenerNotFound', 'One or more listeners not found');
        }
        const rules = listeners.flatMap((one) => rulesOf(balancers, one));
        const found = rules.filter(({ RuleArn }) => arns.length === 0 || arns.includes(RuleArn));
        if (found.length < arns.length) {
          throw new AwsError('RuleNotFound', 'One or more rules not found');
        }
        const { items, NextMarker } = paged(params, found);
        return { Rules: items, NextMarker };
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
        const { items, NextMarker } = paged(params, found);
        return { TargetGroups: items, NextMarker };
      },
      // AWS's defaults. Of them only the target groups of a balancer limit anything here.
      DescribeAccountLimits(params) {
        const all = Object.entries(limits).map(([Name, Max]) => ({ Name, Max: String(Max) }));
        const { items, NextMarker } = paged(params, all);
        return { Limits: items, NextMarker };
      },
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

function drawBalancer(balancer: Balancer, network: Network | undefined): object {
  const zones = new Map(network?.subnets().map(({ subnetId, availabilityZone }) => [subnetId, availabilityZone]));
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
    AvailabilityZones: balancer.subnets.map((SubnetId) => ({
      ...{ ZoneName: zones.get(SubnetId), SubnetId, LoadBalancerAddresses: [] },
    })),
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
    SslPolicy: listener.sslPolicy,
    DefaultActions: actionsOf(listener),
  };
}

function actionsOf({ actions, defaultStatus }: Listener): readonly object[] {
  return actions ?? [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: defaultStatus } }];
}

interface ShownRule {
  readonly RuleArn: string;
  readonly Priority: number | 'default';
  readonly Conditions: readonly object[];
  readonly Actions: readonly object[];
  readonly IsDefault: boolean;
}

/** The rules of a listener in the order in which they are tried; the last is the default one, which each listener has. */
function rulesOf(balancers: Balancers, listener: Listener): readonly ShownRule[] {
  const groups = environmentGroups(balancers, listener.balancerArn);
  const numbered = [
    ...balancers.rules(listener.arn).map((rule) => drawEnvironmentRule(rule, groups)),
    ...balancers.templateRules(listener.arn).map(drawTemplateRule),
  ].sort((left, right) => Number(left.Priority) - Number(right.Priority));
  const id = listener.arn.slice(listener.arn.lastIndexOf('/') + 1);
  const RuleArn = `${listener.arn.replace(':listener/', ':listener-rule/')}/${id}`;
  return [...numbered, { RuleArn, Priority: 'default', Conditions: [], Actions: actionsOf(listener), IsDefault: true }];
}

function drawEnvironmentRule(
  { arn, priority, hosts, environmentName }: EnvironmentRule,
  groups: ReturnType<typeof environmentGroups>,
): ShownRule {
  const TargetGroupArn = groups.find((group) => group.environmentName === environmentName)?.arn;
  return {
    RuleArn: arn,
    ...{ Priority: priority, Actions: [{ Type: 'forward', TargetGroupArn }], IsDefault: false },
    Conditions: [{ Field: 'host-header', Values: hosts, HostHeaderConfig: { Values: hosts } }],
  };
}

function drawTemplateRule({ arn, priority, conditions, actions }: TemplateRule): ShownRule {
  return {
    RuleArn: arn,
    ...{ Priority: priority, Conditions: conditions.map(withValues), Actions: actions, IsDefault: false },
  };
}

/** Hosts and paths are shown at the older place too: Values in the API reference of RuleCondition, read in November 2026. */
function withValues(condition: Properties): object {
  const [values] = ['HostHeaderConfig', 'PathPatternConfig'].flatMap((name) => {
    const config = recordOf(condition, name);
    return config ? [textsOf(config, 'Values')] : [];
  });
  return values ? { ...condition, Values: values } : condition;
}

function paged<T>(params: QueryParams, all: readonly T[]) {
  const { items, next } = pageAsked(all, params, {
    ...{ token: 'Marker', size: 'PageSize', sizes: [1, 400] },
    ...{ invalidToken: 'ValidationError', invalidSize: 'ValidationError' },
  });
  return { items, NextMarker: next };
}
