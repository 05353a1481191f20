import { CfnSecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { CfnListener, CfnListenerCertificate, CfnLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { Construct } from 'constructs';
import type { BalancerFacts } from '../../facts/facts';
import { MeasuredBalancer } from '../observe/measured-balancer';
import { acknowledge } from '../rights/acknowledge';
import { listenerPort } from '../service/route';
import { acknowledgeOpen } from '../service/service-groups';

/** What a shared balancer is made of. */
export interface SharedBalancerProps {
  /** VPC of the balancer: `vpc-…`. */
  readonly vpcId: string;
  /** Two at least, in different zones. */
  readonly subnetIds: readonly string[];
  /** Who may reach it. */
  readonly cidrs: readonly string[];
  /** A listener for each. */
  readonly schemes: readonly ('https' | 'http')[];
  /** One at least when a scheme is `https`; the first is shown to clients that name no host. */
  readonly certificateArns: readonly string[];
}

/**
 * One application balancer for many environments: Beanstalk adds a rule for each one's host, and what matches none gets 404. It
 * serves 100 environments at the most (100 target groups, not adjustable).
 */
export class SharedBalancer extends MeasuredBalancer {
  /** Escape hatch: the balancer itself. */
  readonly balancer: CfnLoadBalancer;
  /** What services and host names need to know of it. */
  readonly facts: BalancerFacts;

  constructor(scope: Construct, id: string, props: SharedBalancerProps) {
    super(scope, id);
    const group = new CfnSecurityGroup(this, 'SecurityGroup', {
      groupDescription: 'Shared balancer',
      vpcId: props.vpcId,
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
      subnets: [...props.subnetIds],
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
    for (const scheme of props.schemes) this.listener(scheme, props.certificateArns);
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
