import { createReadStream } from 'node:fs';
import { AwsError } from '../../http/aws-error';
import type { ServiceRequest } from '../../http/service';
import { receiveBody } from '../receive-body';
import type { Bucket } from '../store/bucket';
import type { Upload } from '../store/uploads';
import { copySource } from './copy-source';
import { encrypted, storedHeaders } from './object-headers';
import { readCopyRange } from './read-range';
import type { S3Call, S3Operation } from './s3-call';
import { storedTags } from './tag-sets';
import { xmlAnswer } from './xml-answer';

const mostParts = 10_000;

export const createMultipartUpload: S3Operation = async ({ request, store, bucketName, key }) => {
  const object = { headers: storedHeaders(request.headers), tags: storedTags(request.headers) };
  const upload = await store.bucket(bucketName).uploads.create(key, object);
  const algorithm = request.headers['x-amz-checksum-algorithm'];
  const type = request.headers['x-amz-checksum-type'] ?? (algorithm === 'CRC64NVME' ? 'FULL_OBJECT' : 'COMPOSITE');
  const checksum = algorithm && { 'x-amz-checksum-algorithm': algorithm, 'x-amz-checksum-type': type };
  const body = { Bucket: bucketName, Key: key, UploadId: upload.id };
  return xmlAnswer('InitiateMultipartUploadResult', body, { headers: { ...encrypted, ...checksum } });
};

export const uploadPart: S3Operation = async (call) => {
  const { bucket, upload } = uploadOf(call);
  const number = partNumberOf(call.request);
  const path = bucket.incomingPath();
  const { checksums, ...received } = await receiveBody(call.request, path);
  await keepPart(bucket, upload, path, { ...received, number });
  return { status: 200, headers: { etag: `"${received.etag}"`, ...encrypted, ...checksums } };
};

export const uploadPartCopy: S3Operation = async (call) => {
  const { bucket, upload } = uploadOf(call);
  const number = partNumberOf(call.request);
  const source = copySource(call);
  const range = readCopyRange(call.request.headers['x-amz-copy-source-range'], source.version.size);
  const path = bucket.incomingPath();
  const received = await receiveBody(
    { ...call.request, headers: {}, body: source.bucket.read(source.version, range) },
    path,
  );
  const part = { number, size: received.size, etag: received.etag };
  const { modified } = await keepPart(bucket, upload, path, part);
  const copied = source.bucket.record.versioning && source.bucket.idOf(source.version);
  const headers = { ...encrypted, ...(copied ? { 'x-amz-copy-source-version-id': copied } : {}) };
  return xmlAnswer('CopyPartResult', { ETag: `"${part.etag}"`, LastModified: new Date(modified) }, { headers });
};

export const abortMultipartUpload: S3Operation = async (call) => {
  const { bucket, upload } = uploadOf(call);
  await bucket.uploads.remove(upload);
  return { status: 204 };
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
    throw new AwsError('InvalidArgument', message, 400, { ArgumentName: 'partNumber', ArgumentValue: String(number) });
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
