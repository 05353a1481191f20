import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { AwsError } from '../../http/aws-error';
import type { ServiceRequest } from '../../http/service';
import { isChecksumHeader } from '../checksums';
import type { Bucket } from '../store/bucket';
import type { Version } from '../store/version';
import { checkWrite } from './conditions';
import { copySource } from './copy-source';
import { encrypted, storedHeaders, versionHeader } from './object-headers';
import type { S3Operation } from './s3-call';
import { storedTags } from './tag-sets';
import { xmlAnswer } from './xml-answer';

/** Of the copy alone: they are not copied, and to name one is to change something. */
const ofTheCopy = ['x-amz-storage-class', 'x-amz-website-redirect-location'];

export const copyObject: S3Operation = async (call) => {
  const { request, store, bucketName, key } = call;
  const bucket = store.bucket(bucketName);
  const source = copySource(call);
  checkWrite(request, key, bucket.find(key));
  const onto = source.bucket === bucket && source.key === key && !source.pinned;
  if (onto && !changesSomething(request, bucket)) {
    const message =
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.";
    throw new AwsError('InvalidRequest', message);
  }
  const path = bucket.incomingPath();
  const { size, etag } = source.version;
  await pipeline(source.bucket.read(source.version), createWriteStream(path));
  const tags =
    request.headers['x-amz-tagging-directive'] === 'REPLACE' ? storedTags(request.headers) : source.version.tags;
  const headers = copiedHeaders(request, source.version);
  const version = await bucket.commit(key, path, { size, etag, headers, tags }, (current) =>
    checkWrite(request, key, current),
  );
  const copied = source.bucket.record.versioning && source.bucket.idOf(source.version);
  return xmlAnswer(
    'CopyObjectResult',
    { ETag: `"${etag}"`, LastModified: new Date(version.modified), ...drawChecksums(source.version) },
    {
      headers: {
        ...encrypted,
        ...versionHeader(bucket, version),
        ...(copied ? { 'x-amz-copy-source-version-id': copied } : {}),
      },
    },
  );
};

/**
 * S3 takes a copy of an object onto itself that names a condition, a setting of its own, or lies in a bucket with an encryption that was
 * set (LocalStack, test_copy_object_if_match_in_place, test_s3_copy_object_in_place_storage_class and test_copy_in_place_with_bucket_encryption,
 * 2026-02-21).
 */
function changesSomething({ headers }: ServiceRequest, { record }: Bucket): boolean {
  const changes = [...ofTheCopy, 'x-amz-server-side-encryption', 'if-match'];
  return (
    headers['x-amz-metadata-directive'] === 'REPLACE' ||
    Boolean(record.documents.encryption) ||
    changes.some((name) => headers[name] !== undefined)
  );
}

function copiedHeaders({ headers }: ServiceRequest, source: Version): Version['headers'] {
  const checksums = checksumsOf(source);
  if (headers['x-amz-metadata-directive'] === 'REPLACE') {
    return storedHeaders(headers, checksums);
  }
  const kept = Object.entries(source.headers ?? {}).filter(([name]) => !ofTheCopy.includes(name));
  const own = ofTheCopy.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name] ?? '']]));
  return storedHeaders(Object.fromEntries([...kept, ...own]), checksums);
}

function checksumsOf({ headers = {} }: Version): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => isChecksumHeader(name)));
}

function drawChecksums(version: Version): object {
  const checksums = Object.entries(checksumsOf(version));
  const drawn = checksums.map(([name, value]) => [
    `Checksum${name.slice('x-amz-checksum-'.length).toUpperCase()}`,
    value,
  ]);
  return drawn.length > 0 ? { ...Object.fromEntries(drawn), ChecksumType: 'FULL_OBJECT' } : {};
}
