import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { AwsError } from '../../http/aws-error';
import { isChecksumHeader } from '../checksums';
import type { Version } from '../store/version';
import { checkWrite } from './conditions';
import { copySource } from './copy-source';
import { storedHeaders, storedTags, versionHeader } from './object-headers';
import type { S3Operation } from './s3-call';
import { xmlAnswer } from './xml-answer';

export const copyObject: S3Operation = async (call) => {
  const { request, store, bucketName, key } = call;
  const bucket = store.bucket(bucketName);
  const source = copySource(call);
  const replaces = request.headers['x-amz-metadata-directive'] === 'REPLACE';
  const onto = source.bucket === bucket && source.key === key && !source.pinned;
  if (onto && !replaces) {
    const message =
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.";
    throw new AwsError('InvalidRequest', message);
  }
  checkWrite(request, key, bucket.find(key));
  const path = bucket.incomingPath();
  const { size, etag } = source.version;
  await pipeline(source.bucket.read(source.version), createWriteStream(path));
  const tags =
    request.headers['x-amz-tagging-directive'] === 'REPLACE' ? storedTags(request.headers) : source.version.tags;
  const headers = replaces ? storedHeaders(request.headers, checksumsOf(source.version)) : source.version.headers;
  const version = await bucket.commit(key, path, { size, etag, headers, tags }, (current) =>
    checkWrite(request, key, current),
  );
  const copied = source.bucket.record.versioning && source.bucket.idOf(source.version);
  return xmlAnswer(
    'CopyObjectResult',
    { ETag: `"${etag}"`, LastModified: new Date(version.modified) },
    { headers: { ...versionHeader(bucket, version), ...(copied ? { 'x-amz-copy-source-version-id': copied } : {}) } },
  );
};

function checksumsOf({ headers = {} }: Version): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => isChecksumHeader(name)));
}
