/** What EC2 must know of an environment of Beanstalk, which stands above it. */
export interface AddressedEnvironment {
  readonly id: string;
  readonly status: string;
  readonly region: string;
  readonly endpointUrl: string;
  readonly instances: readonly { readonly id: string }[];
}

/** An Elastic IP for each single instance, as Beanstalk takes one on AWS (trap T8); no other address exists. */
export function describeAddresses(environments: readonly AddressedEnvironment[], asked: string): object {
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
