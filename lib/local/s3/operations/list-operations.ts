import { AwsError } from '../../http/aws-error';
import type { ServiceRequest } from '../../http/service';
import { isChecksumHeader } from '../checksums';
import { commonPrefix, listKeys } from '../store/list-keys';
import { listVersions } from '../store/list-versions';
import type { Version } from '../store/version';
import type { S3Operation } from './s3-call';
import { accountOwner, xmlAnswer } from './xml-answer';

const mostKeys = 1000;

export const listObjects: S3Operation = ({ request, store, bucketName, accountId }) => {
  const { query, limit, encode, shared } = readListing(request);
  const after = query.get('marker') || undefined;
  const page = listKeys(store.bucket(bucketName).index, { ...shared, after: passed(after, shared), limit });
  const owner = accountOwner(accountId);
  return xmlAnswer('ListBucketResult', {
    ...drawListing(request, bucketName),
    Marker: encode(after ?? ''),
    // Only with a delimiter, as on AWS: without one, the last key is the marker.
    NextMarker: page.isTruncated && shared.delimiter ? encode(page.last ?? '') : undefined,
    IsTruncated: page.isTruncated,
    Contents: page.objects.map(({ key, version }) => ({ ...drawObject(encode(key), version), Owner: owner })),
    CommonPrefixes: page.commonPrefixes.map((prefix) => ({ Prefix: encode(prefix) })),
  });
};

export const listObjectsV2: S3Operation = ({ request, store, bucketName, accountId }) => {
  const { query, limit, encode, shared } = readListing(request);
  const token = query.get('continuation-token');
  const startAfter = query.get('start-after') || undefined;
  const after = token === null ? startAfter : readToken(token);
  const page = listKeys(store.bucket(bucketName).index, { ...shared, after, limit });
  const owner = query.get('fetch-owner') === 'true' ? { Owner: accountOwner(accountId) } : {};
  return xmlAnswer('ListBucketResult', {
    ...drawListing(request, bucketName),
    StartAfter: startAfter === undefined ? undefined : encode(startAfter),
    ContinuationToken: token ?? undefined,
    NextContinuationToken: page.isTruncated ? Buffer.from(page.last ?? '').toString('base64url') : undefined,
    KeyCount: page.objects.length + page.commonPrefixes.length,
    IsTruncated: page.isTruncated,
    Contents: page.objects.map(({ key, version }) => ({ ...drawObject(encode(key), version), ...owner })),
    CommonPrefixes: page.commonPrefixes.map((prefix) => ({ Prefix: encode(prefix) })),
  });
};

export const listObjectVersions: S3Operation = ({ request, store, bucketName, accountId }) => {
  const { query, limit, encode, shared } = readListing(request);
  const after = query.get('key-marker') || undefined;
  const afterVersionId = query.get('version-id-marker') || undefined;
  if (afterVersionId !== undefined && after === undefined) {
    const message = 'A version-id marker cannot be specified without a key marker.';
    throw new AwsError('InvalidArgument', message, 400, { ArgumentName: 'version-id-marker' });
  }
  const bucket = store.bucket(bucketName);
  const page = listVersions(bucket, { ...shared, after: passed(after, shared), afterVersionId, limit });
  const Owner = accountOwner(accountId);
  const draw = (isMarker: boolean) =>
    page.versions
      .filter(({ version }) => version.isMarker === isMarker)
      .map(({ key, version, isLatest }) => ({
        ...(isMarker
          ? { Key: encode(key), LastModified: new Date(version.modified) }
          : drawObject(encode(key), version)),
        VersionId: bucket.idOf(version),
        IsLatest: isLatest,
        Owner,
      }));
  return xmlAnswer('ListVersionsResult', {
    ...drawListing(request, bucketName),
    KeyMarker: encode(after ?? ''),
    VersionIdMarker: afterVersionId ?? '',
    NextKeyMarker: page.nextKey === undefined ? undefined : encode(page.nextKey),
    NextVersionIdMarker: page.nextVersionId,
    IsTruncated: page.isTruncated,
    Version: draw(false),
    DeleteMarker: draw(true),
    CommonPrefixes: page.commonPrefixes.map((prefix) => ({ Prefix: encode(prefix) })),
  });
};

function readListing({ query }: ServiceRequest) {
  return {
    query,
    limit: Math.min(limitOf(query, 'max-keys', mostKeys), mostKeys),
    encode: encoderOf(query),
    shared: { prefix: query.get('prefix') ?? '', delimiter: query.get('delimiter') || undefined },
  };
}

function drawListing({ query }: ServiceRequest, bucketName: string) {
  const encode = encoderOf(query);
  return {
    Name: bucketName,
    Prefix: encode(query.get('prefix') ?? ''),
    Delimiter: query.get('delimiter') ? encode(query.get('delimiter') ?? '') : undefined,
    MaxKeys: Math.min(limitOf(query, 'max-keys', mostKeys), mostKeys),
    EncodingType: query.get('encoding-type') || undefined,
  };
}

function drawObject(Key: string, version: Version) {
  return {
    Key,
    LastModified: new Date(version.modified),
    ETag: `"${version.etag}"`,
    Size: version.size,
    StorageClass: version.headers?.['x-amz-storage-class'] ?? 'STANDARD',
    ...drawAlgorithm(version),
  };
}

function drawAlgorithm({ headers = {} }: Version): object {
  const algorithms = Object.keys(headers).filter(isChecksumHeader);
  const ChecksumAlgorithm = algorithms.map((name) => name.slice('x-amz-checksum-'.length).toUpperCase());
  return algorithms.length > 0 ? { ChecksumAlgorithm, ChecksumType: 'FULL_OBJECT' } : {};
}

/** A marker within a common prefix has passed all of it (LocalStack, test_list_objects_marker_common_prefixes, 2026-02-21). */
function passed(after: string | undefined, { prefix, delimiter }: { prefix: string; delimiter: string | undefined }) {
  return after === undefined ? undefined : (commonPrefix(after, prefix, delimiter) ?? after);
}

/** A whole number of the query that is not negative; an empty one counts as absent. Throws AwsError InvalidArgument. */
export function limitOf(query: URLSearchParams, name: string, otherwise: number): number {
  const text = query.get(name) || String(otherwise);
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 0 || limit > 2_147_483_647) {
    const message = `Provided ${name} not an integer or within integer range`;
    throw new AwsError('InvalidArgument', message, 400, { ArgumentName: name, ArgumentValue: text });
  }
  return limit;
}

/** XML cannot carry every character of a key: clients may ask for percent-encoded ones. Throws AwsError InvalidArgument. */
export function encoderOf(query: URLSearchParams): (text: string) => string {
  const type = query.get('encoding-type') || undefined;
  if (type === undefined) {
    return (text) => text;
  }
  if (type !== 'url') {
    const extra = { ArgumentName: 'encoding-type', ArgumentValue: type };
    throw new AwsError('InvalidArgument', 'Invalid Encoding Method specified in Request', 400, extra);
  }
  return (text) => encodeURIComponent(text).replace(/%2F/g, '/');
}

/** What a continuation token stands for. Throws AwsError InvalidArgument. */
export function readToken(token: string): string {
  const after = Buffer.from(token, 'base64url').toString();
  if (token === '' || Buffer.from(after).toString('base64url') !== token) {
    throw new AwsError('InvalidArgument', 'The continuation token provided is incorrect', 400, {
      ArgumentName: 'continuation-token',
    });
  }
  return after;
}
