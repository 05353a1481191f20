import { join } from 'node:path';
import { AwsError } from '../http/aws-error';
import { FreePorts } from '../processes/free-ports';
import { ProcessRegister } from '../processes/process-register';
import { usualFolders } from '../rds/mariadb/mariadb-programs';
import { openAuthority } from '../rds/tls/authority';
import type { Journal } from '../state/journal';
import type { Cache, CacheRequest, Caches } from './caches';
import { findRedis, type RedisProgram } from './server/redis-programs';
import { RedisServer } from './server/redis-server';

export interface CachesOptions {
  readonly journal: Journal;
  readonly folder: string;
  readonly accountId: string;
  /** Where a server is looked for, when the first cache asks for one. @default the usual folders for servers */
  readonly programFolders?: readonly string[];
}

const documentName = 'elasticache';
const exists = {
  'replication-group': 'ReplicationGroupAlreadyExists',
  cluster: 'CacheClusterAlreadyExists',
  serverless: 'ServerlessCacheAlreadyExistsFault',
} as const;
const arnNames = {
  'replication-group': 'replicationgroup',
  cluster: 'cluster',
  serverless: 'serverlesscache',
} as const;

/** Resolves once what an earlier run left running has ended; the servers of kept caches are then on their way. */
export async function openCaches(options: CachesOptions): Promise<Caches> {
  const register = new ProcessRegister(join(options.folder, 'elasticache'));
  await register.reap();
  const caches = new CacheStore(options, register);
  caches.reopen();
  return caches;
}

class CacheStore implements Caches {
  private readonly kept: Record<string, Cache>;
  private readonly servers = new Map<string, RedisServer>();
  private readonly ports = new FreePorts();
  private program: Promise<RedisProgram | undefined> | undefined;
  private reopened: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly options: CachesOptions,
    private readonly register: ProcessRegister,
  ) {
    this.kept = options.journal.document<Record<string, Cache>>(documentName, () => ({}));
  }

  /** Apps know the addresses: each server comes back on its port. What cannot start is not there, as a cache that broke. */
  reopen(): void {
    const running = Object.values(this.kept).filter(({ recordedBecause }) => recordedBecause === undefined);
    this.reopened = Promise.allSettled(
      running.map(async (cache) => {
        const program = await this.found();
        if (program) await this.serverOf(cache, program).start(cache.port);
      }),
    );
  }

  async create(request: CacheRequest): Promise<Cache> {
    const { kind, id, region, engine, engineVersion, token, tls, ...more } = request;
    if (this.kept[keyOf(request)]) {
      const noun = kind === 'replication-group' ? 'Replication group' : 'Cache cluster';
      throw new AwsError(exists[kind], `${noun} ${id} already exists.`);
    }
    const program = await this.found();
    const because = reasonAgainst(request, program);
    const place =
      because === undefined
        ? { address: '127.0.0.1', port: await this.ports.take() }
        : { address: `${id}.recorded.invalid`, port: engine === 'memcached' ? 11_211 : 6379, recordedBecause: because };
    const cache: Cache = {
      ...{ kind, id, engine, tls, ...more, ...place },
      engineVersion: engineVersion ?? program?.version ?? '7.1',
      arn: `arn:aws:elasticache:${region}:${this.options.accountId}:${arnNames[kind]}:${id}`,
      createdAt: this.options.journal.now(),
    };
    if (program && because === undefined) {
      const server = this.serverOf(cache, program);
      server.configure(cache, token);
      await server.start(cache.port).catch(async (error: unknown) => {
        await this.end(cache);
        throw error;
      });
    }
    return this.keep(cache);
  }

  async change(request: CacheRequest): Promise<Cache> {
    await this.reopened;
    const former = this.kept[keyOf(request)];
    if (!former) {
      throw new AwsError('ReplicationGroupNotFoundFault', `ReplicationGroup ${request.id} not found.`, 404);
    }
    const { description, nodeType, tags, tls, token, engineVersion = former.engineVersion } = request;
    const changed = { ...former, description, nodeType, tags, tls, engineVersion };
    const server = this.servers.get(keyOf(former));
    if (server?.configure(changed, token)) {
      await server.stop();
      await server.start(changed.port);
    }
    return this.keep(changed);
  }

  async delete(kind: Cache['kind'], id: string): Promise<void> {
    await this.reopened;
    const cache = this.kept[keyOf({ kind, id })];
    if (!cache) return;
    await this.end(cache);
    delete this.kept[keyOf(cache)];
    this.options.journal.changed(documentName);
  }

  list(kind: Cache['kind']): readonly Cache[] {
    const found = Object.values(this.kept).filter((cache) => cache.kind === kind);
    return found.sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  async close(): Promise<void> {
    await this.reopened;
    await this.register.close();
  }

  private found(): Promise<RedisProgram | undefined> {
    this.program ??= findRedis(this.options.programFolders ?? usualFolders);
    return this.program;
  }

  private serverOf(cache: Cache, { file }: RedisProgram): RedisServer {
    const { folder } = this.options;
    const server = new RedisServer({
      program: file,
      folder: join(folder, 'elasticache', `${cache.kind}-${cache.id}`),
      register: this.register,
      // One authority signs for databases and caches: an app that trusts the one trusts the other.
      authority: openAuthority(join(folder, 'databases')),
    });
    this.servers.set(keyOf(cache), server);
    return server;
  }

  private async end(cache: Cache): Promise<void> {
    await this.servers.get(keyOf(cache))?.remove();
    this.servers.delete(keyOf(cache));
    this.ports.giveBack(cache.port);
  }

  private keep(cache: Cache): Cache {
    this.kept[keyOf(cache)] = cache;
    this.options.journal.changed(documentName);
    return cache;
  }
}

function keyOf({ kind, id }: Pick<Cache, 'kind' | 'id'>): string {
  return `${kind} ${id}`;
}

/** Why a cache is a record alone. Undefined for one that runs. */
function reasonAgainst({ kind, engine }: CacheRequest, program: RedisProgram | undefined): string | undefined {
  if (kind === 'serverless') return 'the local endpoint runs no serverless caches';
  if (engine === 'memcached') return 'the local endpoint runs no Memcached';
  return program ? undefined : 'this machine has neither redis-server nor valkey-server';
}
