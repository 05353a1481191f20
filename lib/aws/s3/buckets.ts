import { AbortMultipartUploadCommand, ListMultipartUploadsCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Buckets, EmptyingFact } from '../../ports/buckets';
import type { Clock } from '../../ports/clock';
import type { AwsClients } from '../clients';
import { errorName } from '../errors';
import { pages } from '../pages';
import { send } from '../send';
import { decoded } from './object-key';
import { isNoSuchBucket } from './s3-errors';
import { sweepVersions } from './sweep-versions';

/** Buckets kept by S3. */
export class AwsBuckets implements Buckets {
  constructor(
    private readonly clients: AwsClients,
    private readonly clock: Clock,
  ) {}

  async *empty(bucket: string, signal?: AbortSignal): AsyncIterable<EmptyingFact> {
    const { s3 } = this.clients;
    let deleted = 0;
    try {
      signal?.throwIfAborted();
      // First: an upload that ends now becomes an object that the sweep meets.
      await abortUploads(s3, bucket);
      for await (const swept of sweepVersions({ s3, bucket, clock: this.clock, ...(signal && { signal }) })) {
        deleted = swept.deleted;
        yield { kind: 'emptying', ...swept };
      }
    } catch (error) {
      if (!isNoSuchBucket(error)) throw error;
      yield { kind: 'gone' };
      return;
    }
    yield { kind: 'emptied', deleted };
  }
}

/** Ends every unfinished multipart upload: its parts are paid for, and it would become an object when it ends. Returns how many. */
async function abortUploads(s3: S3Client, bucket: string): Promise<number> {
  const action = 's3:ListBucketMultipartUploads';
  let count = 0;
  const uploads = pages(action, async (from) => {
    const [keyMarker, uploadIdMarker] = from === undefined ? [] : (JSON.parse(from) as [string?, string?]);
    const answer = await send(action, () =>
      s3.send(
        new ListMultipartUploadsCommand({
          Bucket: bucket,
          EncodingType: 'url',
          KeyMarker: keyMarker,
          UploadIdMarker: uploadIdMarker,
        }),
      ),
    );
    const plain = (key: string | undefined) => decoded(key ?? '', answer.EncodingType);
    return {
      items: (answer.Uploads ?? []).map((upload) => ({ key: plain(upload.Key), id: upload.UploadId })),
      next: answer.IsTruncated ? JSON.stringify([plain(answer.NextKeyMarker), answer.NextUploadIdMarker]) : undefined,
    };
  });
  for await (const { key, id } of uploads) {
    await send('s3:AbortMultipartUpload', async () => {
      try {
        await s3.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key: key, UploadId: id }));
      } catch (error) {
        if (errorName(error) !== 'NoSuchUpload') throw error;
      }
    });
    count += 1;
  }
  return count;
}
