import { AwsError } from '../http/aws-error';
import { flagOf, requiredText, textOf } from '../resource/read-property';
import { recordedType } from '../resource/recorded-type';
import type { ResourceContext, ResourceType } from '../resource/resource-type';
import type { Ec2State } from './network';

export const ec2Vpc: ResourceType<Ec2State> = {
  ...recordedType('AWS::EC2::VPC', ({ world, tags }: ResourceContext<Ec2State>, properties) => {
    const cidrBlock = textOf(properties, 'CidrBlock');
    if (!cidrBlock) {
      throw new AwsError('GeneralServiceException', 'The local endpoint makes no VPC without CidrBlock');
    }
    const vpcId = world.network.createVpc(cidrBlock, tags);
    const group = world.network.groups().find((one) => one.vpcId === vpcId);
    const DefaultNetworkAcl = vpcId.replace(/^vpc-/, 'acl-');
    const attributes = {
      VpcId: vpcId,
      CidrBlock: cidrBlock,
      DefaultSecurityGroup: group?.groupId ?? '',
      DefaultNetworkAcl,
    };
    return { physicalId: vpcId, attributes };
  }),
  async delete({ world }, former) {
    world.network.deleteVpc(former.physicalId);
  },
};

export const ec2Subnet: ResourceType<Ec2State> = {
  ...recordedType('AWS::EC2::Subnet', ({ world, tags }: ResourceContext<Ec2State>, properties) => {
    const { network } = world;
    const availabilityZone = textOf(properties, 'AvailabilityZone') ?? network.availabilityZones()[0] ?? '';
    const vpcId = requiredText(properties, 'VpcId');
    const cidrBlock = textOf(properties, 'CidrBlock') ?? '';
    const mapPublicIpOnLaunch = flagOf(properties, 'MapPublicIpOnLaunch') ?? false;
    const subnetId = network.createSubnet({ vpcId, availabilityZone, cidrBlock, mapPublicIpOnLaunch, tags });
    const attributes = { SubnetId: subnetId, VpcId: vpcId, AvailabilityZone: availabilityZone, CidrBlock: cidrBlock };
    return { physicalId: subnetId, attributes };
  }),
  async delete({ world }, former) {
    world.network.deleteSubnet(former.physicalId);
  },
};

export const ec2RouteTable: ResourceType<Ec2State> = {
  ...recordedType('AWS::EC2::RouteTable', ({ world, tags }: ResourceContext<Ec2State>, properties) => {
    const vpcId = requiredText(properties, 'VpcId');
    const id = world.network.addPart('route-table', { prefix: 'rtb', vpcId, tags });
    return { physicalId: id, attributes: { RouteTableId: id } };
  }),
  delete: removePart,
};

export const ec2InternetGateway: ResourceType<Ec2State> = {
  ...recordedType('AWS::EC2::InternetGateway', ({ world, tags }: ResourceContext<Ec2State>) => {
    const id = world.network.addPart('internet-gateway', { prefix: 'igw', tags });
    return { physicalId: id, attributes: { InternetGatewayId: id } };
  }),
  delete: removePart,
};

export const ec2VpcGatewayAttachment = recordedType('AWS::EC2::VPCGatewayAttachment', (_context, properties) => {
  const kind = properties.InternetGatewayId === undefined ? 'VGW' : 'IGW';
  return { physicalId: `${kind}|${requiredText(properties, 'VpcId')}`, attributes: { AttachmentType: kind } };
});

export const ec2Route = recordedType('AWS::EC2::Route', (_context, properties) => {
  const range = textOf(properties, 'DestinationCidrBlock') ?? textOf(properties, 'DestinationIpv6CidrBlock') ?? '';
  return { physicalId: `${requiredText(properties, 'RouteTableId')}|${range}`, attributes: { CidrBlock: range } };
});

export const ec2SubnetRouteTableAssociation: ResourceType<Ec2State> = {
  ...recordedType('AWS::EC2::SubnetRouteTableAssociation', ({ world }: ResourceContext<Ec2State>) => {
    const id = world.network.addPart('route-table-association', { prefix: 'rtbassoc', tags: {} });
    return { physicalId: id, attributes: { Id: id } };
  }),
  delete: removePart,
};

async function removePart(
  { world }: ResourceContext<Ec2State>,
  former: { readonly physicalId: string },
): Promise<void> {
  world.network.removePart(former.physicalId);
}
