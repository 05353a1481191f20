import { DeleteObjectCommand, DeleteObjectsCommand, type S3Client } from '@aws-sdk/client-s3';
import { PreviewError } from '../../errors';
import type { Clock } from '../../ports/clock';
import { backOff } from '../back-off';
import { send } from '../send';
import { isBeyondXml } from './object-key';
import type { ObjectVersion } from './object-versions';

/** S3 says so of single keys inside an answer of 200 (trap T31); the SDK does not try those again. */
const passing = new Set(['InternalError', 'SlowDown', 'ServiceUnavailable', 'RequestTimeout', 'OperationAborted']);
const gone = new Set(['NoSuchKey', 'NoSuchVersion']);
const maxTries = 6;

/**
 * Deletes at most 1,000 versions, those again that failed for a passing reason.
 *
 * @throws PreviewError `bucket-not-emptied` with the first key that cannot go and why
 */
export async function deleteVersions(
  s3: S3Client,
  bucket: string,
  versions: readonly ObjectVersion[],
  clock: Clock,
): Promise<void> {
  for (const { key, versionId } of versions.filter(({ key }) => isBeyondXml(key))) {
    const command = new DeleteObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId });
    await send('s3:DeleteObjectVersion', () => s3.send(command));
  }
  let left = versions.filter(({ key }) => !isBeyondXml(key));
  const pause = backOff(clock, { firstMs: 200, mostMs: 5000 });
  for (let tries = 1; left.length > 0; tries += 1) {
    const failed = await deleteOnce(s3, bucket, left);
    const lasting = failed.find(({ code }) => !passing.has(code)) ?? (tries === maxTries ? failed[0] : undefined);
    if (lasting) throw notEmptied(bucket, lasting, failed.length);
    left = left.filter((version) =>
      failed.some(
        ({ key, versionId }) => key === version.key && (versionId ?? version.versionId) === version.versionId,
      ),
    );
    if (left.length > 0) await pause.wait();
  }
}

interface Failed {
  readonly key: string;
  readonly versionId: string | undefined;
  readonly code: string;
  readonly message: string;
}

async function deleteOnce(
  s3: S3Client,
  bucket: string,
  versions: readonly ObjectVersion[],
): Promise<readonly Failed[]> {
  const objects = versions.map(({ key, versionId }) => ({ Key: key, VersionId: versionId }));
  const answer = await send('s3:DeleteObjectVersion', () =>
    // Quiet: the answer names failures only, 115 bytes instead of 92 KB.
    s3.send(new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects: objects, Quiet: true } })),
  );
  return (answer.Errors ?? [])
    .map(({ Key = '', VersionId, Code = 'unknown', Message = '' }) => ({
      key: Key,
      versionId: VersionId,
      code: Code,
      message: Message,
    }))
    .filter(({ code }) => !gone.has(code));
}

function notEmptied(bucket: string, { key, code, message }: Failed, count: number): PreviewError {
  const others = count > 1 ? ` (and ${count - 1} more)` : '';
  return new PreviewError(
    'bucket-not-emptied',
    `object ${JSON.stringify(key)}${others} in bucket ${bucket} cannot be deleted: ${code}${message && `: ${message}`}`,
    { fault: 'world', hint: "Look at the bucket's policy, object locks and legal holds, then repeat." },
  );
}
