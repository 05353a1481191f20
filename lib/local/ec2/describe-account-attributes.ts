import type { QueryParams } from '../http/query-params';
import type { Network } from './network';

/** AWS's defaults; nothing is limited by them. */
export function describeAccountAttributes(params: QueryParams, network: Network): object {
  const vpcs = network.vpcs().filter(({ isDefault }) => isDefault);
  const attributes: Readonly<Record<string, readonly string[]>> = {
    'supported-platforms': ['VPC'],
    'default-vpc': vpcs.map(({ vpcId }) => vpcId),
    'max-elastic-ips': ['5'],
    'vpc-max-elastic-ips': ['5'],
    'vpc-max-security-groups-per-interface': ['5'],
  };
  const asked = params.texts('AttributeName');
  return {
    accountAttributeSet: Object.entries(attributes)
      .filter(([name]) => asked.length === 0 || asked.includes(name))
      .map(([attributeName, values]) => ({
        attributeName,
        attributeValueSet: values.map((attributeValue) => ({ attributeValue })),
      })),
  };
}
