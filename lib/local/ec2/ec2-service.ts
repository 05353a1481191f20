import { queryService } from '../http/query-service';
import type { Service } from '../http/service';
import { describeAccountAttributes } from './describe-account-attributes';
import { type AddressedEnvironment, describeAddresses } from './describe-addresses';
import { describeZones } from './describe-zones';
import { drawGroup, drawTagSet } from './draw-group';
import { drawRouteTable } from './draw-route-table';
import { choose } from './filters';
import type { Network } from './network';

export interface NetworkServiceOptions {
  readonly network: Network;
  readonly accountId: string;
  /** Its single instances have public addresses. @default there is none */
  readonly beanstalk?: { environments(): readonly AddressedEnvironment[] };
}

/** The reading part of EC2, over the wire: networks are made through CloudFormation. */
export function networkService({ network, accountId, beanstalk }: NetworkServiceOptions): Service {
  return queryService({
    scopes: ['ec2'],
    dialect: 'ec2',
    xmlns: 'http://ec2.amazonaws.com/doc/2016-11-15/',
    version: '2016-11-15',
    refused: Object.fromEntries(dryRunnable.map((operation) => [operation, ['DryRun']])),
    operations: {
      DescribeVpcs: (params) => ({
        vpcSet: choose(params, 'VpcId', 'InvalidVpcID.NotFound', network.vpcs(), {
          id: ({ vpcId }) => vpcId,
          tags: ({ tags }) => tags,
          fields: {
            'vpc-id': ({ vpcId }) => vpcId,
            isDefault: ({ isDefault }) => isDefault,
            'is-default': ({ isDefault }) => isDefault,
            cidr: ({ cidrBlock }) => cidrBlock,
            state: () => 'available',
          },
        }).map((vpc) => ({
          vpcId: vpc.vpcId,
          ownerId: accountId,
          state: 'available',
          cidrBlock: vpc.cidrBlock,
          dhcpOptionsId: 'default',
          instanceTenancy: 'default',
          isDefault: vpc.isDefault,
          tagSet: drawTagSet(vpc.tags),
        })),
      }),
      DescribeSubnets: (params) => ({
        subnetSet: choose(params, 'SubnetId', 'InvalidSubnetID.NotFound', network.subnets(), {
          id: ({ subnetId }) => subnetId,
          tags: ({ tags }) => tags,
          fields: {
            'subnet-id': ({ subnetId }) => subnetId,
            'vpc-id': ({ vpcId }) => vpcId,
            'availability-zone': ({ availabilityZone }) => availabilityZone,
            availabilityZone: ({ availabilityZone }) => availabilityZone,
            'default-for-az': ({ defaultForAz }) => defaultForAz,
            defaultForAz: ({ defaultForAz }) => defaultForAz,
            'map-public-ip-on-launch': ({ mapPublicIpOnLaunch }) => mapPublicIpOnLaunch,
            state: () => 'available',
          },
        }).map((subnet) => ({
          subnetId: subnet.subnetId,
          subnetArn: `arn:aws:ec2:${subnet.availabilityZone.slice(0, -1)}:${accountId}:subnet/${subnet.subnetId}`,
          vpcId: subnet.vpcId,
          ownerId: accountId,
          state: 'available',
          cidrBlock: subnet.cidrBlock,
          availableIpAddressCount: 4091,
          availabilityZone: subnet.availabilityZone,
          defaultForAz: subnet.defaultForAz,
          mapPublicIpOnLaunch: subnet.mapPublicIpOnLaunch,
          tagSet: drawTagSet(subnet.tags),
        })),
      }),
      DescribeSecurityGroups: (params) => ({
        securityGroupInfo: choose(params, 'GroupId', 'InvalidGroup.NotFound', network.groups(), {
          id: ({ groupId }) => groupId,
          tags: ({ tags }) => tags,
          fields: {
            'group-id': ({ groupId }) => groupId,
            'group-name': ({ name }) => name,
            'vpc-id': ({ vpcId }) => vpcId,
            description: ({ description }) => description,
            'ip-permission.group-id': ({ groupId }) => network.rules(groupId).map(({ peerGroup }) => peerGroup ?? ''),
          },
        }).map((group) => drawGroup(group, network.rules(group.groupId), accountId)),
      }),
      DescribeAvailabilityZones: (params) => describeZones(params, network.availabilityZones()),
      DescribeRouteTables: (params) => {
        const routes = network.parts('route');
        const associations = network.parts('route-table-association');
        const tables = choose(params, 'RouteTableId', 'InvalidRouteTableID.NotFound', network.parts('route-table'), {
          id: ({ id }) => id,
          tags: ({ tags }) => tags,
          fields: {
            'route-table-id': ({ id }) => id,
            'vpc-id': ({ vpcId }) => vpcId ?? '',
            'association.subnet-id': ({ id }) =>
              associations.flatMap(({ detail }) => (detail?.routeTableId === id ? (detail.subnetId ?? '') : [])),
          },
        });
        return {
          routeTableSet: tables.map((table) =>
            drawRouteTable(table, { routes, associations, vpcs: network.vpcs(), accountId }),
          ),
        };
      },
      // Environments run as processes of this machine: there are no instances.
      DescribeInstances: (params) => {
        choose(params, 'InstanceId', 'InvalidInstanceID.NotFound', [], { ...noInstance, tags: () => ({}) });
        return { reservationSet: [] };
      },
      DescribeAddresses: (params, { region }) => describeAddresses(params, beanstalk?.environments() ?? [], region),
      DescribeAccountAttributes: (params) => describeAccountAttributes(params, network),
    },
  });
}

/** The filters that programs ask for instances by. */
const noInstance = {
  id: () => '',
  fields: Object.fromEntries(
    [
      'availability-zone',
      'image-id',
      'instance-id',
      'instance-state-name',
      'instance-type',
      'ip-address',
      'private-dns-name',
      'private-ip-address',
      'subnet-id',
      'vpc-id',
    ].map((name) => [name, () => '']),
  ),
};

const dryRunnable = [
  'DescribeAccountAttributes',
  'DescribeAddresses',
  'DescribeAvailabilityZones',
  'DescribeInstances',
  'DescribeRouteTables',
  'DescribeSecurityGroups',
  'DescribeSubnets',
  'DescribeVpcs',
];
