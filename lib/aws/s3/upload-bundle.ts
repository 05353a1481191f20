import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Clock } from '../../ports/clock';
import { backOff } from '../back-off';
import { send } from '../send';
import { isConditionFailed, s3ErrorName } from './s3-errors';

/** S3 stores it as `x-amz-meta-content-hash`. */
export const hashMetadata = 'content-hash';

/** A larger file is streamed. The SDK cannot send a stream a second time, so that we do. */
const bufferLimit = 32 * 1024 * 1024;
const maxTries = 3;

export interface BundleUpload {
  readonly bucket: string;
  readonly key: string;
  readonly hash: string;
  readonly file: string;
}

/** Uploads unless there is one already. Returns whether it did. */
export async function uploadBundle(
  s3: S3Client,
  clock: Clock,
  { bucket, key, hash, file }: BundleUpload,
): Promise<boolean> {
  const { size } = await stat(file);
  const pause = backOff(clock, { firstMs: 500, mostMs: 5000 });
  for (let tries = 1; ; tries += 1) {
    const command = new PutObjectCommand({
      Bucket: bucket,
      Key: key,
      Body: size <= bufferLimit ? await readFile(file) : createReadStream(file),
      ContentLength: size,
      ContentType: key.endsWith('.zip') ? 'application/zip' : 'application/octet-stream',
      Metadata: { [hashMetadata]: hash },
      IfNoneMatch: '*',
    });
    try {
      await send('s3:PutObject', () => s3.send(command));
      return true;
    } catch (error) {
      // Another run was faster: equal hashes are equal bundles. A conflict means that its upload is not done yet.
      if (isConditionFailed(error) && s3ErrorName(error) !== 'ConditionalRequestConflict') return false;
      const passing = isConditionFailed(error) || (size > bufferLimit && isPassing(error));
      if (!passing || tries === maxTries) throw error;
      await pause.wait();
    }
  }
}

function isPassing(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return (
    code === 'throttled' || code === 'aws-timeout' || code === 'aws-unavailable' || code === 'endpoint-unreachable'
  );
}
