import { AwsError } from '../../http/aws-error';
import { type Bucket, checkVersionId } from '../store/bucket';
import type { Version } from '../store/version';
import { versionHeader } from './object-headers';
import type { S3Call, S3Operation } from './s3-call';
import { readTags, tagging } from './tag-sets';

export const getObjectTagging: S3Operation = (call) => {
  const { bucket, version } = found(call);
  const answer = tagging(version.tags ?? {});
  return { ...answer, headers: { ...answer.headers, ...versionHeader(bucket, version) } };
};

export const putObjectTagging: S3Operation = async (call) => {
  const tags = readTags(await call.request.text(), 'object');
  const { bucket, version } = found(call);
  await bucket.setTags(call.key, version, tags);
  return { status: 200, headers: versionHeader(bucket, version) };
};

export const deleteObjectTagging: S3Operation = async (call) => {
  const { bucket, version } = found(call);
  await bucket.setTags(call.key, version, undefined);
  return { status: 204, headers: versionHeader(bucket, version) };
};

function found({ request, store, bucketName, key }: S3Call): { bucket: Bucket; version: Version } {
  const bucket = store.bucket(bucketName);
  const versionId = request.query.get('versionId') ?? undefined;
  checkVersionId(versionId);
  const version = bucket.find(key, versionId);
  if (!version) {
    throw versionId === undefined
      ? new AwsError('NoSuchKey', 'The specified key does not exist.', 404, { Key: key })
      : new AwsError('NoSuchVersion', 'The specified version does not exist.', 404, { Key: key, VersionId: versionId });
  }
  if (version.isMarker) {
    // Recorded: LocalStack, test_object_tagging_versioned, 2026-02-23.
    const extra = { Method: request.method, ResourceType: 'DeleteMarker' };
    throw new AwsError('MethodNotAllowed', 'The specified method is not allowed against this resource.', 405, extra);
  }
  return { bucket, version };
}
