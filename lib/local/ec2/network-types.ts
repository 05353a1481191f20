import { AwsError } from '../http/aws-error';
import { flagOf, requiredText, textOf } from '../resource/read-property';
import { recordedType } from '../resource/recorded-type';
import type { Properties, ResourceContext, ResourceState, ResourceType } from '../resource/resource-type';
import { stackTags } from '../resource/stack-tags';
import type { Ec2State } from './network';

export const ec2Vpc: ResourceType<Ec2State> = {
  ...recordedType('AWS::EC2::VPC', (context: ResourceContext<Ec2State>, properties) => {
    const { world } = context;
    const cidrBlock = textOf(properties, 'CidrBlock');
    if (!cidrBlock) {
      throw new AwsError('GeneralServiceException', 'The local endpoint makes no VPC without CidrBlock');
    }
    const vpcId = world.network.createVpc(cidrBlock, stackTags(context));
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
  update: retag,
  async delete({ world }, former) {
    world.network.deleteVpc(former.physicalId);
  },
};

export const ec2Subnet: ResourceType<Ec2State> = {
  ...recordedType('AWS::EC2::Subnet', (context: ResourceContext<Ec2State>, properties) => {
    const { network } = context.world;
    const tags = stackTags(context);
    const availabilityZone = textOf(properties, 'AvailabilityZone') ?? network.availabilityZones()[0] ?? '';
    const vpcId = requiredText(properties, 'VpcId');
    const cidrBlock = textOf(properties, 'CidrBlock') ?? '';
    const mapPublicIpOnLaunch = flagOf(properties, 'MapPublicIpOnLaunch') ?? false;
    const subnetId = network.createSubnet({ vpcId, availabilityZone, cidrBlock, mapPublicIpOnLaunch, tags });
    const attributes = { SubnetId: subnetId, VpcId: vpcId, AvailabilityZone: availabilityZone, CidrBlock: cidrBlock };
    return { physicalId: subnetId, attributes };
  }),
  update: retag,
  async delete({ world }, former) {
    world.network.deleteSubnet(former.physicalId);
  },
};

export const ec2RouteTable: ResourceType<Ec2State> = {
  ...recordedType('AWS::EC2::RouteTable', (context: ResourceContext<Ec2State>, properties) => {
    const vpcId = requiredText(properties, 'VpcId');
    const tags = stackTags(context);
    const id = context.world.network.addPart('route-table', { prefix: 'rtb', vpcId, tags });
    return { physicalId: id, attributes: { RouteTableId: id } };
  }),
  update: retag,
  delete: removePart,
};

export const ec2InternetGateway: ResourceType<Ec2State> = {
  ...recordedType('AWS::EC2::InternetGateway', (context: ResourceContext<Ec2State>) => {
    const tags = stackTags(context);
    const id = context.world.network.addPart('internet-gateway', { prefix: 'igw', tags });
    return { physicalId: id, attributes: { InternetGatewayId: id } };
  }),
  update: retag,
  delete: removePart,
};

export const ec2VpcGatewayAttachment = recordedType('AWS::EC2::VPCGatewayAttachment', (_context, properties) => {
  const kind = properties.InternetGatewayId === undefined ? 'VGW' : 'IGW';
  return { physicalId: `${kind}|${requiredText(properties, 'VpcId')}`, attributes: { AttachmentType: kind } };
});

/** Where a route leads, by the property of templates, and as DescribeRouteTables names it. */
const targets = {
  GatewayId: 'gatewayId',
  NatGatewayId: 'natGatewayId',
  InstanceId: 'instanceId',
  NetworkInterfaceId: 'networkInterfaceId',
  TransitGatewayId: 'transitGatewayId',
  VpcPeeringConnectionId: 'vpcPeeringConnectionId',
  EgressOnlyInternetGatewayId: 'egressOnlyInternetGatewayId',
};

export const ec2Route: ResourceType<Ec2State> = {
  ...recordedType('AWS::EC2::Route', putRoute),
  update: async (context, _former, properties, formerProperties) => {
    removeRoute(context, formerProperties);
    return putRoute(context, properties);
  },
  delete: async (context, _former, properties) => removeRoute(context, properties),
};

function putRoute({ world }: ResourceContext<Ec2State>, properties: Properties): ResourceState {
  const { table, range } = placeOf(properties);
  const ways = Object.entries(targets).flatMap(([property, name]) => {
    const target = textOf(properties, property);
    return target === undefined ? [] : [[name, target]];
  });
  const destination = range.includes(':') ? 'destinationIpv6CidrBlock' : 'destinationCidrBlock';
  const detail = { routeTableId: table, [destination]: range, ...Object.fromEntries(ways) };
  world.network.addPart('route', { prefix: 'r', detail, tags: {} });
  return { physicalId: `${table}|${range}`, attributes: { CidrBlock: range } };
}

function removeRoute({ world }: ResourceContext<Ec2State>, properties: Properties): void {
  const { table, range } = placeOf(properties);
  const found = world.network
    .parts('route')
    .find(({ detail }) => detail?.routeTableId === table && Object.values(detail).includes(range));
  if (found) {
    world.network.removePart(found.id);
  }
}

function placeOf(properties: Properties): { readonly table: string; readonly range: string } {
  const range = textOf(properties, 'DestinationCidrBlock') ?? textOf(properties, 'DestinationIpv6CidrBlock') ?? '';
  return { table: requiredText(properties, 'RouteTableId'), range };
}

export const ec2SubnetRouteTableAssociation: ResourceType<Ec2State> = {
  ...recordedType(
    'AWS::EC2::SubnetRouteTableAssociation',
    ({ world }: ResourceContext<Ec2State>, properties: Properties) => {
      const detail = {
        routeTableId: requiredText(properties, 'RouteTableId'),
        subnetId: requiredText(properties, 'SubnetId'),
      };
      const id = world.network.addPart('route-table-association', { prefix: 'rtbassoc', detail, tags: {} });
      return { physicalId: id, attributes: { Id: id } };
    },
  ),
  delete: removePart,
};

async function retag(
  context: ResourceContext<Ec2State>,
  former: ResourceState,
  properties: Properties,
): Promise<ResourceState> {
  const mapPublicIpOnLaunch = flagOf(properties, 'MapPublicIpOnLaunch') ?? false;
  context.world.network.retag(former.physicalId, stackTags(context), { mapPublicIpOnLaunch });
  return former;
}

async function removePart(
  { world }: ResourceContext<Ec2State>,
  former: { readonly physicalId: string },
): Promise<void> {
  world.network.removePart(former.physicalId);
}
