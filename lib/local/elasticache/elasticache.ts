import type { AwsService } from '../aws-service';
import type { ElastiCacheState } from './caches';
import { elastiCacheService } from './elasticache-service';
import { type CachesOptions, openCaches } from './open-caches';
import { elastiCacheCacheCluster, elastiCacheReplicationGroup, elastiCacheServerlessCache } from './types/cache-types';
import { elastiCacheParameterGroup, elastiCacheSubnetGroup } from './types/recorded-types';

export const elastiCache: AwsService<ElastiCacheState, CachesOptions, ElastiCacheState> = {
  name: 'ElastiCache',
  open: async (cloud) => ({ caches: await openCaches(cloud) }),
  close: ({ caches }) => caches.close(),
  wire: elastiCacheService,
  types: [
    ...[elastiCacheReplicationGroup, elastiCacheCacheCluster, elastiCacheServerlessCache],
    ...[elastiCacheSubnetGroup, elastiCacheParameterGroup],
  ],
};
