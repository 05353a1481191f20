import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { AwsError } from '../../http/aws-error';
import { randomLetters } from '../../resource/random-letters';
import type { Journal } from '../../state/journal';
import { Bucket } from './bucket';
import { checkBucketName } from './bucket-name';
import type { BucketRecord } from './bucket-record';
import type { BucketDocument, ObjectStore } from './object-store';

const documentName = 's3-buckets';

/** The buckets of an endpoint and what is in them. */
export class BucketStore implements ObjectStore {
  private readonly records: Record<string, BucketRecord>;
  private readonly byName = new Map<string, Bucket>();

  constructor(
    private readonly journal: Journal,
    private readonly folder: string,
  ) {
    this.records = journal.document<Record<string, BucketRecord>>(documentName, () => ({}));
  }

  async open(): Promise<void> {
    await Promise.all(Object.values(this.records).map((record) => this.openBucket(record)));
  }

  /** By name, in order. */
  buckets(): readonly Bucket[] {
    return [...this.byName.values()].sort((a, b) => (a.record.name < b.record.name ? -1 : 1));
  }

  /** Throws AwsError NoSuchBucket. */
  bucket(name: string): Bucket {
    const bucket = this.byName.get(name);
    if (!bucket) {
      throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404, { BucketName: name });
    }
    return bucket;
  }

  hasBucket(name: string): boolean {
    return Object.hasOwn(this.records, name);
  }

  async createBucket(
    name: string,
    { region, versioning, tags = {} }: Parameters<ObjectStore['createBucket']>[1],
  ): Promise<void> {
    checkBucketName(name);
    if (this.hasBucket(name)) {
      const message = 'Your previous request to create the named bucket succeeded and you already own it.';
      throw new AwsError('BucketAlreadyOwnedByYou', message, 409, { BucketName: name });
    }
    const record: BucketRecord = {
      ...{
        name,
        region,
        tags,
        createdAt: this.journal.now(),
        folder: randomUUID(),
        salt: randomLetters(23),
        documents: {},
      },
      ...(versioning ? { versioning } : {}),
    };
    this.records[name] = record;
    await this.openBucket(record);
    this.changed();
  }

  async setVersioning(name: string, status: 'Enabled' | 'Suspended'): Promise<void> {
    this.bucket(name).record.versioning = status;
    this.changed();
  }

  setTags(name: string, tags: Readonly<Record<string, string>>): void {
    this.bucket(name).record.tags = tags;
    this.changed();
  }

  setDocument(name: string, document: BucketDocument, text: string | undefined): void {
    const { documents } = this.bucket(name).record;
    if (text === undefined) {
      delete documents[document];
    } else {
      documents[document] = text;
    }
    this.changed();
  }

  async deleteBucket(name: string): Promise<void> {
    const bucket = this.bucket(name);
    if (bucket.index.size > 0) {
      const message =
        bucket.record.versioning === undefined
          ? 'The bucket you tried to delete is not empty'
          : 'The bucket you tried to delete is not empty. You must delete all versions in the bucket.';
      throw new AwsError('BucketNotEmpty', message, 409, { BucketName: name });
    }
    bucket.end();
    this.byName.delete(name);
    delete this.records[name];
    this.changed();
    await rm(this.folderOf(bucket.record), { recursive: true, force: true });
  }

  async getObject(bucket: string, key: string): Promise<{ body: Readable; size: number; etag: string }> {
    const found = this.bucket(bucket);
    const version = found.find(key);
    if (!version || version.isMarker) {
      throw new AwsError('NoSuchKey', 'The specified key does not exist.', 404, { Key: key });
    }
    return { body: found.read(version), size: version.size, etag: `"${version.etag}"` };
  }

  async close(): Promise<void> {
    await Promise.all(this.buckets().map((bucket) => bucket.flush()));
  }

  private async openBucket(record: BucketRecord): Promise<void> {
    const bucket = new Bucket(record, this.folderOf(record), () => this.journal.now());
    await bucket.open();
    this.byName.set(record.name, bucket);
  }

  private folderOf(record: BucketRecord): string {
    return join(this.folder, record.folder);
  }

  private changed(): void {
    this.journal.changed(documentName);
  }
}
