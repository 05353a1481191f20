import { PutObjectCommand } from '@aws-sdk/client-s3';
import { PreviewError } from '../../errors';
import { recordKey, recordPrefix } from '../../naming/bundle-key';
import type { PreviewRecord } from '../../ports/record';
import type { RecordLocation, Records, Versioned } from '../../ports/records';
import type { AwsClients } from '../clients';
import { requireField, send } from '../send';
import { fetchText } from './fetch-text';
import { listKeys } from './list-keys';
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
    for await (const key of listKeys(this.clients, bucket, recordPrefix(targetId))) {
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

  /** Any branch's job may write any preview's record, of any size. */
  private fetch(bucket: string, key: string) {
    return fetchText(this.clients, bucket, key, largestRecord);
  }
}

function keyOf({ targetId, stackId }: RecordLocation): string {
  return recordKey(targetId, stackId);
}
