import { AwsError } from '../../http/aws-error';
import { type Bucket, checkVersionId } from '../store/bucket';
import type { Version } from '../store/version';
import { checkRead, failed } from './conditions';
import type { S3Call } from './s3-call';

export interface CopySource {
  readonly bucket: Bucket;
  readonly key: string;
  readonly version: Version;
  /** The source was named with a version id. */
  readonly pinned: boolean;
}

/** The version that `x-amz-copy-source` names (`/bucket/key?versionId=…`, percent-encoded), its conditions met. */
export function copySource({ request, store }: S3Call): CopySource {
  const { path, versionId } = readSource(request.headers['x-amz-copy-source'] ?? '');
  const slash = path.indexOf('/');
  if (slash < 1 || slash === path.length - 1) {
    const message = 'Copy Source must mention the source bucket and key: sourcebucket/sourcekey';
    throw new AwsError('InvalidArgument', message, 400, { ArgumentName: 'x-amz-copy-source' });
  }
  const key = path.slice(slash + 1);
  const bucket = store.bucket(path.slice(0, slash));
  checkVersionId(versionId);
  const version = bucket.find(key, versionId);
  if (version?.isMarker && versionId !== undefined) {
    // Recorded: LocalStack, test_s3_copy_object_src_not_exists, 2023-10-26.
    const message = 'The source of a copy request may not specifically refer to a delete marker by version id.';
    throw new AwsError('InvalidRequest', message);
  }
  if (!version || version.isMarker) {
    throw versionId === undefined
      ? new AwsError('NoSuchKey', 'The specified key does not exist.', 404, { Key: key })
      : new AwsError('NoSuchVersion', 'The specified version does not exist.', 404, { Key: key, VersionId: versionId });
  }
  const prefix = 'x-amz-copy-source-';
  if (checkRead(request.headers, version, prefix, bucket.now()) === 'unmodified') {
    throw failed(`${prefix}${`${prefix}if-none-match` in request.headers ? 'If-None-Match' : 'If-Modified-Since'}`);
  }
  return { bucket, key, version, pinned: versionId !== undefined };
}

function readSource(header: string): { path: string; versionId?: string } {
  const [, encoded = '', versionId] = /^\/?(.*?)(?:\?versionId=([^?]*))?$/s.exec(header) ?? [];
  try {
    return { path: decodeURIComponent(encoded).replace(/^\//, ''), ...(versionId ? { versionId } : {}) };
  } catch {
    throw new AwsError('InvalidArgument', 'Invalid copy source encoding.', 400, { ArgumentName: 'x-amz-copy-source' });
  }
}
