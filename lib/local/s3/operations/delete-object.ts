import { type Bucket, checkVersionId } from '../store/bucket';
import { failed } from './conditions';
import type { S3Operation } from './s3-call';

export interface Deletion {
  /** Of the version that went, or of the marker that was made. */
  readonly versionId?: string;
  /** A marker was made, or one went. */
  readonly marker: boolean;
}

/** What a DELETE does to one key; deleting what is not there is a success. */
export async function deleteKey(bucket: Bucket, key: string, versionId: string | undefined): Promise<Deletion> {
  if (versionId === undefined) {
    const marker = await bucket.hide(key);
    return marker ? { versionId: bucket.idOf(marker), marker: true } : { marker: false };
  }
  checkVersionId(versionId);
  const version = bucket.find(key, versionId);
  await (version && bucket.remove(key, version));
  return { versionId, marker: version?.isMarker ?? false };
}

export const deleteObject: S3Operation = async ({ request, store, bucketName, key }) => {
  const bucket = store.bucket(bucketName);
  const wanted = request.headers['if-match'];
  const current = bucket.find(key);
  if (wanted !== undefined && wanted !== '*' && current && `"${current.etag}"` !== wanted && current.etag !== wanted) {
    throw failed('If-Match');
  }
  const { versionId, marker } = await deleteKey(bucket, key, request.query.get('versionId') ?? undefined);
  return {
    status: 204,
    headers: {
      ...(versionId === undefined || bucket.record.versioning === undefined ? {} : { 'x-amz-version-id': versionId }),
      ...(marker ? { 'x-amz-delete-marker': 'true' } : {}),
    },
  };
};
