import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { AwsError } from '../../http/aws-error';
import { elementsOf, parseXml, textOf, type XmlElement } from '../../http/parse-xml';
import type { Part, Upload } from '../store/uploads';
import type { Version } from '../store/version';
import { checkUndisturbed, checkWrite } from './conditions';
import { partsInOrder, uploadOf } from './multipart-operations';
import { writtenHeaders } from './object-headers';
import type { S3Call, S3Operation } from './s3-call';
import { xmlAnswer } from './xml-answer';

const leastPartBytes = 5 * 1024 ** 2;

/**
 * Asked again for the same parts, S3 gives the same answer, whatever its conditions say now (Moto, aws_verified,
 * tests/test_s3/test_s3_multipart.py::test_idempotent_multipart_upload at 0af643a, 2026-08-22).
 */
export const completeMultipartUpload: S3Operation = async (call) => {
  const { request, store, bucketName, key } = call;
  const bucket = store.bucket(bucketName);
  const wanted = elementsOf(parseXml(await request.text()), 'Part');
  // A digest, for ten thousand parts would be long to remember.
  const parts = JSON.stringify([key, wanted.map((one) => [textOf(one, 'PartNumber'), etagOf(one)])]);
  const asked = createHash('sha256').update(parts).digest('hex');
  const id = request.query.get('uploadId') ?? '';
  const version = await bucket.uploads.completeOnce(id, asked, () => complete(call, wanted));
  const Location = `${request.endpoint}/${bucketName}/${encodeURIComponent(key)}`;
  return xmlAnswer(
    'CompleteMultipartUploadResult',
    { Location, Bucket: bucketName, Key: key, ETag: `"${version.etag}"` },
    { headers: writtenHeaders(bucket, version) },
  );
};

async function complete(call: S3Call, wanted: readonly XmlElement[]): Promise<Version> {
  const { request, key } = call;
  const { bucket, upload } = uploadOf(call);
  const parts = chosenParts(upload, wanted);
  checkWrite(request, key, bucket.find(key));
  checkUndisturbed(request, upload);
  const size = parts.reduce((sum, part) => sum + part.size, 0);
  const claimed = request.headers['x-amz-mp-object-size'];
  if (claimed !== undefined && claimed !== String(size)) {
    const message = `The provided 'x-amz-mp-object-size' header value ${claimed} does not match what was computed: ${size}`;
    throw new AwsError('InvalidRequest', message);
  }
  const md5 = createHash('md5');
  for (const { etag } of parts) {
    md5.update(Buffer.from(etag, 'hex'));
  }
  const etag = `${md5.digest('hex')}-${parts.length}`;
  const path = bucket.incomingPath();
  await pipeline(partsInOrder(parts.map((part) => bucket.uploads.partPath(upload, part))), createWriteStream(path));
  const object = { ...upload.object, size, etag };
  const version = await bucket.commit(key, path, object, (current) => {
    // A second completion, or an abort, may have come while the parts were put together.
    uploadOf(call);
    checkWrite(request, key, current);
    checkUndisturbed(request, upload);
  });
  await bucket.uploads.remove(upload);
  return version;
}

function etagOf(part: XmlElement): string | undefined {
  return textOf(part, 'ETag')?.replaceAll('"', '');
}

/** Words: LocalStack, test_s3.snapshot.json::test_multipart_complete_multipart_too_small, …_wrong_part and test_complete_multipart_parts_order, 2026-02-21. */
function chosenParts(upload: Upload, wanted: readonly XmlElement[]): readonly Part[] {
  if (wanted.length === 0) {
    throw new AwsError('InvalidRequest', 'You must specify at least one part');
  }
  let last = 0;
  return wanted.map((one, index) => {
    const number = Number(textOf(one, 'PartNumber'));
    const part = upload.parts.get(number);
    if (!part || etagOf(one) !== part.etag) {
      const message =
        "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.";
      throw new AwsError('InvalidPart', message, 400, {
        ...{ UploadId: upload.id, PartNumber: String(number) },
        ETag: etagOf(one) ?? '',
      });
    }
    if (number <= last) {
      const message = 'The list of parts was not in ascending order. Parts must be ordered by part number.';
      throw new AwsError('InvalidPartOrder', message, 400, { UploadId: upload.id });
    }
    if (index < wanted.length - 1 && part.size < leastPartBytes) {
      const message = 'Your proposed upload is smaller than the minimum allowed size';
      throw new AwsError('EntityTooSmall', message, 400, {
        ...{ ETag: part.etag, MinSizeAllowed: String(leastPartBytes), PartNumber: String(number) },
        ProposedSize: String(part.size),
      });
    }
    last = number;
    return part;
  });
}
