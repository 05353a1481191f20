import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { CfnSecurityGroup, SubnetType } from 'aws-cdk-lib/aws-ec2';
import { CfnListener, CfnListenerCertificate, CfnLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { Construct } from 'constructs';
import { PreviewError } from '../../errors';
import type { BalancerFacts } from '../../facts/facts';
import { MeasuredBalancer } from '../observe/measured-balancer';
import { acknowledge } from '../rights/acknowledge';
import { listenerPort } from '../service/route';
import { acknowledgeOpen } from '../service/service-groups';
import { oneOf } from './one-of';
import { subnetsOf, type VpcIds, type VpcSelection } from './vpc-subnets';

/** Who may reach the balancer and how, where it stands, and its certificates. */
export type SharedBalancerProps = SharedBalancerOwnProps & (VpcIds | VpcSelection) & BalancerCertificates;

/** Who may reach the balancer, and how. */
export interface SharedBalancerOwnProps {
  /** Who may reach it. */
  readonly cidrs: readonly string[];
  /** A listener for each. */
  readonly schemes: readonly ('https' | 'http')[];
}

/** One at least when a scheme is `https`; the first is shown to clients that name no host. As the CDK has them, or by their ARNs. */
export type BalancerCertificates =
  | { readonly certificates: readonly ICertificate[]; readonly certificateArns?: never }
  | { readonly certificateArns: readonly string[]; readonly certificates?: never };

/**
 * One application balancer for many environments: Beanstalk adds a rule for each one's host, and what matches none gets 404. It
 * serves 100 environments at the most (100 target groups, not adjustable).
 */
export class SharedBalancer extends MeasuredBalancer {
  /** Escape hatch: the balancer itself. */
  readonly balancer: CfnLoadBalancer;
  /** What services and host names need to know of it. */
  readonly facts: BalancerFacts;

  /**
   * @throws PreviewError `subnets-missing` without subnets in two zones; `property-missing` and `properties-contradict` with neither or both of `vpc`
   * and `vpcId`, or of `certificates` and `certificateArns`; `certificate-missing` for https without one
   */
  constructor(scope: Construct, id: string, props: SharedBalancerProps) {
    super(scope, id);
    const owner = `the balancer ${id}`;
    const { certificates, certificateArns } = props;
    oneOf(owner, { certificates, certificateArns });
    const arns = certificates?.map((one) => one.certificateArn) ?? certificateArns ?? [];
    if (arns.length === 0 && props.schemes.includes('https')) throw withoutCertificate(owner);
    const { vpcId, subnetIds, ready } = subnetsOf(owner, props, { subnetType: SubnetType.PUBLIC });
    const group = new CfnSecurityGroup(this, 'SecurityGroup', {
      groupDescription: 'Shared balancer',
      vpcId,
      securityGroupIngress: props.schemes.map(listenerPort).flatMap((port) =>
        props.cidrs.map((cidrIp) => ({
          ipProtocol: 'tcp',
          fromPort: port,
          toPort: port,
          cidrIp,
          description: 'Who may reach the balancer',
        })),
      ),
    });
    acknowledgeOpen(group, props.cidrs);
    this.balancer = new CfnLoadBalancer(this, 'Balancer', {
      type: 'application',
      scheme: 'internet-facing',
      ipAddressType: 'ipv4',
      subnets: [...subnetIds],
      securityGroups: [group.attrGroupId],
      loadBalancerAttributes: [
        { key: 'idle_timeout.timeout_seconds', value: '60' },
        { key: 'routing.http.drop_invalid_header_fields.enabled', value: 'true' },
      ],
    });
    acknowledge(this.balancer, {
      id: 'AwsSolutions-ELB2',
      reason: 'Access logs need a bucket that outlives the balancer; the apps behind it log what they are asked.',
    });
    if (ready) this.balancer.node.addDependency(ready);
    for (const scheme of props.schemes) this.listener(scheme, arns);
    this.facts = {
      arn: this.balancer.ref,
      dnsName: this.balancer.attrDnsName,
      hostedZoneId: this.balancer.attrCanonicalHostedZoneId,
      securityGroupId: group.attrGroupId,
    };
  }

  private listener(scheme: 'https' | 'http', certificateArns: readonly string[]): void {
    const [first, ...others] = certificateArns.map((certificateArn) => ({ certificateArn }));
    const listener = new CfnListener(this, scheme === 'https' ? 'Https' : 'Http', {
      loadBalancerArn: this.balancer.ref,
      port: listenerPort(scheme),
      protocol: scheme.toUpperCase(),
      ...(scheme === 'https' && first && { certificates: [first], sslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06' }),
      defaultActions: [
        {
          type: 'fixed-response',
          fixedResponseConfig: {
            statusCode: '404',
            contentType: 'text/plain',
            messageBody: 'Nothing is deployed under this name.',
          },
        },
      ],
    });
    // A listener takes one certificate; the others are added apart.
    if (scheme === 'https' && others.length > 0) {
      new CfnListenerCertificate(this, 'MoreCertificates', { listenerArn: listener.ref, certificates: others });
    }
  }
}

function withoutCertificate(owner: string): PreviewError {
  return new PreviewError('certificate-missing', `${owner} has no certificate for https`, {
    fault: 'user',
    hint: "Give it certificates or certificateArns, or schemes: ['http'].",
  });
}
