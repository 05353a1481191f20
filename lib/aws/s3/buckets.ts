import type { Buckets, EmptyingFact } from '../../ports/buckets';
import type { Clock } from '../../ports/clock';
import type { AwsClients } from '../clients';
import { abortUploads } from './abort-uploads';
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
