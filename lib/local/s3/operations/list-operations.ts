import { AwsError } from '../../http/aws-error';
import type { ServiceRequest } from '../../http/service';
import { listKeys } from '../store/list-keys';
import { listVersions } from '../store/list-versions';
import type { Version } from '../store/version';
import { accountOwner } from './owner';
import type { S3Operation } from './s3-call';
import { xmlAnswer } from './xml-answer';

const mostKeys = 1000;

export const listObjects: S3Operation = ({ request, store, bucketName, accountId }) => {
  const { query, limit, encode, shared } = readListing(request);
  const after = query.get('marker') || undefined;
  const page = listKeys(store.bucket(bucketName).index, { ...shared, after, limit });
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
  const after = token ? readToken(token) : startAfter;
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
  const page = listVersions(bucket, { ...shared, after, afterVersionId, limit });
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
    limit: limitOf(query),
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
    MaxKeys: limitOf(query),
    EncodingType: query.get('encoding-type') ?? undefined,
  };
}

function drawObject(Key: string, version: Version) {
  return {
    Key,
    LastModified: new Date(version.modified),
    ETag: `"${version.etag}"`,
    Size: version.size,
    StorageClass: version.headers?.['x-amz-storage-class'] ?? 'STANDARD',
  };
}

function limitOf(query: URLSearchParams): number {
  const limit = Number(query.get('max-keys') ?? mostKeys);
  if (!Number.isInteger(limit) || limit < 0) {
    const message = 'Provided max-keys not an integer or within integer range';
    throw new AwsError('InvalidArgument', message, 400, { ArgumentName: 'max-keys' });
  }
  return Math.min(limit, mostKeys);
}

/** XML cannot carry every character of a key: clients may ask for percent-encoded ones. */
function encoderOf(query: URLSearchParams): (text: string) => string {
  return query.get('encoding-type') === 'url'
    ? (text) => encodeURIComponent(text).replace(/%2F/g, '/')
    : (text) => text;
}

function readToken(token: string): string {
  const after = Buffer.from(token, 'base64url').toString();
  if (Buffer.from(after).toString('base64url') !== token) {
    throw new AwsError('InvalidArgument', 'The continuation token provided is incorrect');
  }
  return after;
}
