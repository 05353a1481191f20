import { drawTagSet } from './draw-group';
import type { NetworkPart, Vpc } from './network';

/** A route table as DescribeRouteTables shows it, with the route inside its VPC that each has from the start. */
export function drawRouteTable(
  table: NetworkPart,
  network: {
    readonly routes: readonly NetworkPart[];
    readonly associations: readonly NetworkPart[];
    readonly vpcs: readonly Vpc[];
    readonly accountId: string;
  },
): object {
  const own = (parts: readonly NetworkPart[]) => parts.filter(({ detail }) => detail?.routeTableId === table.id);
  const destinationCidrBlock = network.vpcs.find(({ vpcId }) => vpcId === table.vpcId)?.cidrBlock;
  const routes = own(network.routes).map(({ detail }) => {
    const { routeTableId: _, ...route } = detail ?? {};
    return { ...route, origin: 'CreateRoute', state: 'active' };
  });
  return {
    routeTableId: table.id,
    vpcId: table.vpcId,
    ownerId: network.accountId,
    routeSet: [{ destinationCidrBlock, gatewayId: 'local', origin: 'CreateRouteTable', state: 'active' }, ...routes],
    associationSet: own(network.associations).map(({ id, detail }) => ({
      routeTableAssociationId: id,
      ...detail,
      main: false,
      associationState: { state: 'associated' },
    })),
    propagatingVgwSet: [],
    tagSet: drawTagSet(table.tags),
  };
}
