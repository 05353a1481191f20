import { Readable } from 'node:stream';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { PreviewError } from '../../errors';
import { recordKey, recordPrefix } from '../../naming/bundle-key';
import type { PreviewRecord } from '../../ports/record';
import type { RecordLocation, Records, Versioned } from '../../ports/records';
import type { AwsClients } from '../clients';
import { pages } from '../pages';
import { requireField, send } from '../send';
import { atBucket } from './at-bucket';
import { readRecord } from './read-record';
import { isConditionFailed, isNotFound } from './s3-errors';

/** Twenty deploys of fifty services take a tenth of it, in bytes. */
const largestRecord = 1024 * 1024;

/** Records kept by S3 as small JSON objects. */
export class AwsRecords implements Records {
  constructor(private readonly clients: AwsClients) {}

  async read(location: RecordLocation): Promise<Versioned | undefined> {
    const found = await this.fetch(location.bucket, keyOf(location));
    if (!found) return undefined;
    const record = readRecord(found.text, location);
    return { record, etag: found.etag };
  }

  async all(bucket: string, targetId: string): Promise<readonly PreviewRecord[]> {
    const records: PreviewRecord[] = [];
    for await (const key of this.keys(bucket, recordPrefix(targetId))) {
      const found = await this.fetch(bucket, key);
      if (found) records.push(readRecord(found.text, { bucket, targetId }));
    }
    return records;
  }

  async write(location: RecordLocation, record: PreviewRecord, former: string | undefined): Promise<string> {
    const { bucket, targetId } = location;
    const key = keyOf(location);
    const body = JSON.stringify(record);
    const command = new PutObjectCommand({
      Bucket: bucket,
      Key: key,
      Body: body,
      ContentType: 'application/json',
      ...(former === undefined ? { IfNoneMatch: '*' } : { IfMatch: former }),
    });
    try {
      const answer = await send('s3:PutObject', () => this.clients.s3.send(command));
      return requireField(answer.ETag, 'ETag', 's3:PutObject');
    } catch (error) {
      // An object that is to be replaced and is gone is a NoSuchKey.
      if (!isConditionFailed(error) && !isNotFound(error)) throw error;
      // When an answer is lost the SDK puts again, and its own first put is in the way.
      const now = await this.fetch(bucket, key);
      if (now?.text === body) return now.etag;
      throw new PreviewError('record-conflict', `the record of ${targetId} was written by someone else meanwhile`, {
        fault: 'world',
        hint: 'Another deploy of the same branch is under way; repeat when it has ended.',
        cause: error,
      });
    }
  }

  private keys(bucket: string, prefix: string): AsyncIterable<string> {
    return pages('s3:ListBucket', async (from) => {
      const command = new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken: from });
      const answer = await send('s3:ListBucket', () => atBucket(this.clients, bucket, (s3) => s3.send(command)));
      const items = (answer.Contents ?? []).map(({ Key = '' }) => Key);
      return { items, next: answer.IsTruncated ? answer.NextContinuationToken : undefined };
    });
  }

  private async fetch(bucket: string, key: string): Promise<{ text: string; etag: string } | undefined> {
    const command = new GetObjectCommand({ Bucket: bucket, Key: key });
    try {
      return await send('s3:GetObject', async () => {
        const answer = await atBucket(this.clients, bucket, (s3) => s3.send(command));
        const body = requireField(answer.Body, 'body', 's3:GetObject');
        const etag = requireField(answer.ETag, 'ETag', 's3:GetObject');
        if ((answer.ContentLength ?? 0) <= largestRecord) return { text: await body.transformToString('utf8'), etag };
        // Left unread: any branch's job may write any preview's record, of any size.
        if (body instanceof Readable) body.destroy();
        return { text: '', etag };
      });
    } catch (error) {
      if (isNotFound(error)) return undefined;
      throw error;
    }
  }
}

function keyOf({ targetId, stackId }: RecordLocation): string {
  return recordKey(targetId, stackId);
}
