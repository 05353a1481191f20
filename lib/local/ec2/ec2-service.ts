import { pageAsked } from '../http/page';
import type { QueryParams } from '../http/query-params';
import { queryService } from '../http/query-service';
import type { Service } from '../http/service';
import { describeAccountAttributes } from './describe-account-attributes';
import { type AddressedEnvironment, describeAddresses } from './describe-addresses';
import { describeZones, zonesOf } from './describe-zones';
import { drawGroup, drawTagSet } from './draw-group';
import { drawRouteTable } from './draw-route-table';
import { choose } from './filters';
import type { Network, Subnet } from './network';
import { type Machines, terminateInstances } from './terminate-instances';

export interface NetworkServiceOptions {
  readonly network: Network;
  readonly accountId: string;
  /** Its single instances have public addresses. @default there is none */
  readonly beanstalk?: { environments(): readonly AddressedEnvironment[] } & Machines;
}

/** EC2 over the wire: networks are read, since CloudFormation makes them, and machines of Beanstalk end. */
export function networkService({ network, accountId, beanstalk }: NetworkServiceOptions): Service {
  return queryService({
    scopes: ['ec2'],
    dialect: 'ec2',
    xmlns: 'http://ec2.amazonaws.com/doc/2016-11-15/',
    version: '2016-11-15',
    refused: Object.fromEntries(dryRunnable.map((operation) => [operation, ['DryRun']])),
    operations: {
      DescribeVpcs(params) {
        const found = choose(params, 'VpcId', 'InvalidVpcID.NotFound', network.vpcs(), {
          id: ({ vpcId }) => vpcId,
          tags: ({ tags }) => tags,
          fields: {
            'vpc-id': ({ vpcId }) => vpcId,
            isDefault: ({ isDefault }) => isDefault,
            'is-default': ({ isDefault }) => isDefault,
            cidr: ({ cidrBlock }) => cidrBlock,
            state: () => 'available',
          },
        });
        const { items, nextToken } = paged(params, found);
        return {
          vpcSet: items.map((vpc) => ({
            vpcId: vpc.vpcId,
            ownerId: accountId,
            state: 'available',
            cidrBlock: vpc.cidrBlock,
            dhcpOptionsId: 'default',
            instanceTenancy: 'default',
            cidrBlockAssociationSet: [
              {
                associationId: vpc.vpcId.replace(/^vpc-/, 'vpc-cidr-assoc-'),
                ...{ cidrBlock: vpc.cidrBlock, cidrBlockState: { state: 'associated' } },
              },
            ],
            isDefault: vpc.isDefault,
            tagSet: drawTagSet(vpc.tags),
          })),
          nextToken,
        };
      },
      DescribeSubnets(params) {
        const found = choose(params, 'SubnetId', 'InvalidSubnetID.NotFound', network.subnets(), {
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
        });
        const { items, nextToken } = paged(params, found);
        return { subnetSet: items.map((subnet) => drawSubnet(subnet, network, accountId)), nextToken };
      },
      DescribeSecurityGroups(params) {
        const found = choose(params, 'GroupId', 'InvalidGroup.NotFound', network.groups(), {
          id: ({ groupId }) => groupId,
          tags: ({ tags }) => tags,
          fields: {
            'group-id': ({ groupId }) => groupId,
            'group-name': ({ name }) => name,
            'vpc-id': ({ vpcId }) => vpcId,
            description: ({ description }) => description,
            'ip-permission.group-id': ({ groupId }) => network.rules(groupId).map(({ peerGroup }) => peerGroup ?? ''),
          },
        });
        const { items, nextToken } = paged(params, found);
        return {
          securityGroupInfo: items.map((group) => drawGroup(group, network.rules(group.groupId), accountId)),
          nextToken,
        };
      },
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
        const { items, nextToken } = paged(params, tables, 100);
        return {
          routeTableSet: items.map((table) =>
            drawRouteTable(table, { routes, associations, vpcs: network.vpcs(), accountId }),
          ),
          nextToken,
        };
      },
      // Environments run as processes of this machine: there are no instances.
      DescribeInstances: (params) => {
        const found = choose(params, 'InstanceId', 'InvalidInstanceID.NotFound', [], {
          ...noInstance,
          tags: () => ({}),
        });
        const { items, nextToken } = paged(params, found);
        return { reservationSet: items, nextToken };
      },
      DescribeAddresses: (params, { region }) => describeAddresses(params, beanstalk?.environments() ?? [], region),
      DescribeAccountAttributes: (params) => describeAccountAttributes(params, network),
      TerminateInstances: (params) => terminateInstances(params, beanstalk ?? noMachines),
    },
  });
}

/** The most and the least are those of the API reference of each operation, read in November 2026. */
function paged<T>(params: QueryParams, all: readonly T[], most = 1000) {
  const { items, next } = pageAsked(all, params, {
    ...{ token: 'NextToken', size: 'MaxResults', sizes: [5, most] },
    ...{ invalidToken: 'InvalidNextToken', invalidSize: 'InvalidParameterValue' },
    // Recorded: turbot/steampipe-plugin-aws, table_aws_ec2_instance.go; the other bound is of an issue there.
    refusal: (given) =>
      `Value ( ${given} ) for parameter maxResults is invalid. Expecting a value ${
        Number(given) > most ? `smaller than or equal to ${most}` : 'greater than 5'
      }.`,
  });
  return { items, nextToken: next };
}

/** As a subnet without IPv6 shows itself (awscli 1.45.11, examples/ec2/describe-subnets.rst). */
function drawSubnet(subnet: Subnet, network: Network, accountId: string): object {
  const region = subnet.availabilityZone.slice(0, -1);
  const zones = zonesOf(network.availabilityZones());
  return {
    subnetId: subnet.subnetId,
    subnetArn: `arn:aws:ec2:${region}:${accountId}:subnet/${subnet.subnetId}`,
    vpcId: subnet.vpcId,
    ownerId: accountId,
    state: 'available',
    cidrBlock: subnet.cidrBlock,
    ...{ ipv6CidrBlockAssociationSet: [], assignIpv6AddressOnCreation: false, ipv6Native: false, enableDns64: false },
    // Five of each subnet are AWS's own.
    availableIpAddressCount: 2 ** (32 - Number(subnet.cidrBlock.split('/')[1])) - 5,
    availabilityZone: subnet.availabilityZone,
    availabilityZoneId: zones.find(({ zoneName }) => zoneName === subnet.availabilityZone)?.zoneId,
    defaultForAz: subnet.defaultForAz,
    mapPublicIpOnLaunch: subnet.mapPublicIpOnLaunch,
    mapCustomerOwnedIpOnLaunch: false,
    privateDnsNameOptionsOnLaunch: {
      ...{ hostnameType: 'ip-name', enableResourceNameDnsARecord: false, enableResourceNameDnsAAAARecord: false },
    },
    tagSet: drawTagSet(subnet.tags),
  };
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

const noMachines: Machines = { machineState: () => undefined, loseMachine: () => undefined };

const dryRunnable = [
  'DescribeAccountAttributes',
  'DescribeAddresses',
  'DescribeAvailabilityZones',
  'DescribeInstances',
  'DescribeRouteTables',
  'DescribeSecurityGroups',
  'DescribeSubnets',
  'DescribeVpcs',
  'TerminateInstances',
];
