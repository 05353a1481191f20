import { AwsAccount } from '../../lib/aws/account';
import { type AwsClients, awsClients } from '../../lib/aws/clients';
import { pointSdkAt } from './aws-environment';
import { OddEndpoint } from './odd-endpoint';

const odd = new OddEndpoint();
let clients: AwsClients;

beforeAll(async () => pointSdkAt(await odd.start()));
beforeEach(() => {
  clients = awsClients({ region: 'eu-central-1', maxAttempts: 2 });
});
afterEach(() => clients.close());
afterAll(() => odd.stop());

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
  expect(await new AwsAccount(clients).network(undefined)).toEqual({
    vpcId: 'vpc-1',
    publicSubnetIds: ['subnet-a', 'subnet-c'],
    privateSubnetIds: ['subnet-b'],
  });
});

test('without routes a subnet is public when it gives out public addresses', async () => {
  network({ subnets: [subnet('subnet-a', 'a', true), subnet('subnet-b', 'b')], tables: [] });
  expect(await new AwsAccount(clients).network('vpc-1')).toMatchObject({
    publicSubnetIds: ['subnet-a'],
    privateSubnetIds: ['subnet-b'],
  });
});

test('an account without a default VPC is told to name one', async () => {
  network({ subnets: [], tables: [], vpcs: [] });
  await expect(new AwsAccount(clients).network(undefined)).rejects.toMatchObject({
    code: 'network-missing',
    fault: 'user',
  });
});

test('a VPC that is not there is the fault of the user', async () => {
  odd.reply = () => ({
    status: 400,
    body: '<Response><Errors><Error><Code>InvalidVpcID.NotFound</Code><Message>none</Message></Error></Errors></Response>',
  });
  await expect(new AwsAccount(clients).network('vpc-9')).rejects.toMatchObject({
    code: 'network-missing',
    fault: 'user',
  });
});

const zone = (id: string, name: string, isPrivate = false) =>
  `<HostedZone><Id>/hostedzone/${id}</Id><Name>${name}.</Name><CallerReference>x</CallerReference><Config><PrivateZone>${isPrivate}</PrivateZone></Config></HostedZone>`;

function zones(...pages: readonly (readonly string[])[]): void {
  odd.reply = ({ url }) => {
    const page = Number(new URL(url, 'http://r53').searchParams.get('marker') ?? 0);
    const more = page + 1 < pages.length;
    return {
      body: `<ListHostedZonesResponse><HostedZones>${(pages[page] ?? []).join('')}</HostedZones><IsTruncated>${more}</IsTruncated>${more ? `<NextMarker>${page + 1}</NextMarker>` : ''}<MaxItems>1</MaxItems></ListHostedZonesResponse>`,
    };
  };
}

test('the zone with the longest name is found on any page, and private ones do not count', async () => {
  zones([zone('Z1', 'dev')], [zone('Z2', 'acme.dev')], [zone('Z3', 'preview.acme.dev', true)]);
  expect(await new AwsAccount(clients).hostedZone('preview.acme.dev')).toBe('Z2');
});

test('two public zones of one name are the fault of the user, who must choose', async () => {
  zones([zone('Z1', 'acme.dev'), zone('Z2', 'acme.dev')]);
  await expect(new AwsAccount(clients).hostedZone('x.acme.dev')).rejects.toMatchObject({
    code: 'hosted-zone-ambiguous',
    fault: 'user',
  });
});

test('a domain in no zone has none', async () => {
  zones([zone('Z1', 'acme.dev')]);
  expect(await new AwsAccount(clients).hostedZone('acme.com')).toBeUndefined();
});
