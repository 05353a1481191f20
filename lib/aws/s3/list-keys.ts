import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import type { AwsClients } from '../clients';
import { pages } from '../pages';
import { send } from '../send';
import { atBucket } from './at-bucket';
import { decoded } from './object-key';

/**
 * Keys that begin so, in the order of their bytes.
 *
 * @param after where to start: behind this, which need not be a key (API reference of ListObjectsV2, `StartAfter`, read in November 2026)
 */
export function listKeys(clients: AwsClients, bucket: string, prefix: string, after?: string): AsyncIterable<string> {
  const where = { Bucket: bucket, Prefix: prefix, StartAfter: after };
  return pages('s3:ListBucket', async (from) => {
    // Keys may hold what XML cannot.
    const command = new ListObjectsV2Command({ ...where, EncodingType: 'url', ContinuationToken: from });
    const answer = await send('s3:ListBucket', () => atBucket(clients, bucket, (s3) => s3.send(command)));
    const items = (answer.Contents ?? []).map(({ Key = '' }) => decoded(Key, answer.EncodingType));
    return { items, next: answer.IsTruncated ? answer.NextContinuationToken : undefined };
  });
}
