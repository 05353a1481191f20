import type { Readable } from 'node:stream';

export type BucketDocument =
  | 'accelerate'
  | 'cors'
  | 'encryption'
  | 'lifecycle'
  | 'logging'
  | 'notification'
  | 'object-lock'
  | 'ownershipControls'
  | 'policy'
  | 'publicAccessBlock'
  | 'replication'
  | 'requestPayment'
  | 'website';

/** The part of S3 that other services use; S3's own HTTP face uses all of it. A bucket name exists once in the endpoint. */
export interface ObjectStore {
  /** Throws AwsError `InvalidBucketName`, `BucketAlreadyOwnedByYou`. */
  createBucket(
    name: string,
    options: { region: string; versioning?: 'Enabled' | 'Suspended'; tags?: Readonly<Record<string, string>> },
  ): Promise<void>;
  setVersioning(bucket: string, status: 'Enabled' | 'Suspended'): Promise<void>;
  setTags(bucket: string, tags: Readonly<Record<string, string>>): void;
  /** Keeps a sub-resource as it would be sent over the wire (XML; a policy is JSON); undefined is what a new bucket has, '' none at all. Throws AwsError `NoSuchBucket`. */
  setDocument(bucket: string, document: BucketDocument, text: string | undefined): void;
  hasBucket(name: string): boolean;
  /** Throws AwsError `BucketNotEmpty` while any version or delete marker is left. */
  deleteBucket(name: string): Promise<void>;
  /** The newest version. Throws AwsError `NoSuchKey`/`NoSuchBucket`. */
  getObject(bucket: string, key: string): Promise<{ body: Readable; size: number; etag: string }>;
}

/** What the service adds to the state of the cloud. */
export interface S3State {
  readonly s3: ObjectStore;
}
