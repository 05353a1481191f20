import * as buckets from './operations/bucket-operations';
import { completeMultipartUpload } from './operations/complete-upload';
import { copyObject } from './operations/copy-object';
import { deleteObject } from './operations/delete-object';
import { deleteObjects } from './operations/delete-objects';
import { documentOperations } from './operations/document-operations';
import { documents } from './operations/documents';
import { getObject } from './operations/get-object';
import { listObjects, listObjectsV2, listObjectVersions } from './operations/list-operations';
import * as multipart from './operations/multipart-operations';
import * as tagging from './operations/object-tagging';
import { putObject } from './operations/put-object';
import type { S3Operation } from './operations/s3-call';
import * as uploads from './operations/upload-listings';
import type { BucketDocument } from './store/object-store';

/** Every operation of S3 that is answered here, by AWS's name. */
export const operationTable: Readonly<Record<string, S3Operation>> = {
  ListBuckets: buckets.listBuckets,
  CreateBucket: buckets.createBucket,
  HeadBucket: buckets.headBucket,
  DeleteBucket: buckets.deleteBucket,
  GetBucketLocation: buckets.getBucketLocation,
  GetBucketVersioning: buckets.getBucketVersioning,
  PutBucketVersioning: buckets.putBucketVersioning,
  GetBucketTagging: buckets.getBucketTagging,
  PutBucketTagging: buckets.putBucketTagging,
  DeleteBucketTagging: buckets.deleteBucketTagging,
  ListObjects: listObjects,
  ListObjectsV2: listObjectsV2,
  ListObjectVersions: listObjectVersions,
  GetObject: getObject,
  HeadObject: getObject,
  PutObject: putObject,
  CopyObject: copyObject,
  DeleteObject: deleteObject,
  DeleteObjects: deleteObjects,
  GetObjectTagging: tagging.getObjectTagging,
  PutObjectTagging: tagging.putObjectTagging,
  DeleteObjectTagging: tagging.deleteObjectTagging,
  CreateMultipartUpload: multipart.createMultipartUpload,
  UploadPart: multipart.uploadPart,
  UploadPartCopy: multipart.uploadPartCopy,
  ListParts: uploads.listParts,
  ListMultipartUploads: uploads.listMultipartUploads,
  AbortMultipartUpload: multipart.abortMultipartUpload,
  CompleteMultipartUpload: completeMultipartUpload,
  ...Object.assign({}, ...(Object.keys(documents) as BucketDocument[]).map(documentOperations)),
};
