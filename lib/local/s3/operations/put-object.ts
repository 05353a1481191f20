import { AwsError } from '../../http/aws-error';
import { receiveBody } from '../receive-body';
import { checkWrite } from './conditions';
import { storedHeaders, writtenHeaders } from './object-headers';
import type { S3Operation } from './s3-call';
import { storedTags } from './tag-sets';

const mostBytes = 5 * 1024 ** 3;

export const putObject: S3Operation = async ({ request, store, bucketName, key }) => {
  const bucket = store.bucket(bucketName);
  if (Number(request.headers['content-length'] ?? 0) > mostBytes) {
    throw new AwsError('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size');
  }
  // Checked before the body, so that no client sends gigabytes in vain, and again after it.
  checkWrite(request, key, bucket.find(key));
  const path = bucket.incomingPath();
  const { size, etag, checksums } = await receiveBody(request, path);
  const object = { size, etag, headers: storedHeaders(request.headers, checksums), tags: storedTags(request.headers) };
  const version = await bucket.commit(key, path, object, (current) => checkWrite(request, key, current));
  return {
    status: 200,
    headers: {
      etag: `"${etag}"`,
      ...writtenHeaders(bucket, version),
      ...checksums,
      ...(Object.keys(checksums).length > 0 ? { 'x-amz-checksum-type': 'FULL_OBJECT' } : {}),
    },
  };
};
