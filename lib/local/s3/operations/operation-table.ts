import type { BucketDocument } from '../object-store';
import * as buckets from './bucket-operations';
import { completeMultipartUpload } from './complete-upload';
import { copyObject } from './copy-object';
import { deleteObject } from './delete-object';
import { deleteObjects } from './delete-objects';
import { documentOperations } from './document-operations';
import { documents } from './documents';
import { getObject } from './get-object';
import { listObjects, listObjectsV2, listObjectVersions } from './list-operations';
import * as multipart from './multipart-operations';
import * as tagging from './object-tagging';
import { putObject } from './put-object';
import type { S3Operation } from './s3-call';

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
  ListParts: multipart.listParts,
  ListMultipartUploads: multipart.listMultipartUploads,
  AbortMultipartUpload: multipart.abortMultipartUpload,
  CompleteMultipartUpload: completeMultipartUpload,
  ...Object.assign({}, ...(Object.keys(documents) as BucketDocument[]).map(documentOperations)),
};
