import type { Answer, Row, Step } from '../row';

/*
 * Buckets, listings, tags and many deletions of S3. LS: github localstack/localstack at 8b9a79f, tests/aws/services/s3, whose snapshots were
 * recorded on AWS.
 */
const Bucket = '<name>';
const made: Step = ['s3:CreateBucket', { Bucket }];
const versioned: Step = ['s3:PutBucketVersioning', { Bucket, VersioningConfiguration: { Status: 'Enabled' } }];
const put = (Key: string): Step => ['s3:PutObject', { Bucket, Key, Body: 'x' }];
const remove = (...Objects: readonly object[]): Step => ['s3:DeleteObjects', { Bucket, Delete: { Objects } }];
const none = 'HPniJFCxqTsMuIH9KX8K8wEjNUgmABCD';
const noVersion = { Code: 'NoSuchVersion', Message: 'The specified version does not exist.' };
const marker = (Method: string): Answer => ({
  ...{ status: 405, code: 'MethodNotAllowed', fields: { Method, ResourceType: 'DeleteMarker' } },
  message: 'The specified method is not allowed against this resource.',
});
const subfolder = ['aSubfolder/subFile1', 'aSubfolder/subFile2', 'file1', 'file2'].map((key) => put(`folder/${key}`));
const notEmpty = (message: string): Answer => ({
  ...{ status: 409, code: 'BucketNotEmpty', message },
  fields: { BucketName: Bucket },
});
const objects = (test: string, date: string) => [`LS test_s3_api::TestS3ObjectCRUD::${test}`, date] as const;

export const s3Buckets: readonly Row[] = [
  {
    id: 'S4',
    fact: 'uploads are listed in pages, the oldest of a key first',
    given: [made, ...['b', 'a', 'a'].map((Key): Step => ['s3:CreateMultipartUpload', { Bucket, Key }])],
    call: ['s3:ListMultipartUploads', { Bucket, MaxUploads: 1 }],
    answer: {
      status: 200,
      fields: {
        ...{ IsTruncated: true, KeyMarker: '', UploadIdMarker: '', MaxUploads: 1 },
        ...{ NextKeyMarker: 'a', NextUploadIdMarker: '<2.UploadId>' },
        Uploads: [{ Key: 'a', UploadId: '<2.UploadId>' }],
      },
    },
    recorded: [
      'LS test_s3_list_operations::TestS3ListMultipartUploads::test_list_multiparts_next_marker',
      '2026-02-21',
    ],
  },
  {
    id: 'S5a',
    fact: 'a marker within a common prefix has passed it, in a listing of objects',
    given: [made, ...subfolder],
    call: [
      's3:ListObjects',
      { Bucket, Prefix: 'folder/', Delimiter: '/', MaxKeys: 1, Marker: 'folder/aSubfolder/subFile1' },
    ],
    answer: {
      status: 200,
      fields: { Contents: [{ Key: 'folder/file1' }], IsTruncated: true, NextMarker: 'folder/file1' },
      absent: ['CommonPrefixes'],
    },
    recorded: ['LS test_s3_list_operations::TestS3ListObjects::test_list_objects_marker_common_prefixes', '2026-02-21'],
  },
  {
    id: 'S5b',
    fact: 'and in one of uploads',
    given: [
      made,
      ...['aSubfolder/subFile1', 'aSubfolder/subFile2', 'file1', 'file2'].map(
        (key): Step => ['s3:CreateMultipartUpload', { Bucket, Key: `folder/${key}` }],
      ),
    ],
    call: [
      's3:ListMultipartUploads',
      { Bucket, Prefix: 'folder/', Delimiter: '/', MaxUploads: 1, KeyMarker: 'folder/aSubfolder/subFile1' },
    ],
    answer: {
      status: 200,
      fields: { Uploads: [{ Key: 'folder/file1' }], NextKeyMarker: 'folder/file1' },
      absent: ['CommonPrefixes'],
    },
    recorded: [
      'LS test_s3_list_operations::TestS3ListMultipartUploads::test_list_multipart_uploads_marker_common_prefixes',
      '2026-02-21',
    ],
  },
  {
    id: 'S6a',
    fact: 'DeleteObjects names the version ids that are not there',
    given: [made, put('key')],
    call: remove({ Key: 'key', VersionId: none }),
    answer: {
      status: 200,
      fields: { Errors: [{ ...noVersion, Key: 'key', VersionId: none }] },
      absent: ['Deleted'],
    },
    recorded: objects('test_delete_objects', '2026-02-21'),
  },
  {
    id: 'S6b',
    fact: 'keys that are not there count as deleted',
    given: [made, put('key')],
    call: remove({ Key: 'a-wrong-key' }, { Key: 'key' }),
    answer: { status: 200, fields: { Deleted: [{ Key: 'a-wrong-key' }, { Key: 'key' }] }, absent: ['Errors'] },
    recorded: objects('test_delete_objects', '2026-02-21'),
  },
  {
    id: 'S6c',
    fact: 'a key with versions gets a marker',
    given: [made, versioned, put('key')],
    call: remove({ Key: 'key' }),
    answer: {
      status: 200,
      fields: { Deleted: [{ DeleteMarker: true, DeleteMarkerVersionId: '<any>', Key: 'key' }] },
      absent: ['Deleted.0.VersionId'],
    },
    recorded: objects('test_delete_objects_versioned', '2026-02-23'),
  },
  {
    id: 'S6d',
    fact: 'the marker itself goes by its id',
    given: [made, versioned, put('key'), ['s3:DeleteObject', { Bucket, Key: 'key' }]],
    call: remove({ Key: 'key', VersionId: '<3.VersionId>' }),
    answer: {
      status: 200,
      fields: {
        Deleted: [
          {
            ...{ DeleteMarker: true, DeleteMarkerVersionId: '<3.VersionId>' },
            ...{ Key: 'key', VersionId: '<3.VersionId>' },
          },
        ],
      },
    },
    recorded: objects('test_delete_objects_versioned', '2026-02-23'),
  },
  {
    id: 'K18a',
    fact: 'a bucket with an object cannot be deleted',
    given: [made, put('key')],
    call: ['s3:DeleteBucket', { Bucket }],
    answer: notEmpty('The bucket you tried to delete is not empty'),
    recorded: ['LS test_s3_api::TestS3BucketCRUD::test_delete_bucket_with_objects', '2026-02-21'],
  },
  {
    id: 'K18b',
    fact: 'nor one with nothing but a delete marker',
    given: [made, versioned, ['s3:DeleteObject', { Bucket, Key: 'key' }]],
    call: ['s3:DeleteBucket', { Bucket }],
    answer: notEmpty('The bucket you tried to delete is not empty. You must delete all versions in the bucket.'),
    recorded: ['LS test_s3_api::TestS3BucketCRUD::test_delete_versioned_bucket_with_objects', '2026-02-21'],
  },
  {
    id: 'S12a',
    fact: 'buckets are listed in pages, with region and ARN',
    given: [made, ['s3:CreateBucket', { Bucket: '<name>-2' }]],
    call: ['s3:ListBuckets', { MaxBuckets: 1, Prefix: '<name>' }],
    answer: {
      status: 200,
      fields: {
        Buckets: [
          {
            ...{ Name: '<name>', BucketArn: 'arn:aws:s3:::<name>', BucketRegion: 'eu-central-1' },
            CreationDate: '<time>',
          },
        ],
        ContinuationToken: '<any>',
      },
    },
    recorded: ['LS test_s3_list_operations::TestS3ListBuckets::test_list_buckets_with_max_buckets', '2026-02-21'],
  },
  {
    id: 'S12b',
    fact: 'tags that start with aws: are refused',
    call: ['s3:CreateBucket', { Bucket, CreateBucketConfiguration: { Tags: [{ Key: 'aws:x', Value: '1' }] } }],
    answer: {
      ...{ status: 400, code: 'InvalidTag' },
      message:
        'User-defined tag keys can\'t start with "aws:". This prefix is reserved for system tags. Remove "aws:" from your tag keys and try again.',
    },
    recorded: ['LS test_s3_api::TestS3BucketObjectTagging::test_create_bucket_with_tags_exc', '2026-02-23'],
  },
  {
    id: 'S12c',
    fact: 'an encoding that is none',
    given: [made],
    call: ['s3:ListObjectsV2', { Bucket, EncodingType: 'value' }],
    answer: {
      ...{ status: 400, code: 'InvalidArgument', message: 'Invalid Encoding Method specified in Request' },
      fields: { ArgumentName: 'encoding-type', ArgumentValue: 'value' },
    },
    recorded: ['LS test_s3_list_operations::TestS3ListObjectsV2::test_list_ops_encoding_type_validation', '2026-02-21'],
  },
  {
    id: 'S12d',
    fact: 'a location that is not that of the endpoint',
    call: ['s3:CreateBucket', { Bucket, CreateBucketConfiguration: { LocationConstraint: 'bar' } }],
    answer: {
      ...{ status: 400, code: 'IllegalLocationConstraintException' },
      message: 'The bar location constraint is incompatible for the region specific endpoint this request was sent to.',
    },
    recorded: ['LS test_s3::TestS3::test_create_bucket_with_invalid_location_constraint[eu-west-1-bar]', '2026-02-21'],
  },
  {
    id: 'S16a',
    fact: 'a delete marker has no tags to write',
    given: [made, versioned, put('key'), ['s3:DeleteObject', { Bucket, Key: 'key' }]],
    call: [
      's3:PutObjectTagging',
      { Bucket, Key: 'key', VersionId: '<3.VersionId>', Tagging: { TagSet: [{ Key: 'a', Value: 'b' }] } },
    ],
    answer: marker('PUT'),
    recorded: ['LS test_s3_api::TestS3BucketObjectTagging::test_object_tagging_versioned', '2026-02-23'],
  },
  {
    id: 'S16b',
    fact: 'nor to read',
    given: [made, versioned, put('key'), ['s3:DeleteObject', { Bucket, Key: 'key' }]],
    call: ['s3:GetObjectTagging', { Bucket, Key: 'key' }],
    answer: marker('GET'),
    recorded: ['LS test_s3_api::TestS3BucketObjectTagging::test_object_tagging_versioned', '2026-02-23'],
  },
  {
    id: 'S15',
    fact: 'a public access block that was deleted is gone',
    given: [made, ['s3:DeletePublicAccessBlock', { Bucket }]],
    call: ['s3:GetPublicAccessBlock', { Bucket }],
    answer: {
      ...{ status: 404, code: 'NoSuchPublicAccessBlockConfiguration', fields: { BucketName: Bucket } },
      message: 'The public access block configuration was not found',
    },
    recorded: ['LS test_s3_api::TestS3PublicAccessBlock::test_crud_public_access_block', '2026-02-21'],
  },
  {
    id: 'S16c',
    fact: 'an expected owner that is no account',
    given: [made],
    call: ['s3:GetBucketPolicy', { Bucket, ExpectedBucketOwner: '0000' }],
    answer: {
      ...{ status: 400, code: 'InvalidBucketOwnerAWSAccountID' },
      message: 'The value of the expected bucket owner parameter must be an AWS Account ID... [0000]',
    },
    recorded: ['LS test_s3::TestS3::test_get_bucket_policy_invalid_account_id[0000]', '2026-02-21'],
  },
];
