import { Readable } from 'node:stream';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import type { AwsClients } from '../clients';
import { requireField, send } from '../send';
import { atBucket } from './at-bucket';
import { isNotFound } from './s3-errors';

/**
 * The text of a small object that others can write: empty for one that is too large to be ours, which is left unread; undefined where none is.
 *
 * @param largest in bytes
 */
export async function fetchText(
  clients: AwsClients,
  bucket: string,
  key: string,
  largest: number,
): Promise<{ readonly text: string; readonly etag: string } | undefined> {
  const command = new GetObjectCommand({ Bucket: bucket, Key: key });
  try {
    return await send('s3:GetObject', async () => {
      const answer = await atBucket(clients, bucket, (s3) => s3.send(command));
      const body = requireField(answer.Body, 'body', 's3:GetObject');
      const etag = requireField(answer.ETag, 'ETag', 's3:GetObject');
      if ((answer.ContentLength ?? 0) <= largest) return { text: await body.transformToString('utf8'), etag };
      if (body instanceof Readable) body.destroy();
      return { text: '', etag };
    });
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}
