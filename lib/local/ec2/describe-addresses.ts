import type { QueryParams } from '../http/query-params';
import { choose } from './filters';

/** What EC2 must know of an environment of Beanstalk, which stands above it. */
export interface AddressedEnvironment {
  readonly id: string;
  readonly status: string;
  readonly region: string;
  readonly endpointUrl: string;
  readonly instances: readonly { readonly id: string }[];
}

/** An Elastic IP for each single instance, as Beanstalk takes one on AWS (trap T8); no other address exists. */
export function describeAddresses(
  params: QueryParams,
  environments: readonly AddressedEnvironment[],
  asked: string,
): object {
  const withAddress = environments.filter(
    ({ status, region, endpointUrl }) =>
      status !== 'Terminated' && region === asked && /^\d+\.\d+\.\d+\.\d+$/.test(endpointUrl),
  );
  const addresses = withAddress.map(({ id, endpointUrl, instances }) => ({
    publicIp: endpointUrl,
    allocationId: `eipalloc-${id.replace(/^e-/, '')}`,
    domain: 'vpc',
    instanceId: instances[0]?.id,
    networkBorderGroup: asked,
  }));
  const fields = {
    'allocation-id': ({ allocationId }: (typeof addresses)[number]) => allocationId,
    domain: () => 'vpc',
    'instance-id': ({ instanceId }: (typeof addresses)[number]) => instanceId ?? '',
    'network-border-group': () => asked,
    'public-ip': ({ publicIp }: (typeof addresses)[number]) => publicIp,
  };
  const found = choose(params, 'PublicIp', 'InvalidAddress.NotFound', addresses, { id: (one) => one.publicIp, fields });
  const ids = params.texts('AllocationId');
  return { addressesSet: found.filter(({ allocationId }) => ids.length === 0 || ids.includes(allocationId)) };
}
