import { DeleteObjectCommand, ListObjectVersionsCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { type AwsClients, awsClients } from '../../../lib/aws/clients';
import { pointSdkAt } from '../../aws/aws-environment';
import { type Started, start } from '../../local/start';

/** The embedded endpoint, as far as its S3 is wanted. */
export class LocalS3 {
  private count = 0;

  static async start(): Promise<LocalS3> {
    const local = await start();
    pointSdkAt(local.endpoint);
    return new LocalS3(local, awsClients({ region: local.region, maxAttempts: 3, silenceTimeoutMs: 300 }));
  }

  private constructor(
    readonly local: Started,
    readonly clients: AwsClients,
  ) {}

  /** Makes a bucket and returns its name. */
  async bucket(versioning?: 'Enabled'): Promise<string> {
    this.count += 1;
    const name = `bucket-${this.count}`;
    await this.local.world.s3.createBucket(name, { region: this.local.region, ...(versioning && { versioning }) });
    return name;
  }

  /** A versioned bucket with so many versions; every third is a delete marker. */
  async filled(versions: number): Promise<string> {
    const Bucket = await this.bucket('Enabled');
    for (let i = 0; i < versions; i += 1) {
      const Key = `folder/key + ${Math.floor(i / 3)}`;
      if (i % 3 === 2) await this.clients.s3.send(new DeleteObjectCommand({ Bucket, Key }));
      else await this.put(Bucket, Key);
    }
    return Bucket;
  }

  async put(Bucket: string, Key: string): Promise<void> {
    await this.clients.s3.send(new PutObjectCommand({ Bucket, Key, Body: `body of ${Key}` }));
  }

  async versions(Bucket: string): Promise<number> {
    const { Versions = [], DeleteMarkers = [] } = await this.clients.s3.send(new ListObjectVersionsCommand({ Bucket }));
    return Versions.length + DeleteMarkers.length;
  }

  async stop(): Promise<void> {
    this.clients.close();
    await this.local.stop();
  }
}
