import {
  DescribeRouteTablesCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  type EC2Client,
  type RouteTable,
  type Subnet,
} from '@aws-sdk/client-ec2';
import { PreviewError } from '../../errors';
import type { NetworkFacts } from '../../facts/facts';
import { errorName } from '../errors';
import { pages } from '../pages';
import { requireField, send } from '../send';

/** The VPC by id, or the default one, and its subnets by whether the internet reaches them. */
export async function readNetwork(ec2: EC2Client, wanted: string | undefined): Promise<NetworkFacts> {
  const vpcId = await findVpc(ec2, wanted);
  const filter = [{ Name: 'vpc-id', Values: [vpcId] }];
  const subnets = await collect('ec2:DescribeSubnets', async (from) => {
    const answer = await ec2.send(new DescribeSubnetsCommand({ Filters: filter, NextToken: from }));
    return { items: requireField(answer.Subnets, 'Subnets', 'ec2:DescribeSubnets'), next: answer.NextToken };
  });
  const tables = await collect('ec2:DescribeRouteTables', async (from) => {
    const answer = await ec2.send(new DescribeRouteTablesCommand({ Filters: filter, NextToken: from }));
    return { items: answer.RouteTables ?? [], next: answer.NextToken };
  });
  const sorted = [...subnets].sort((one, other) => orderOf(one).localeCompare(orderOf(other), 'en'));
  const ids = (list: readonly Subnet[]) =>
    list.map((subnet) => requireField(subnet.SubnetId, 'SubnetId', 'ec2:DescribeSubnets'));
  return {
    vpcId,
    publicSubnetIds: ids(sorted.filter((subnet) => isPublic(subnet, tables))),
    privateSubnetIds: ids(sorted.filter((subnet) => !isPublic(subnet, tables))),
  };
}

async function findVpc(ec2: EC2Client, wanted: string | undefined): Promise<string> {
  const action = 'ec2:DescribeVpcs';
  const command = new DescribeVpcsCommand(
    wanted === undefined ? { Filters: [{ Name: 'is-default', Values: ['true'] }] } : { VpcIds: [wanted] },
  );
  const answer = await send(action, async () => {
    try {
      return await ec2.send(command);
    } catch (error) {
      if (/^InvalidVpcID/.test(errorName(error))) return { Vpcs: [] };
      throw error;
    }
  });
  const found = requireField(answer.Vpcs, 'Vpcs', action)[0]?.VpcId;
  if (found !== undefined) return found;
  const what = wanted === undefined ? 'default VPC' : `VPC ${wanted}`;
  throw new PreviewError('network-missing', `there is no ${what} in this account and region`, {
    fault: 'user',
    hint: 'Set `network.vpcId` in the settings file to a VPC of this region.',
  });
}

/** A subnet is public when its routes lead to an internet gateway. Without routes to read, MapPublicIpOnLaunch decides. */
function isPublic(subnet: Subnet, tables: readonly RouteTable[]): boolean {
  const own = tables.find((table) => table.Associations?.some(({ SubnetId }) => SubnetId === subnet.SubnetId));
  const table = own ?? tables.find(({ Associations }) => Associations?.some(({ Main }) => Main));
  if (!table) return subnet.MapPublicIpOnLaunch ?? false;
  return (table.Routes ?? []).some(
    ({ GatewayId, DestinationCidrBlock, State }) =>
      DestinationCidrBlock === '0.0.0.0/0' && GatewayId?.startsWith('igw-') === true && State !== 'blackhole',
  );
}

/** The same order in every run: an order that changes is a template that changes. */
function orderOf({ AvailabilityZone = '', SubnetId = '' }: Subnet): string {
  return `${AvailabilityZone} ${SubnetId}`;
}

async function collect<Item>(
  action: string,
  read: (from: string | undefined) => Promise<{ items: readonly Item[]; next: string | undefined }>,
): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of pages(action, (from) => send(action, () => read(from)))) all.push(item);
  return all;
}
