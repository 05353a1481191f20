/** A cache as ElastiCache keeps it: a replication group, or a cluster of one node. */
export interface Cache {
  readonly kind: 'replication-group' | 'cluster' | 'serverless';
  /** In lower case. */
  readonly id: string;
  readonly arn: string;
  readonly description: string;
  /** `redis`, `valkey`, `memcached` */
  readonly engine: string;
  readonly engineVersion: string;
  readonly nodeType: string;
  readonly address: string;
  readonly port: number;
  readonly tls: 'none' | 'required';
  /** Why no server runs it. @default one does */
  readonly recordedBecause?: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly createdAt: number;
}

export interface CacheRequest
  extends Pick<Cache, 'kind' | 'id' | 'description' | 'engine' | 'nodeType' | 'tls' | 'tags'> {
  readonly region: string;
  /** As the template has it. @default the server's own */
  readonly engineVersion?: string;
  /** The password that clients give. @default none is asked for */
  readonly token?: string;
}

/** ElastiCache: Redis or Valkey, where this machine has one. */
export interface Caches {
  /** Resolves when its server takes connections. Throws AwsError when there is one of that id, or when the server does not start. */
  create(request: CacheRequest): Promise<Cache>;
  /** Starts its server anew when TLS or the password changed. */
  change(request: CacheRequest): Promise<Cache>;
  /** Ends its server and removes what it holds. One that is gone already is a success. */
  delete(kind: Cache['kind'], id: string): Promise<void>;
  list(kind: Cache['kind']): readonly Cache[];
  /** Resolves when no server runs any more. */
  close(): Promise<void>;
}

/** What the service adds to the state of the cloud. */
export interface ElastiCacheState {
  readonly caches: Caches;
}
