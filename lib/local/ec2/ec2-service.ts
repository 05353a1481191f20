import { AwsError } from '../http/aws-error';
import type { QueryParams } from '../http/query-params';
import { queryService } from '../http/query-service';
import type { Service } from '../http/service';
import { describeAccountAttributes } from './describe-account-attributes';
import { type AddressedEnvironment, describeAddresses } from './describe-addresses';
import { drawGroup, drawTagSet } from './draw-group';
import { type Filterable, filtered } from './filters';
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
    operations: {
      DescribeVpcs: (params) => ({
        vpcSet: choose(params, 'VpcId', 'InvalidVpcID.NotFound', network.vpcs(), (vpc) => ({
          id: vpc.vpcId,
          tags: vpc.tags,
          fields: {
            'vpc-id': vpc.vpcId,
            isDefault: vpc.isDefault,
            'is-default': vpc.isDefault,
            cidr: vpc.cidrBlock,
            state: 'available',
          },
        })).map((vpc) => ({
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
        subnetSet: choose(params, 'SubnetId', 'InvalidSubnetID.NotFound', network.subnets(), (subnet) => ({
          id: subnet.subnetId,
          tags: subnet.tags,
          fields: {
            'subnet-id': subnet.subnetId,
            'vpc-id': subnet.vpcId,
            'availability-zone': subnet.availabilityZone,
            availabilityZone: subnet.availabilityZone,
            'default-for-az': subnet.defaultForAz,
            defaultForAz: subnet.defaultForAz,
            'map-public-ip-on-launch': subnet.mapPublicIpOnLaunch,
            state: 'available',
          },
        })).map((subnet) => ({
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
        securityGroupInfo: choose(params, 'GroupId', 'InvalidGroup.NotFound', network.groups(), (group) => ({
          id: group.groupId,
          tags: group.tags,
          fields: {
            'group-id': group.groupId,
            'group-name': group.name,
            'vpc-id': group.vpcId,
            description: group.description,
            'ip-permission.group-id': network.rules(group.groupId).map(({ peerGroup }) => peerGroup ?? ''),
          },
        })).map((group) => drawGroup(group, network.rules(group.groupId), accountId)),
      }),
      DescribeAvailabilityZones: () => ({
        availabilityZoneInfo: network.availabilityZones().map((zoneName) => ({
          zoneName,
          zoneId: `local-az${zoneName.slice(-1)}`,
          zoneState: 'available',
          zoneType: 'availability-zone',
          regionName: zoneName.slice(0, -1),
          optInStatus: 'opt-in-not-required',
        })),
      }),
      DescribeRouteTables: (params) => ({
        routeTableSet: choose(
          params,
          'RouteTableId',
          'InvalidRouteTableID.NotFound',
          network.parts('route-table'),
          (table) => ({
            id: table.id,
            tags: table.tags,
            fields: { 'route-table-id': table.id, 'vpc-id': table.vpcId ?? '' },
          }),
        ).map((table) => ({
          routeTableId: table.id,
          vpcId: table.vpcId,
          ownerId: accountId,
          tagSet: drawTagSet(table.tags),
        })),
      }),
      // Environments run as processes of this machine: there are no instances.
      DescribeInstances: () => ({ reservationSet: [] }),
      DescribeAddresses: (_params, { region }) => describeAddresses(beanstalk?.environments() ?? [], region),
      DescribeAccountAttributes: (params) => describeAccountAttributes(params, network),
    },
  });
}

/** Those that the request names by id and by filter. An id that does not exist is an error; a filter that fits nothing is not. */
function choose<T>(
  params: QueryParams,
  idName: string,
  missing: string,
  all: readonly T[],
  view: (one: T) => Filterable & { readonly id: string },
): readonly T[] {
  const ids = params.texts(idName);
  const known = new Set(all.map((one) => view(one).id));
  const unknown = ids.filter((id) => !known.has(id));
  if (unknown.length > 0) {
    throw new AwsError(missing, `The ID '${unknown.join(', ')}' does not exist`);
  }
  const filters = params
    .structures('Filter')
    .map((filter) => ({ name: filter.required('Name'), values: filter.texts('Value') }));
  return all.filter((one) => (ids.length === 0 || ids.includes(view(one).id)) && filtered(view(one), filters));
}
