import { CfnSecurityGroupEgress } from 'aws-cdk-lib/aws-ec2';
import { CfnListenerCertificate } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { Construct } from 'constructs';
import type { BalancerFacts, NetworkFacts } from '../../facts/facts';
import type { ExistingParts } from '../application-props';
import { balancerOf, type SharingBalancer } from '../service/route-props';
import { SharedBalancer } from './shared-balancer';
import type { SharedNeeds } from './shared-needs';

export interface SharingProps {
  readonly existing: ExistingParts | undefined;
  readonly network: NetworkFacts;
  readonly needs: SharedNeeds['balancer'];
  /** The certificate that the stack makes. */
  readonly certificateArn: string | undefined;
}

/** The balancer that the targets of a stage share: one that is there, or one of the stack; none when no target shares one. */
export function sharing(scope: Construct, props: SharingProps): { readonly facts: BalancerFacts } | undefined {
  const { existing, network, needs, certificateArn } = props;
  if (!needs) return undefined;
  const made = needs.ownCertificate && certificateArn !== undefined ? [certificateArn] : [];
  const certificateArns = [...needs.certificateArns, ...made];
  const { balancer, httpsListener } = existing ?? {};
  if (balancer !== undefined) return shareExisting(scope, balancer, httpsListener, certificateArns);
  return new SharedBalancer(scope, 'Shared', {
    vpcId: network.vpcId,
    subnetIds: network.publicSubnetIds,
    cidrs: needs.cidrs,
    schemes: needs.schemes,
    certificateArns,
  });
}

function shareExisting(
  scope: Construct,
  balancer: SharingBalancer,
  httpsListener: ExistingParts['httpsListener'],
  certificateArns: readonly string[],
): { readonly facts: BalancerFacts } {
  const listenerArn = typeof httpsListener === 'object' ? httpsListener.listenerArn : httpsListener;
  if (listenerArn !== undefined && certificateArns.length > 0) {
    const certificates = certificateArns.map((certificateArn) => ({ certificateArn }));
    new CfnListenerCertificate(scope, 'SharedCertificates', { listenerArn, certificates });
  }
  const { facts, closedGroupId: groupId } = balancerOf(`the application stack ${scope.node.id}`, balancer);
  // Services of other stacks stand behind it, which it does not know.
  if (groupId !== undefined) {
    new CfnSecurityGroupEgress(scope, 'SharedEgress', {
      ...{ groupId, ipProtocol: 'tcp', fromPort: 80, toPort: 80, cidrIp: '0.0.0.0/0' },
      description: 'To the instances of services that share the balancer',
    });
  }
  return { facts };
}
