import { AwsError } from '../../http/aws-error';
import { listUploads } from '../store/list-uploads';
import type { Upload } from '../store/uploads';
import { encoderOf, limitOf } from './list-operations';
import { uploadOf } from './multipart-operations';
import type { S3Operation } from './s3-call';
import { accountOwner, xmlAnswer } from './xml-answer';

const most = 1000;

export const listParts: S3Operation = (call) => {
  const { upload } = uploadOf(call);
  const { query } = call.request;
  const after = limitOf(query, 'part-number-marker', 0);
  const limit = Math.min(limitOf(query, 'max-parts', most), most);
  const rest = [...upload.parts.values()].filter(({ number }) => number > after).sort((a, b) => a.number - b.number);
  const page = rest.slice(0, limit);
  return xmlAnswer('ListPartsResult', {
    ...{ Bucket: call.bucketName, Key: upload.key, UploadId: upload.id, PartNumberMarker: after, MaxParts: limit },
    // On the last page too (LocalStack, test_list_parts_pagination, 2026-02-21).
    NextPartNumberMarker: page.at(-1)?.number ?? 0,
    IsTruncated: rest.length > page.length,
    Part: page.map(({ number, size, etag, modified }) => ({
      ...{ PartNumber: number, LastModified: new Date(modified), ETag: `"${etag}"`, Size: size },
    })),
    ...drawUpload(upload, call.accountId),
  });
};

/** Recorded: LocalStack, test_s3_list_operations.snapshot.json::TestS3ListMultipartUploads, 2026-02-21. */
export const listMultipartUploads: S3Operation = ({ request, store, bucketName, accountId }) => {
  const { query } = request;
  const encode = encoderOf(query);
  const limit = Math.min(limitOf(query, 'max-uploads', most) || most, most);
  const { uploads: all } = store.bucket(bucketName);
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') || undefined;
  const after = query.get('key-marker') || undefined;
  // Without a key marker, S3 ignores the other one.
  const afterId = after === undefined ? undefined : query.get('upload-id-marker') || undefined;
  const place = afterId === undefined ? undefined : all.placeOf(afterId);
  if (afterId !== undefined && place?.key !== after) {
    const extra = { ArgumentName: 'upload-id-marker', ArgumentValue: afterId };
    throw new AwsError('InvalidArgument', 'Invalid uploadId marker', 400, extra);
  }
  const page = listUploads(all.list(), { prefix, delimiter, after, afterOrder: place?.order, limit });
  // The last upload, on the last page too; a page that ends with a common prefix has none.
  const last = page.uploads.at(-1);
  return xmlAnswer('ListMultipartUploadsResult', {
    ...{ Bucket: bucketName, KeyMarker: encode(after ?? ''), UploadIdMarker: afterId ?? '' },
    NextKeyMarker: encode(last?.key ?? ''),
    NextUploadIdMarker: last?.id ?? '',
    Prefix: prefix === '' ? undefined : encode(prefix),
    Delimiter: delimiter === undefined ? undefined : encode(delimiter),
    ...{ MaxUploads: limit, IsTruncated: page.isTruncated },
    EncodingType: query.get('encoding-type') || undefined,
    Upload: page.uploads.map((upload) => ({
      ...{ Key: encode(upload.key), UploadId: upload.id, Initiated: new Date(upload.initiated) },
      ...drawUpload(upload, accountId),
    })),
    CommonPrefixes: page.commonPrefixes.map((one) => ({ Prefix: encode(one) })),
  });
};

function drawUpload({ object }: Upload, accountId: string): object {
  const { ID } = accountOwner(accountId);
  const StorageClass = object.headers?.['x-amz-storage-class'] ?? 'STANDARD';
  return { Initiator: { ID, DisplayName: accountId }, Owner: { ID }, StorageClass };
}
