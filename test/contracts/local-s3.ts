import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteObjectCommand, ListObjectVersionsCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { type AwsClients, awsClients } from '../../lib/aws/clients';
import { FaultList } from '../../lib/local/faults/fault-list';
import type { BucketStore } from '../../lib/local/s3/bucket-store';
import { openObjectStore } from '../../lib/local/s3/open-object-store';
import { s3Service } from '../../lib/local/s3/s3-service';
import { pointSdkAt } from '../aws/aws-environment';
import { memoryJournal } from '../local/memory-journal';
import { serveService } from './serve-service';

/** S3 behind a port, with objects on disk. */
export class LocalS3 {
  readonly faults: FaultList;
  readonly clients: AwsClients;
  private count = 0;

  static async start(): Promise<LocalS3> {
    const folder = await mkdtemp(join(tmpdir(), 'preview-stacks-s3-'));
    const store = await openObjectStore({ journal: memoryJournal(), folder });
    const faults = new FaultList();
    const served = await serveService(s3Service({ store, faults, accountId: '111122223333' }));
    pointSdkAt(served.endpoint);
    return new LocalS3(folder, store, served, faults);
  }

  private constructor(
    private readonly folder: string,
    private readonly store: BucketStore,
    private readonly served: Awaited<ReturnType<typeof serveService>>,
    faults: FaultList,
  ) {
    this.faults = faults;
    this.clients = awsClients({ region: 'eu-central-1', maxAttempts: 2 });
  }

  /** Makes a bucket and returns its name. */
  async bucket(versioning?: 'Enabled'): Promise<string> {
    this.count += 1;
    const name = `bucket-${this.count}`;
    await this.store.createBucket(name, { region: 'eu-central-1', ...(versioning && { versioning }) });
    return name;
  }

  /** A versioned bucket with so many versions; every third is a delete marker. */
  async filled(versions: number): Promise<string> {
    const Bucket = await this.bucket('Enabled');
    for (let i = 0; i < versions; i += 1) {
      const Key = `folder/key + ${Math.floor(i / 3)}`;
      if (i % 3 === 2) await this.clients.s3.send(new DeleteObjectCommand({ Bucket, Key }));
      else await this.clients.s3.send(new PutObjectCommand({ Bucket, Key, Body: `body ${i}` }));
    }
    return Bucket;
  }

  async versions(Bucket: string): Promise<number> {
    const { Versions = [], DeleteMarkers = [] } = await this.clients.s3.send(new ListObjectVersionsCommand({ Bucket }));
    return Versions.length + DeleteMarkers.length;
  }

  async stop(): Promise<void> {
    this.clients.close();
    await this.served.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}
