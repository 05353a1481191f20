import { PreviewError } from '../errors';
import type { NetworkFacts } from '../facts/facts';
import type { NetworkSettings } from '../settings/settings';

/**
 * The subnets in which the instances stand.
 *
 * @throws PreviewError `subnets-missing` when settings want private ones and the VPC has none
 */
export function instanceSubnets(settings: NetworkSettings, network: NetworkFacts): readonly string[] {
  if (settings.instanceSubnets === 'public') return network.publicSubnetIds;
  if (network.privateSubnetIds.length > 0) return network.privateSubnetIds;
  throw new PreviewError('subnets-missing', `${network.vpcId} has no private subnets`, {
    fault: 'user',
    hint: "Set network.instanceSubnets to 'public', or name a VPC with private subnets and run deploy-application again.",
  });
}

/** Private subnets when there are enough for RDS, which wants two zones; the database has no public address in either. */
export function databaseSubnets(network: NetworkFacts): readonly string[] {
  return network.privateSubnetIds.length >= 2 ? network.privateSubnetIds : network.publicSubnetIds;
}
