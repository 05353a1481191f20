import {
  CreateBucketCommand,
  GetObjectCommand,
  type GetObjectCommandInput,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
  type S3ServiceException,
} from '@aws-sdk/client-s3';
import { type Started, start } from '../start';

/** The embedded endpoint with a real S3 client, and short words for what most tests of S3 do. */
export class S3World {
  private count = 0;

  private constructor(
    readonly local: Started,
    readonly s3: S3Client,
  ) {}

  static async open(folder?: string): Promise<S3World> {
    const local = await start(folder === undefined ? {} : { folder });
    return new S3World(local, new S3Client(local.client));
  }

  /** A new bucket; returns its name. */
  async bucket(versioning?: 'Enabled' | 'Suspended'): Promise<string> {
    this.count += 1;
    const Bucket = `bucket-${this.count}`;
    await this.s3.send(new CreateBucketCommand({ Bucket }));
    if (versioning) {
      await this.version(Bucket, versioning);
    }
    return Bucket;
  }

  async version(Bucket: string, Status: 'Enabled' | 'Suspended'): Promise<void> {
    await this.s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status } }));
  }

  put(Bucket: string, Key: string, Body: string | Buffer = 'content') {
    return this.s3.send(new PutObjectCommand({ Bucket, Key, Body }));
  }

  async text(Bucket: string, Key: string, more: Partial<GetObjectCommandInput> = {}): Promise<string> {
    const { Body } = await this.s3.send(new GetObjectCommand({ Bucket, Key, ...more }));
    return (await Body?.transformToString()) ?? '';
  }

  /** What a listing of versions shows, shortly: `key@id`, a marker with `!`, the latest with `*`; newest first within a key. */
  async versions(Bucket: string): Promise<readonly string[]> {
    const { Versions = [], DeleteMarkers = [] } = await this.s3.send(new ListObjectVersionsCommand({ Bucket }));
    return [...Versions.map((one) => ({ ...one, sign: '' })), ...DeleteMarkers.map((one) => ({ ...one, sign: '!' }))]
      .map(
        ({ Key, VersionId, IsLatest, sign }) =>
          `${Key}@${VersionId === 'null' ? 'null' : 'id'}${sign}${IsLatest ? '*' : ''}`,
      )
      .sort();
  }

  async close(): Promise<void> {
    this.s3.destroy();
    await this.local.stop();
  }
}

/** The name of the error that a promise ends with; an answer without a body has only its status. */
export async function errorOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'no error',
    (error: S3ServiceException) => (error.name === 'Unknown' ? `status ${error.$metadata.httpStatusCode}` : error.name),
  );
}
