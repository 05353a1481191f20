import { AwsError } from '../../http/aws-error';
import type { Bucket } from '../store/bucket';
import type { Version } from '../store/version';
import { readTags, tagging } from './bucket-operations';
import { versionHeader } from './object-headers';
import type { S3Call, S3Operation } from './s3-call';

export const getObjectTagging: S3Operation = (call) => {
  const { bucket, version } = found(call);
  const answer = tagging(version.tags ?? {});
  return { ...answer, headers: { ...answer.headers, ...versionHeader(bucket, version) } };
};

export const putObjectTagging: S3Operation = async (call) => {
  const tags = readTags(await call.request.text());
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
  const version = bucket.find(key, request.query.get('versionId') ?? undefined);
  if (!version || version.isMarker) {
    throw new AwsError('NoSuchKey', 'The specified key does not exist.', 404, { Key: key });
  }
  return { bucket, version };
}
