import { readNetwork } from '../../../lib/aws/account/network';
import { oddAws } from '../odd-aws';

const aws = oddAws();
const { odd } = aws;

const set = (name: string, items: readonly string[]) =>
  `<${name}>${items.map((item) => `<item>${item}</item>`).join('')}</${name}>`;
const subnet = (id: string, zone: string, publicIp = false) =>
  `<subnetId>${id}</subnetId><availabilityZone>${zone}</availabilityZone><mapPublicIpOnLaunch>${publicIp}</mapPublicIpOnLaunch>`;
const route = (gateway: string) =>
  set('routeSet', [
    `<destinationCidrBlock>0.0.0.0/0</destinationCidrBlock><gatewayId>${gateway}</gatewayId><state>active</state>`,
  ]);
const mainTable = (gateway: string) => set('associationSet', ['<main>true</main>']) + route(gateway);
const tableOf = (id: string, gateway: string) =>
  set('associationSet', [`<main>false</main><subnetId>${id}</subnetId>`]) + route(gateway);

function network({
  subnets,
  tables,
  vpcs = ['vpc-1'],
}: {
  subnets: string[];
  tables: string[];
  vpcs?: string[];
}): void {
  odd.reply = ({ body }) => {
    const action = new URLSearchParams(body).get('Action');
    const answers: Readonly<Record<string, string>> = {
      DescribeVpcs: set(
        'vpcSet',
        vpcs.map((id) => `<vpcId>${id}</vpcId>`),
      ),
      DescribeSubnets: set('subnetSet', subnets),
      DescribeRouteTables: set('routeTableSet', tables),
    };
    return { body: `<${action}Response>${answers[action ?? ''] ?? ''}</${action}Response>` };
  };
}

test('a subnet is public when its own routes, else the main ones, lead to an internet gateway', async () => {
  network({
    subnets: [subnet('subnet-c', 'c'), subnet('subnet-b', 'b', true), subnet('subnet-a', 'a')],
    tables: [mainTable('igw-1'), tableOf('subnet-b', 'nat-1')],
  });
  expect(await readNetwork(aws.clients.ec2, undefined)).toEqual({
    vpcId: 'vpc-1',
    publicSubnetIds: ['subnet-a', 'subnet-c'],
    privateSubnetIds: ['subnet-b'],
  });
});

test('without routes a subnet is public when it gives out public addresses', async () => {
  network({ subnets: [subnet('subnet-a', 'a', true), subnet('subnet-b', 'b')], tables: [] });
  expect(await readNetwork(aws.clients.ec2, 'vpc-1')).toMatchObject({
    publicSubnetIds: ['subnet-a'],
    privateSubnetIds: ['subnet-b'],
  });
});

test('an account without a default VPC has to name one', async () => {
  network({ subnets: [], tables: [], vpcs: [] });
  await expect(readNetwork(aws.clients.ec2, undefined)).rejects.toMatchObject({
    code: 'network-missing',
    fault: 'user',
  });
});

test('a VPC that is not there is the fault of the user', async () => {
  odd.reply = () => ({
    status: 400,
    body: '<Response><Errors><Error><Code>InvalidVpcID.NotFound</Code><Message>none</Message></Error></Errors></Response>',
  });
  await expect(readNetwork(aws.clients.ec2, 'vpc-9')).rejects.toMatchObject({
    code: 'network-missing',
    fault: 'user',
  });
});
