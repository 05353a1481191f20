import {
  DescribeAccountAttributesCommand,
  DescribeAddressesCommand,
  DescribeAvailabilityZonesCommand,
  DescribeInstancesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { networkService } from '../../../lib/local/ec2/ec2-service';
import type { Network } from '../../../lib/local/ec2/network';
import { openNetwork } from '../../../lib/local/ec2/open-network';
import type { EnvironmentRecord } from '../../../lib/local/elastic-beanstalk/records';
import { type ServedServices, serveServices } from '../serve-services';
import { memoryJournal } from '../state/memory-journal';

let network: Network;
let served: ServedServices;
let client: EC2Client;
const environments: EnvironmentRecord[] = [];
beforeEach(async () => {
  network = openNetwork({ journal: memoryJournal(), region: 'eu-central-1' });
  served = await serveServices(
    networkService({
      network,
      accountId: '123456789012',
      beanstalk: { environments: () => environments, machineState: () => undefined, loseMachine: () => undefined },
    }),
  );
  client = new EC2Client(served.client);
});
afterEach(async () => {
  client.destroy();
  await served.close();
});

test('a default VPC with a public subnet in each of three zones is there from the start', async () => {
  network.createVpc('10.0.0.0/16', { Name: 'own' });
  const filters = [{ Name: 'isDefault', Values: ['true'] }];
  const { Vpcs } = await client.send(new DescribeVpcsCommand({ Filters: filters }));
  expect(Vpcs).toEqual([
    expect.objectContaining({ IsDefault: true, CidrBlock: '172.31.0.0/16', OwnerId: '123456789012' }),
  ]);
  const ofVpc = [{ Name: 'vpc-id', Values: [Vpcs?.[0]?.VpcId ?? ''] }];
  const { Subnets } = await client.send(new DescribeSubnetsCommand({ Filters: ofVpc }));
  expect(Subnets?.map(({ AvailabilityZone, MapPublicIpOnLaunch }) => [AvailabilityZone, MapPublicIpOnLaunch])).toEqual([
    ['eu-central-1a', true],
    ['eu-central-1b', true],
    ['eu-central-1c', true],
  ]);
  const { AvailabilityZones } = await client.send(new DescribeAvailabilityZonesCommand({}));
  expect(AvailabilityZones?.map(({ ZoneName }) => ZoneName)).toEqual([
    'eu-central-1a',
    'eu-central-1b',
    'eu-central-1c',
  ]);
});

test('security groups are found by id, name, VPC and tag, with their rules', async () => {
  const app = network.createSecurityGroup({ description: 'app', name: 'shop-app', tags: { project: 'shop' } });
  const other = network.createSecurityGroup({ description: 'database', name: 'shop-database', tags: {} });
  network.addIngress(other, { IpProtocol: 'tcp', FromPort: 5432, ToPort: 5432, SourceSecurityGroupId: app });
  const found = async (Name: string, ...Values: string[]) => {
    const { SecurityGroups } = await client.send(new DescribeSecurityGroupsCommand({ Filters: [{ Name, Values }] }));
    return SecurityGroups?.map(({ GroupId }) => GroupId);
  };
  expect(await found('tag:project', 'shop')).toEqual([app]);
  expect(await found('group-name', 'shop-*')).toEqual([app, other]);
  expect(await found('tag:project', 'none')).toEqual([]);
  const { SecurityGroups } = await client.send(new DescribeSecurityGroupsCommand({ GroupIds: [other] }));
  expect(SecurityGroups?.[0]?.IpPermissions).toEqual([
    expect.objectContaining({
      ...{ IpProtocol: 'tcp', FromPort: 5432, ToPort: 5432 },
      UserIdGroupPairs: [{ GroupId: app, UserId: '123456789012' }],
    }),
  ]);
});

test('an id that does not exist and a filter that is not known are errors, not empty lists', async () => {
  await expect(client.send(new DescribeVpcsCommand({ VpcIds: ['vpc-0'] }))).rejects.toMatchObject({
    name: 'InvalidVpcID.NotFound',
  });
  const filters = [{ Name: 'no-such-filter', Values: ['x'] }];
  await expect(client.send(new DescribeVpcsCommand({ Filters: filters }))).rejects.toMatchObject({
    name: 'InvalidParameterValue',
  });
});

test('there are no instances, since environments run as processes', async () => {
  expect((await client.send(new DescribeInstancesCommand({}))).Reservations).toEqual([]);
  const { AccountAttributes } = await client.send(new DescribeAccountAttributesCommand({}));
  expect(AccountAttributes?.map(({ AttributeName }) => AttributeName)).toContain('default-vpc');
});

test('each single instance has an Elastic IP, and the account may have five', async () => {
  const made = (id: string, endpointUrl: string, status = 'Ready', region = 'eu-central-1') =>
    ({ id, endpointUrl, status, region, instances: [{ id: `i-${id}` }] }) as unknown as EnvironmentRecord;
  environments.push(
    made('e-one', '203.0.113.1'),
    made('e-balanced', 'awseb-1.eu-central-1.elb.amazonaws.com'),
    made('e-gone', '203.0.113.2', 'Terminated'),
    made('e-elsewhere', '203.0.113.3', 'Ready', 'eu-west-1'),
  );
  const { Addresses } = await client.send(new DescribeAddressesCommand({}));
  expect(Addresses).toEqual([
    expect.objectContaining({ PublicIp: '203.0.113.1', InstanceId: 'i-e-one', Domain: 'vpc' }),
  ]);
  const { AccountAttributes } = await client.send(new DescribeAccountAttributesCommand({}));
  expect(AccountAttributes).toContainEqual({
    AttributeName: 'vpc-max-elastic-ips',
    AttributeValues: [{ AttributeValue: '5' }],
  });
});
