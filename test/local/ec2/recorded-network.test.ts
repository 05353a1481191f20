import {
  DescribeAvailabilityZonesCommand,
  DescribeInstancesCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { networkService } from '../../../lib/local/ec2/ec2-service';
import {
  ec2InternetGateway,
  ec2Route,
  ec2RouteTable,
  ec2Subnet,
  ec2SubnetRouteTableAssociation,
  ec2Vpc,
} from '../../../lib/local/ec2/network-types';
import { ec2SecurityGroup } from '../../../lib/local/ec2/security-group-type';
import { type ServedServices, serveServices } from '../serve-services';
import { type SmallWorld, smallWorld } from '../small-world';

// What AWS answered, recorded by LocalStack's suite (github localstack/localstack 8b9a79f, tests/aws/services, the test's name and date
// beside each).
let small: SmallWorld;
let served: ServedServices;
let client: EC2Client;
beforeEach(async () => {
  small = smallWorld();
  served = await serveServices(networkService({ network: small.world.network, accountId: '123456789012' }));
  client = new EC2Client(served.client);
});
afterEach(async () => {
  client.destroy();
  await served.close();
  await small.close();
});

test('C14 Ref gives the name of a group whose template names no VPC (cloudformation resources test_ec2_security_group_id_with_vpc, 2024-07-19)', async () => {
  const VpcId = small.world.network.vpcs()[0]?.vpcId;
  const inside = await ec2SecurityGroup.create(small.context('In'), { GroupDescription: 'in', VpcId });
  expect(inside.physicalId).toBe(inside.attributes.GroupId);
  const properties = { GroupDescription: 'out', GroupName: 'out' };
  const outside = await ec2SecurityGroup.create(small.context('Out'), properties);
  expect(outside.physicalId).toBe('out');
  expect(outside.attributes.GroupId).toMatch(/^sg-[0-9a-f]{17}$/);
  await ec2SecurityGroup.update(small.context('Out', { a: 'b' }), outside, properties, properties);
  await ec2SecurityGroup.delete(small.context('Out'), outside, properties);
  expect(small.world.network.hasSecurityGroup(String(outside.attributes.GroupId))).toBe(false);
});

test('C16 what a stack makes is tagged with stack and resource (test_deploy_security_group_with_tags, 2025-01-02)', async () => {
  const group = await ec2SecurityGroup.create(small.context('SecurityGroup'), { GroupDescription: 'x' });
  const GroupIds = [String(group.attributes.GroupId)];
  const { SecurityGroups } = await client.send(new DescribeSecurityGroupsCommand({ GroupIds }));
  const { stackId, stackName } = small.context();
  expect(SecurityGroups?.[0]?.Tags?.toSorted((a, b) => String(a.Key).localeCompare(String(b.Key)))).toEqual([
    { Key: 'aws:cloudformation:logical-id', Value: 'SecurityGroup' },
    { Key: 'aws:cloudformation:stack-id', Value: stackId },
    { Key: 'aws:cloudformation:stack-name', Value: stackName },
  ]);
});

describe('O11 DescribeAvailabilityZones', () => {
  const names = async (input: object) => {
    const { AvailabilityZones } = await client.send(new DescribeAvailabilityZonesCommand(input));
    return AvailabilityZones?.map(({ ZoneName }) => ZoneName);
  };

  test('answers what a filter, a name or an id asks for (test_describe_availability_zones_filters, 2025-05-28)', async () => {
    const Filters = [{ Name: 'zone-name', Values: ['eu-central-1a'] }];
    const { AvailabilityZones } = await client.send(new DescribeAvailabilityZonesCommand({ Filters }));
    expect(AvailabilityZones).toEqual([
      {
        GroupName: 'eu-central-1-zg-1',
        Messages: [],
        NetworkBorderGroup: 'eu-central-1',
        OptInStatus: 'opt-in-not-required',
        RegionName: 'eu-central-1',
        State: 'available',
        ZoneId: 'euc1-az1',
        ZoneName: 'eu-central-1a',
        ZoneType: 'availability-zone',
      },
    ]);
    expect(await names({ ZoneNames: ['eu-central-1b'] })).toEqual(['eu-central-1b']);
    expect(await names({ ZoneIds: ['euc1-az3'] })).toEqual(['eu-central-1c']);
  });

  test('refuses names that are none, and filters that are not here', async () => {
    await expect(names({ ZoneNames: ['eu-central-1z'] })).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    await expect(names({ Filters: [{ Name: 'bogus', Values: ['x'] }] })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
      message: "The filter 'bogus' is invalid",
    });
  });
});

test('O11 a filter that is not here is refused whatever else is asked, also where there is nothing to choose from', async () => {
  const Filters = [
    { Name: 'vpc-id', Values: ['vpc-none'] },
    { Name: 'bogus', Values: ['x'] },
  ];
  for (const command of [
    new DescribeSubnetsCommand({ Filters }),
    new DescribeRouteTablesCommand({ Filters }),
    new DescribeInstancesCommand({ Filters: [{ Name: 'bogus', Values: ['x'] }] }),
  ]) {
    await expect(client.send(command as DescribeSubnetsCommand)).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    });
  }
});

test('O14 a route table shows the local route, its own, and its subnets (test_vpc_with_route_table, 2024-06-19; test_create_route_table_association, 2024-06-06)', async () => {
  const vpc = await ec2Vpc.create(small.context('Vpc'), { CidrBlock: '100.0.0.0/20' });
  const VpcId = vpc.physicalId;
  const table = await ec2RouteTable.create(small.context('Table'), { VpcId });
  const RouteTableIds = [table.physicalId];
  const shown = async () => (await client.send(new DescribeRouteTablesCommand({ RouteTableIds }))).RouteTables?.[0];
  const local = {
    DestinationCidrBlock: '100.0.0.0/20',
    GatewayId: 'local',
    Origin: 'CreateRouteTable',
    State: 'active',
  };
  expect(await shown()).toMatchObject({
    Associations: [],
    OwnerId: '123456789012',
    PropagatingVgws: [],
    RouteTableId: table.physicalId,
    Routes: [local],
    VpcId,
  });
  const subnet = await ec2Subnet.create(small.context('Subnet'), { VpcId, CidrBlock: '100.0.0.0/24' });
  const gateway = await ec2InternetGateway.create(small.context('Gateway'), {});
  const RouteTableId = table.physicalId;
  const association = await ec2SubnetRouteTableAssociation.create(small.context('Association'), {
    ...{ RouteTableId, SubnetId: subnet.physicalId },
  });
  const way = { RouteTableId, DestinationCidrBlock: '0.0.0.0/0', GatewayId: gateway.physicalId };
  const route = await ec2Route.create(small.context('Route'), way);
  expect(await shown()).toMatchObject({
    Routes: [
      local,
      { DestinationCidrBlock: '0.0.0.0/0', GatewayId: gateway.physicalId, Origin: 'CreateRoute', State: 'active' },
    ],
    Associations: [
      {
        Main: false,
        RouteTableAssociationId: association.physicalId,
        RouteTableId,
        SubnetId: subnet.physicalId,
        AssociationState: { State: 'associated' },
      },
    ],
  });
  const next = { ...way, GatewayId: 'igw-0' };
  await ec2Route.update(small.context('Route'), route, next, way);
  expect((await shown())?.Routes?.map(({ GatewayId }) => GatewayId)).toEqual(['local', 'igw-0']);
  await ec2Route.delete(small.context('Route'), route, next);
  expect((await shown())?.Routes).toEqual([local]);
});

test('tags of a network, and whether a subnet gives public addresses, follow the template', async () => {
  const [vpc] = small.world.network.vpcs();
  const properties = { VpcId: vpc?.vpcId, CidrBlock: '172.31.99.0/24' };
  const subnet = await ec2Subnet.create(small.context('Subnet'), properties);
  const next = { ...properties, MapPublicIpOnLaunch: true };
  await ec2Subnet.update(small.context('Subnet', { Name: 'new' }), subnet, next, properties);
  const { Subnets } = await client.send(new DescribeSubnetsCommand({ SubnetIds: [subnet.physicalId] }));
  expect(Subnets?.[0]).toMatchObject({ MapPublicIpOnLaunch: true });
  expect(Subnets?.[0]?.Tags).toContainEqual({ Key: 'Name', Value: 'new' });
  await ec2Subnet.update(small.context('Subnet'), subnet, properties, next);
  expect(small.world.network.subnets().find(({ subnetId }) => subnetId === subnet.physicalId)).toMatchObject({
    mapPublicIpOnLaunch: false,
  });
});
