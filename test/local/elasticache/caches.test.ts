import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Caches } from '../../../lib/local/elasticache/caches';
import { elastiCacheService } from '../../../lib/local/elasticache/elasticache-service';
import { openCaches } from '../../../lib/local/elasticache/open-caches';
import {
  elastiCacheCacheCluster,
  elastiCacheReplicationGroup,
  elastiCacheServerlessCache,
} from '../../../lib/local/elasticache/types/cache-types';
import { type ServedServices, serveServices } from '../serve-services';
import { smallWorld } from '../small-world';
import { memoryJournal } from '../state/memory-journal';

let folder: string;
let caches: Caches;
let served: ServedServices;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caches-'));
  // No folder with programs: whatever the machine has, a cache is a record alone.
  caches = await openCaches({ folder, journal: memoryJournal(), accountId: '123456789012', programFolders: [] });
  served = await serveServices(elastiCacheService({ caches }));
});
afterAll(async () => {
  await caches.close();
  await served.close();
  await rm(folder, { recursive: true, force: true });
});

const context = (logicalId: string) => ({ ...smallWorld().context(logicalId, { team: 'shop' }), world: { caches } });
const group = { ReplicationGroupDescription: 'sessions' };

test('without a server on the machine a cache is recorded, and its event says so', async () => {
  const made = await elastiCacheReplicationGroup.create(context('Sessions'), group);
  expect(made).toEqual({
    physicalId: expect.stringMatching(/^shop-sessions-[a-z0-9]{12}$/),
    attributes: {
      ...{ 'PrimaryEndPoint.Address': `${made.physicalId}.recorded.invalid`, 'PrimaryEndPoint.Port': '6379' },
      ...{ 'ReaderEndPoint.Address': `${made.physicalId}.recorded.invalid`, 'ReaderEndPoint.Port': '6379' },
      ...{ 'ReadEndPoint.Addresses': `[${made.physicalId}.recorded.invalid]`, 'ReadEndPoint.Ports': '[6379]' },
      ...{ 'ReadEndPoint.AddressesList': [`${made.physicalId}.recorded.invalid`], 'ReadEndPoint.PortsList': ['6379'] },
    },
    remark: 'Recorded alone, nothing listens there: this machine has neither redis-server nor valkey-server.',
  });
  const memcached = { Engine: 'memcached', ClusterName: 'Old', CacheNodeType: 'cache.t4g.micro', NumCacheNodes: 1 };
  expect(await elastiCacheCacheCluster.create(context('Old'), memcached)).toMatchObject({
    ...{ physicalId: 'old', remark: expect.stringContaining('runs no Memcached') },
    attributes: { 'ConfigurationEndpoint.Address': 'old.recorded.invalid', 'ConfigurationEndpoint.Port': '11211' },
  });
  expect(
    await elastiCacheServerlessCache.create(context('Big'), { ServerlessCacheName: 'big', Engine: 'valkey' }),
  ).toMatchObject({ attributes: { 'Endpoint.Address': 'big.recorded.invalid' }, remark: expect.any(String) });
});

test('what ElastiCache refuses, and what does not run here, makes no cache', async () => {
  const make = (properties: object) => elastiCacheReplicationGroup.create(context('Bad'), { ...group, ...properties });
  await elastiCacheReplicationGroup.create(context('Taken'), { ...group, ReplicationGroupId: 'taken' });
  await expect(make({ ReplicationGroupId: 'taken' })).rejects.toMatchObject({ code: 'ReplicationGroupAlreadyExists' });
  await expect(make({ ReplicationGroupId: 'a--b' })).rejects.toThrow('is not a valid identifier');
  await expect(make({ NumNodeGroups: 2 })).rejects.toThrow('no replication group with cluster mode');
  await expect(make({ AuthToken: 'x'.repeat(16) })).rejects.toThrow('TransitEncryptionEnabled is true');
  await expect(make({ AuthToken: 'short', TransitEncryptionEnabled: true })).rejects.toThrow('Invalid AuthToken');
});

test('caches are shown until they are deleted', async () => {
  const { physicalId } = await elastiCacheReplicationGroup.create(context('Shown'), group);
  const ask = (form: Record<string, string>) => served.query('elasticache', { Version: '2015-02-02', ...form });
  const shown = await ask({ Action: 'DescribeReplicationGroups', ReplicationGroupId: physicalId });
  expect(shown).toContain(`<PrimaryEndpoint><Address>${physicalId}.recorded.invalid</Address><Port>6379</Port>`);
  const arn = `arn:aws:elasticache:eu-central-1:123456789012:replicationgroup:${physicalId}`;
  expect(await ask({ Action: 'ListTagsForResource', ResourceName: arn })).toContain(
    '<Key>team</Key><Value>shop</Value>',
  );
  await elastiCacheReplicationGroup.delete(context('Shown'), { physicalId, attributes: {} }, group);
  const gone = await ask({ Action: 'DescribeReplicationGroups', ReplicationGroupId: physicalId });
  expect(gone).toContain('<Code>ReplicationGroupNotFoundFault</Code>');
});
