import { AwsError } from '../http/aws-error';
import { pageAsked } from '../http/page';
import type { QueryParams } from '../http/query-params';
import { queryService } from '../http/query-service';
import type { Service } from '../http/service';
import { drawTags } from '../http/tags';
import type { Cache, ElastiCacheState } from './caches';

/** ElastiCache over the wire: what templates made is looked at. */
export function elastiCacheService({ caches }: ElastiCacheState): Service {
  return queryService({
    scopes: ['elasticache'],
    xmlns: 'http://elasticache.amazonaws.com/doc/2015-02-02/',
    version: '2015-02-02',
    members: {
      ...{ ReplicationGroups: 'ReplicationGroup', CacheClusters: 'CacheCluster', NodeGroups: 'NodeGroup' },
      ...{ MemberClusters: 'ClusterId', CacheNodes: 'CacheNode', TagList: 'Tag' },
    },
    refused: { DescribeCacheClusters: ['ShowCacheClustersNotInReplicationGroups'] },
    operations: {
      DescribeReplicationGroups(params) {
        const id = params.text('ReplicationGroupId')?.toLowerCase();
        const found = chosen(caches.list('replication-group'), id, 'ReplicationGroup');
        const { items, next } = paged(found, params);
        return { Marker: next, ReplicationGroups: items.map(drawGroup) };
      },
      DescribeCacheClusters(params) {
        const id = params.text('CacheClusterId')?.toLowerCase();
        const { items, next } = paged(chosen(caches.list('cluster'), id, 'CacheCluster'), params);
        return {
          Marker: next,
          CacheClusters: items.map((cache) => drawCluster(cache, params.flag('ShowCacheNodeInfo') === true)),
        };
      },
      ListTagsForResource(params) {
        const arn = params.required('ResourceName');
        const all = (['replication-group', 'cluster', 'serverless'] as const).flatMap((kind) => caches.list(kind));
        const found = all.find((cache) => cache.arn === arn);
        if (!found) throw notFound('CacheCluster', arn);
        return { TagList: drawTags(found.tags) };
      },
    },
  });
}

function chosen(all: readonly Cache[], id: string | undefined, noun: 'ReplicationGroup' | 'CacheCluster') {
  const found = all.filter((cache) => id === undefined || cache.id === id);
  if (id !== undefined && found.length === 0) throw notFound(noun, id);
  return found;
}

function notFound(noun: 'ReplicationGroup' | 'CacheCluster', id: string): AwsError {
  return noun === 'ReplicationGroup'
    ? new AwsError('ReplicationGroupNotFoundFault', `ReplicationGroup ${id} not found.`, 404)
    : new AwsError('CacheClusterNotFound', `CacheCluster not found: ${id}`, 404);
}

function paged(all: readonly Cache[], params: QueryParams) {
  return pageAsked(all, params, {
    ...{ token: 'Marker', invalidToken: 'InvalidParameterValue', size: 'MaxRecords', sizes: [20, 100] },
    invalidSize: 'InvalidParameterValue',
  });
}

function drawGroup(cache: Cache): object {
  const { id, address, port, arn } = cache;
  const endpoint = { Address: address, Port: port };
  return {
    ...{
      ReplicationGroupId: id,
      Description: cache.description,
      Status: 'available',
      ARN: arn,
      PendingModifiedValues: {},
    },
    MemberClusters: [`${id}-001`],
    NodeGroups: [{ NodeGroupId: '0001', Status: 'available', PrimaryEndpoint: endpoint, ReaderEndpoint: endpoint }],
    ...{ AutomaticFailover: 'disabled', MultiAZ: 'disabled', ClusterEnabled: false, ClusterMode: 'disabled' },
    ...{ CacheNodeType: cache.nodeType, Engine: cache.engine, TransitEncryptionEnabled: cache.tls === 'required' },
    ReplicationGroupCreateTime: new Date(cache.createdAt),
  };
}

function drawCluster(cache: Cache, withNodes: boolean): object {
  const endpoint = { Address: cache.address, Port: cache.port };
  return {
    ...{ CacheClusterId: cache.id, CacheClusterStatus: 'available', ARN: cache.arn, NumCacheNodes: 1 },
    ...{ CacheNodeType: cache.nodeType, Engine: cache.engine, EngineVersion: cache.engineVersion },
    ...(cache.engine === 'memcached' && { ConfigurationEndpoint: endpoint }),
    ...(withNodes && { CacheNodes: [{ CacheNodeId: '0001', CacheNodeStatus: 'available', Endpoint: endpoint }] }),
    TransitEncryptionEnabled: cache.tls === 'required',
    CacheClusterCreateTime: new Date(cache.createdAt),
  };
}
