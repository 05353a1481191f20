import { AwsError } from '../../http/aws-error';
import type { ServiceResponse } from '../../http/service';
import { type Bucket, checkVersionId } from '../store/bucket';
import type { Version } from '../store/version';
import { checkRead } from './conditions';
import { shownHeaders, versionHeader } from './object-headers';
import { type ByteRange, readRange } from './read-range';
import type { S3Call, S3Operation } from './s3-call';
import { s3Error } from './xml-answer';

const overrides = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
];

/** GET and HEAD: one answer, with and without the content. */
export const getObject: S3Operation = (call) => {
  const { request, store, bucketName, key } = call;
  const bucket = store.bucket(bucketName);
  const versionId = request.query.get('versionId') ?? undefined;
  checkVersionId(versionId);
  const version = bucket.find(key, versionId);
  if (!version || version.isMarker) {
    return missing(call, bucket, version);
  }
  const withChecksums = request.headers['x-amz-checksum-mode']?.toUpperCase() === 'ENABLED';
  const headers = shownHeaders(bucket, version, withChecksums && request.headers.range === undefined);
  for (const name of overrides) {
    const value = request.query.get(`response-${name}`) ?? headers[name] ?? '';
    if (/[^\t\x20-\x7e\x80-\xff]/.test(value)) {
      const extra = { ArgumentName: `response-${name}`, ArgumentValue: value };
      throw new AwsError('InvalidArgument', 'Header value cannot be represented using ISO-8859-1.', 400, extra);
    }
    headers[name] = value;
    if (value === '') {
      delete headers[name];
    }
  }
  if (checkRead(request.headers, version) === 'unmodified') {
    return { status: 304, headers: { etag: headers.etag ?? '', 'last-modified': headers['last-modified'] ?? '' } };
  }
  const range = readRange(request.headers.range, version.size);
  return content(call, bucket, version, headers, range);
};

function content(
  { request }: S3Call,
  bucket: Bucket,
  version: Version,
  headers: Record<string, string>,
  range: ByteRange | undefined,
): ServiceResponse {
  headers['content-length'] = String(range ? range.end - range.start + 1 : version.size);
  if (range) {
    headers['content-range'] = `bytes ${range.start}-${range.end}/${version.size}`;
  }
  const body = request.method === 'HEAD' ? undefined : bucket.read(version, range);
  return { status: range ? 206 : 200, headers, ...(body ? { body } : {}) };
}

function missing({ request, key }: S3Call, bucket: Bucket, marker: Version | undefined): ServiceResponse {
  const versionId = request.query.get('versionId');
  if (!marker) {
    throw versionId === null
      ? new AwsError('NoSuchKey', 'The specified key does not exist.', 404, { Key: key })
      : new AwsError('NoSuchVersion', 'The specified version does not exist.', 404, { Key: key, VersionId: versionId });
  }
  const headers = { 'x-amz-delete-marker': 'true', ...versionHeader(bucket, marker) };
  if (versionId === null) {
    return s3Error(new AwsError('NoSuchKey', 'The specified key does not exist.', 404, { Key: key }), request, headers);
  }
  const message = 'The specified method is not allowed against this resource.';
  const extra = { Method: request.method, ResourceType: 'DeleteMarker' };
  return s3Error(new AwsError('MethodNotAllowed', message, 405, extra), request, { ...headers, allow: 'DELETE' });
}
