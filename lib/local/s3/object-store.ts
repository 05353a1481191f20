import type { Readable } from 'node:stream';

/** The part of S3 that other services use; S3's own HTTP face uses all of it. Buckets are global to the world. */
export interface ObjectStore {
  createBucket(name: string, options: { region: string; versioning?: 'Enabled' | 'Suspended'; tags?: Record<string, string> }): Promise<void>;
  setVersioning(bucket: string, status: 'Enabled' | 'Suspended'): Promise<void>;
  hasBucket(name: string): boolean;
  /** Throws AwsError `BucketNotEmpty` while any version or delete marker is left. */
  deleteBucket(name: string): Promise<void>;
  /** The newest version. Throws AwsError `NoSuchKey`/`NoSuchBucket`. */
  getObject(bucket: string, key: string): Promise<{ body: Readable; size: number; etag: string }>;
}
