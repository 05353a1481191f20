import { AwsError } from '../../http/aws-error';
import { generatedName } from '../../resource/generated-name';
import { flagOf, numberOf, recordsOf, textOf } from '../../resource/read-property';
import type { Properties, ResourceContext, ResourceState, ResourceType } from '../../resource/resource-type';
import type { Cache, CacheRequest, ElastiCacheState } from '../caches';

type Context = ResourceContext<ElastiCacheState>;

/** A group of one server, whatever number of nodes it names: reads and writes have the same address. */
export const elastiCacheReplicationGroup: ResourceType<ElastiCacheState> = cacheType(
  'AWS::ElastiCache::ReplicationGroup',
  { kind: 'replication-group', nameProperty: 'ReplicationGroupId', longest: 40 },
  (properties) => {
    const shards = numberOf(properties, 'NumNodeGroups') ?? recordsOf(properties, 'NodeGroupConfiguration').length;
    if (shards > 1 || textOf(properties, 'ClusterMode') === 'enabled') {
      throw new AwsError('InvalidRequest', 'The local endpoint runs no replication group with cluster mode');
    }
    if (properties.UserGroupIds !== undefined || properties.SnapshotArns !== undefined) {
      throw new AwsError('InvalidRequest', 'The local endpoint takes no UserGroupIds and no SnapshotArns of a cache');
    }
    return { description: textOf(properties, 'ReplicationGroupDescription') ?? '', engine: 'redis' };
  },
  ({ address, port }) => ({
    ...{ 'PrimaryEndPoint.Address': address, 'PrimaryEndPoint.Port': String(port) },
    ...{ 'ReaderEndPoint.Address': address, 'ReaderEndPoint.Port': String(port) },
    ...{ 'ReadEndPoint.Addresses': `[${address}]`, 'ReadEndPoint.Ports': `[${port}]` },
    ...{ 'ReadEndPoint.AddressesList': [address], 'ReadEndPoint.PortsList': [String(port)] },
  }),
);

/** A cluster of one node. */
export const elastiCacheCacheCluster: ResourceType<ElastiCacheState> = cacheType(
  'AWS::ElastiCache::CacheCluster',
  { kind: 'cluster', nameProperty: 'ClusterName', longest: 50 },
  (properties) => ({ description: '', engine: textOf(properties, 'Engine') ?? 'redis' }),
  ({ engine, address, port }): ResourceState['attributes'] =>
    engine === 'memcached'
      ? { 'ConfigurationEndpoint.Address': address, 'ConfigurationEndpoint.Port': String(port) }
      : { 'RedisEndpoint.Address': address, 'RedisEndpoint.Port': String(port) },
);

/** Recorded: nothing listens at its address. */
export const elastiCacheServerlessCache: ResourceType<ElastiCacheState> = {
  ...cacheType(
    'AWS::ElastiCache::ServerlessCache',
    { kind: 'serverless', nameProperty: 'ServerlessCacheName', longest: 40 },
    (properties) => ({
      description: textOf(properties, 'Description') ?? '',
      engine: textOf(properties, 'Engine') ?? 'redis',
    }),
    ({ address, port, arn, engineVersion, createdAt }) => ({
      ...{ 'Endpoint.Address': address, 'Endpoint.Port': String(port) },
      ...{ 'ReaderEndpoint.Address': address, 'ReaderEndpoint.Port': String(port + 1) },
      ...{ ARN: arn, Status: 'available', FullEngineVersion: engineVersion },
      CreateTime: new Date(createdAt).toISOString(),
    }),
  ),
  mode: 'recorded',
};

function cacheType(
  type: string,
  naming: { readonly kind: Cache['kind']; readonly nameProperty: string; readonly longest: number },
  read: (properties: Properties) => { readonly description: string; readonly engine: string },
  attributes: (cache: Cache) => ResourceState['attributes'],
): ResourceType<ElastiCacheState> {
  const { kind, nameProperty, longest } = naming;
  const request = ({ region, tags }: Context, id: string, properties: Properties): CacheRequest => {
    const token = tokenOf(properties);
    const engineVersion = textOf(properties, 'EngineVersion');
    return {
      ...{ kind, id, region, tags, tls: tlsOf(properties), ...read(properties) },
      nodeType: textOf(properties, 'CacheNodeType') ?? 'cache.t4g.micro',
      engine: textOf(properties, 'Engine') ?? read(properties).engine,
      ...(token === undefined ? {} : { token }),
      ...(engineVersion === undefined ? {} : { engineVersion }),
    };
  };
  return {
    type,
    nameProperty,
    mode: 'run',
    async create(context, properties) {
      const given = textOf(properties, nameProperty) ?? generatedName(context, longest);
      const cache = await context.world.caches.create(request(context, checkId(given, longest), properties));
      const remark = cache.recordedBecause && `Recorded alone, nothing listens there: ${cache.recordedBecause}.`;
      return { physicalId: cache.id, attributes: attributes(cache), ...(remark === undefined ? {} : { remark }) };
    },
    async update(context, former, properties) {
      const cache = await context.world.caches.change(request(context, former.physicalId, properties));
      return { physicalId: cache.id, attributes: attributes(cache) };
    },
    async delete({ world }, former) {
      await world.caches.delete(kind, former.physicalId);
    },
  };
}

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html; written from memory in November 2026, the page was not at hand. */
function checkId(given: string, longest: number): string {
  const id = given.toLowerCase();
  if (id.length > longest || !/^[a-z](?:-?[a-z0-9])*$/.test(id)) {
    throw new AwsError(
      'InvalidParameterValue',
      `The parameter ${longest === 50 ? 'CacheClusterIdentifier' : 'ReplicationGroupIdentifier'} is not a valid identifier. Identifiers must begin with a letter; must contain only ASCII letters, digits, and hyphens; and must not end with a hyphen or contain two consecutive hyphens.`,
    );
  }
  return id;
}

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html; written from memory in November 2026, the page was not at hand. */
function tokenOf(properties: Properties): string | undefined {
  const token = textOf(properties, 'AuthToken');
  if (token !== undefined && !/^[\x21-\x7e]{16,128}$/.test(token)) {
    throw new AwsError('InvalidParameterValue', 'Invalid AuthToken provided.');
  }
  return token;
}

function tlsOf(properties: Properties): Cache['tls'] {
  if (flagOf(properties, 'TransitEncryptionEnabled') !== true) {
    if (properties.AuthToken !== undefined) {
      throw new AwsError(
        'InvalidParameterCombination',
        'AuthToken can only be set when TransitEncryptionEnabled is true.',
      );
    }
    return 'none';
  }
  if (textOf(properties, 'TransitEncryptionMode') === 'preferred') {
    throw new AwsError('InvalidRequest', 'The local endpoint runs no cache with TransitEncryptionMode preferred');
  }
  return 'required';
}
