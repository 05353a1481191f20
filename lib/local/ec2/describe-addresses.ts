import type { EnvironmentRecord } from '../elastic-beanstalk/records';

/** An Elastic IP for each single instance, as Beanstalk takes one on AWS (trap T8); no other address exists. */
export function describeAddresses(environments: readonly Readonly<EnvironmentRecord>[], asked: string): object {
  const withAddress = environments.filter(
    ({ status, region, endpointUrl }) =>
      status !== 'Terminated' && region === asked && /^\d+\.\d+\.\d+\.\d+$/.test(endpointUrl),
  );
  return {
    addressesSet: withAddress.map(({ id, endpointUrl, instances }) => ({
      publicIp: endpointUrl,
      allocationId: `eipalloc-${id.replace(/^e-/, '')}`,
      domain: 'vpc',
      instanceId: instances[0]?.id,
      networkBorderGroup: asked,
    })),
  };
}
