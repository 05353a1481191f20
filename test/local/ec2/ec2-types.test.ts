import { ec2InternetGateway, ec2RouteTable, ec2Subnet, ec2Vpc } from '../../../lib/local/ec2/network-types';
import { ec2SecurityGroupIngress } from '../../../lib/local/ec2/security-group-rule-types';
import { ec2SecurityGroup } from '../../../lib/local/ec2/security-group-type';
import { type SmallWorld, smallWorld } from '../small-world';

let small: SmallWorld;
beforeEach(async () => {
  small = smallWorld();
});
afterEach(() => small.close());

const http = { IpProtocol: 'tcp', FromPort: 80, ToPort: 80, CidrIp: '0.0.0.0/0' };

function make(logicalId: string, properties: object = {}) {
  const VpcId = small.world.network.vpcs()[0]?.vpcId;
  return ec2SecurityGroup.create(small.context(logicalId), { GroupDescription: logicalId, VpcId, ...properties });
}

test('a security group lies in the default VPC and lets everything out unless it says otherwise', async () => {
  const { attributes } = await make('App', { VpcId: undefined, SecurityGroupIngress: [http] });
  const [vpc] = small.world.network.vpcs();
  const groupId = String(attributes.GroupId);
  expect(attributes).toEqual({ GroupId: groupId, Id: groupId, VpcId: vpc?.vpcId });
  expect(small.world.network.rules(groupId)).toEqual([
    expect.objectContaining({ egress: false, protocol: 'tcp', fromPort: 80, cidr: '0.0.0.0/0' }),
    expect.objectContaining({ egress: true, protocol: '-1', cidr: '0.0.0.0/0' }),
  ]);
});

test('a group cannot be deleted while the rule of another names it (T27)', async () => {
  const app = await make('App');
  const database = await make('Database');
  const rule = {
    GroupId: database.physicalId,
    SourceSecurityGroupId: app.physicalId,
    IpProtocol: 'tcp',
    FromPort: 5432,
    ToPort: 5432,
  };
  const ingress = await ec2SecurityGroupIngress.create(small.context('Ingress'), rule);
  await expect(ec2SecurityGroup.delete(small.context('App'), app, {})).rejects.toThrow(
    `resource ${app.physicalId} has a dependent object`,
  );
  await ec2SecurityGroupIngress.delete(small.context('Ingress'), ingress, rule);
  await ec2SecurityGroup.delete(small.context('App'), app, {});
  expect(small.world.network.hasSecurityGroup(app.physicalId)).toBe(false);
});

test('an update changes the rules written in the group, and leaves those of other resources', async () => {
  const VpcId = small.world.network.vpcs()[0]?.vpcId;
  const former = { GroupDescription: 'App', VpcId, SecurityGroupIngress: [http] };
  const app = await ec2SecurityGroup.create(small.context('App'), former);
  await ec2SecurityGroupIngress.create(small.context('Ingress'), {
    ...http,
    GroupId: app.physicalId,
    FromPort: 22,
    ToPort: 22,
  });
  const next = { GroupDescription: 'App', VpcId, SecurityGroupIngress: [{ ...http, FromPort: 443, ToPort: 443 }] };
  await ec2SecurityGroup.update(small.context('App'), app, next, former);
  const ports = small.world.network
    .rules(app.physicalId)
    .filter(({ egress }) => !egress)
    .map(({ fromPort }) => fromPort);
  expect(ports).toEqual([22, 443]);
});

test.each([
  ['a VPC that does not exist', { VpcId: 'vpc-0' }, "The vpc ID 'vpc-0' does not exist"],
  [
    'a range that is none',
    { SecurityGroupIngress: [{ ...http, CidrIp: '10.0.0.0' }] },
    'CIDR block 10.0.0.0 is malformed',
  ],
  ['a rule twice', { SecurityGroupIngress: [http, { ...http, FromPort: '80' }] }, 'the specified rule already exists'],
  ['a description that EC2 does not take', { GroupDescription: 'für alle' }, 'parameter GroupDescription is invalid'],
])('a group with %s is refused, and nothing of it stays', async (_what, change, message) => {
  await expect(make('App', change)).rejects.toThrow(message);
  expect(small.world.network.groups().map(({ name }) => name)).toEqual(['default']);
});

test('a VPC of a template goes once what is in it is gone', async () => {
  const context = small.context('Vpc');
  const vpc = await ec2Vpc.create(context, { CidrBlock: '10.0.0.0/16' });
  const subnet = await ec2Subnet.create(context, { VpcId: vpc.physicalId, CidrBlock: '10.0.0.0/24' });
  const table = await ec2RouteTable.create(context, { VpcId: vpc.physicalId });
  const gateway = await ec2InternetGateway.create(context, {});
  expect(gateway.physicalId).toMatch(/^igw-[0-9a-f]{17}$/);
  await expect(ec2Vpc.delete(context, vpc, {})).rejects.toThrow('has dependencies and cannot be deleted');
  await ec2Subnet.delete(context, subnet, {});
  await ec2RouteTable.delete(context, table, {});
  await ec2Vpc.delete(context, vpc, {});
  expect(small.world.network.vpcs()).toHaveLength(1);
});
