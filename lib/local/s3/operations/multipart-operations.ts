import { createReadStream } from 'node:fs';
import { AwsError } from '../../http/aws-error';
import type { ServiceRequest } from '../../http/service';
import { receiveBody } from '../receive-body';
import type { Bucket } from '../store/bucket';
import type { Upload } from '../store/uploads';
import { copySource } from './copy-source';
import { storedHeaders, storedTags } from './object-headers';
import { readRange } from './read-range';
import type { S3Call, S3Operation } from './s3-call';
import { xmlAnswer } from './xml-answer';

const mostParts = 10_000;

export const createMultipartUpload: S3Operation = async ({ request, store, bucketName, key }) => {
  const object = { headers: storedHeaders(request.headers), tags: storedTags(request.headers) };
  const upload = await store.bucket(bucketName).uploads.create(key, object);
  return xmlAnswer('InitiateMultipartUploadResult', { Bucket: bucketName, Key: key, UploadId: upload.id });
};

export const uploadPart: S3Operation = async (call) => {
  const { bucket, upload } = uploadOf(call);
  const number = partNumberOf(call.request);
  const path = bucket.incomingPath();
  const { checksums, ...received } = await receiveBody(call.request, path);
  await keepPart(bucket, upload, path, { ...received, number });
  return { status: 200, headers: { etag: `"${received.etag}"`, ...checksums } };
};

export const uploadPartCopy: S3Operation = async (call) => {
  const { bucket, upload } = uploadOf(call);
  const number = partNumberOf(call.request);
  const source = copySource(call);
  const range = readRange(call.request.headers['x-amz-copy-source-range'], source.version.size);
  const path = bucket.incomingPath();
  const received = await receiveBody(
    { ...call.request, headers: {}, body: source.bucket.read(source.version, range) },
    path,
  );
  const part = { number, size: received.size, etag: received.etag };
  const { modified } = await keepPart(bucket, upload, path, part);
  return xmlAnswer('CopyPartResult', { ETag: `"${part.etag}"`, LastModified: new Date(modified) });
};

export const abortMultipartUpload: S3Operation = async (call) => {
  const { bucket, upload } = uploadOf(call);
  await bucket.uploads.remove(upload);
  return { status: 204 };
};

export const listParts: S3Operation = (call) => {
  const { upload } = uploadOf(call);
  const { query } = call.request;
  const after = Number(query.get('part-number-marker') ?? 0);
  const limit = Math.min(Number(query.get('max-parts') ?? 1000), 1000);
  const rest = [...upload.parts.values()].filter(({ number }) => number > after).sort((a, b) => a.number - b.number);
  const page = rest.slice(0, limit);
  const isTruncated = rest.length > page.length;
  return xmlAnswer('ListPartsResult', {
    ...{ Bucket: call.bucketName, Key: upload.key, UploadId: upload.id, PartNumberMarker: after, MaxParts: limit },
    NextPartNumberMarker: isTruncated ? page.at(-1)?.number : undefined,
    IsTruncated: isTruncated,
    Part: page.map(({ number, size, etag, modified }) => ({
      ...{ PartNumber: number, LastModified: new Date(modified), ETag: `"${etag}"`, Size: size },
    })),
    StorageClass: 'STANDARD',
  });
};

export const listMultipartUploads: S3Operation = ({ request, store, bucketName }) => {
  const prefix = request.query.get('prefix') ?? '';
  const uploads = store.bucket(bucketName).uploads.list();
  return xmlAnswer('ListMultipartUploadsResult', {
    ...{ Bucket: bucketName, Prefix: prefix, MaxUploads: uploads.length, IsTruncated: false },
    Upload: uploads
      .filter(({ key }) => key.startsWith(prefix))
      .map(({ key, id, initiated }) => ({ Key: key, UploadId: id, Initiated: new Date(initiated) })),
  });
};

/** Throws AwsError NoSuchUpload. */
export function uploadOf({ request, store, bucketName, key }: S3Call): { bucket: Bucket; upload: Upload } {
  const bucket = store.bucket(bucketName);
  const id = request.query.get('uploadId') ?? '';
  const upload = bucket.uploads.get(id);
  if (!upload || upload.key !== key) {
    const message =
      'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.';
    throw new AwsError('NoSuchUpload', message, 404, { UploadId: id });
  }
  return { bucket, upload };
}

/** The parts one after the other, as one stream of bytes. */
export async function* partsInOrder(paths: readonly string[]): AsyncGenerator<Buffer> {
  for (const path of paths) {
    yield* createReadStream(path);
  }
}

function partNumberOf({ query }: ServiceRequest): number {
  const number = Number(query.get('partNumber'));
  if (!Number.isInteger(number) || number < 1 || number > mostParts) {
    const message = `Part number must be an integer between 1 and ${mostParts}, inclusive`;
    throw new AwsError('InvalidArgument', message, 400, { ArgumentName: 'partNumber' });
  }
  return number;
}

async function keepPart(
  bucket: Bucket,
  upload: Upload,
  path: string,
  part: { number: number; size: number; etag: string },
) {
  const kept = { ...part, modified: bucket.now() };
  await bucket.uploads.addPart(upload, path, kept);
  return kept;
}
