import type { Ec2State } from '../ec2/network';
import { AwsError } from '../http/aws-error';
import { recordsOf, requiredText, textOf, textsOf } from '../resource/read-property';
import type { Properties, ResourceContext, ResourceState, ResourceType } from '../resource/resource-type';
import type { Balancer, Elbv2State } from './balancers';
import { elbName } from './elb-name';

/** An application load balancer: requests follow its listeners' rules by host name. */
export const elbv2LoadBalancer: ResourceType<Elbv2State & Ec2State> = {
  type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  nameProperty: 'Name',
  mode: 'run',

  async create(context, properties) {
    const { world, region, tags } = context;
    const type = textOf(properties, 'Type') ?? 'application';
    if (type !== 'application') {
      throw new AwsError(
        'GeneralServiceException',
        `The local endpoint makes no load balancer of type ${type}, only application`,
      );
    }
    const subnets = subnetsOf(properties);
    const known = world.network.subnets().filter(({ subnetId }) => subnets.includes(subnetId));
    const balancer = world.balancers.createBalancer({
      name: textOf(properties, 'Name') ?? elbName(context),
      region,
      scheme: textOf(properties, 'Scheme') ?? 'internet-facing',
      subnets: checkedSubnets(subnets, known),
      securityGroups: checkedGroups(context, properties),
      vpcId: known[0]?.vpcId,
      tags,
    });
    world.network.holdGroups(balancer.arn, balancer.securityGroups);
    return stateOf(balancer);
  },

  async update(context, former, properties) {
    const { world, tags } = context;
    const subnets = subnetsOf(properties);
    const known = world.network.subnets().filter(({ subnetId }) => subnets.includes(subnetId));
    const balancer = world.balancers.changeBalancer(former.physicalId, {
      tags,
      subnets: checkedSubnets(subnets, known),
      securityGroups: checkedGroups(context, properties),
    });
    world.network.holdGroups(balancer.arn, balancer.securityGroups);
    return stateOf(balancer);
  },

  async delete({ world }, former) {
    world.balancers.deleteBalancer(former.physicalId);
    world.network.holdGroups(former.physicalId, []);
  },
};

function subnetsOf(properties: Properties): readonly string[] {
  const mapped = recordsOf(properties, 'SubnetMappings').map((mapping) => requiredText(mapping, 'SubnetId'));
  return [...textsOf(properties, 'Subnets'), ...mapped];
}

function checkedSubnets(asked: readonly string[], known: readonly { readonly subnetId: string }[]): readonly string[] {
  const missing = asked.find((id) => !known.some(({ subnetId }) => subnetId === id));
  if (missing) {
    throw new AwsError('SubnetNotFound', `The subnet ID '${missing}' does not exist`);
  }
  return asked;
}

function checkedGroups({ world }: ResourceContext<Elbv2State & Ec2State>, properties: Properties): readonly string[] {
  const groups = textsOf(properties, 'SecurityGroups');
  const missing = groups.find((id) => !world.network.hasSecurityGroup(id));
  if (missing) {
    throw new AwsError('InvalidSecurityGroup', `The security group ID '${missing}' does not exist`);
  }
  return groups;
}

function stateOf(balancer: Balancer): ResourceState {
  return {
    physicalId: balancer.arn,
    attributes: {
      LoadBalancerArn: balancer.arn,
      LoadBalancerName: balancer.name,
      LoadBalancerFullName: balancer.fullName,
      DNSName: balancer.dnsName,
      CanonicalHostedZoneID: balancer.hostedZoneId,
      SecurityGroups: balancer.securityGroups,
    },
  };
}
