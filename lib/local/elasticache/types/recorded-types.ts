import { generatedName } from '../../resource/generated-name';
import { textOf } from '../../resource/read-property';
import { recordedType } from '../../resource/recorded-type';

/** In which subnets a cache would be. */
export const elastiCacheSubnetGroup = recordedType('AWS::ElastiCache::SubnetGroup', (context, properties) => ({
  physicalId: (textOf(properties, 'CacheSubnetGroupName') ?? generatedName(context, 255)).toLowerCase(),
  attributes: {},
}));

/** Settings of servers, which the endpoint keeps and does not set. */
export const elastiCacheParameterGroup = recordedType('AWS::ElastiCache::ParameterGroup', (context) => {
  const name = generatedName(context, 255).toLowerCase();
  return { physicalId: name, attributes: { CacheParameterGroupName: name } };
});
