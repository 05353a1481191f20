import type { Answer, Row, Step } from '../row';

/*
 * Objects of S3. LS: github localstack/localstack at 8b9a79f, tests/aws/services/s3, whose snapshots were recorded on AWS; Moto: tests that
 * getmoto/moto at 0af643a marks aws_verified.
 */
const Bucket = '<name>';
const made: Step = ['s3:CreateBucket', { Bucket }];
const versioned = (Status: 'Enabled' | 'Suspended'): Step => [
  's3:PutBucketVersioning',
  { Bucket, VersioningConfiguration: { Status } },
];
const put = (Key: string, Body = 'x', more: object = {}): Step => ['s3:PutObject', { Bucket, Key, Body, ...more }];
const get = (Key: string, more: object = {}): Step => ['s3:GetObject', { Bucket, Key, ...more }];
const remove = (Key: string, more: object = {}): Step => ['s3:DeleteObject', { Bucket, Key, ...more }];
const copy = (Key: string, more: object = {}): Step => [
  's3:CopyObject',
  { Bucket, Key, CopySource: '<name>/key', ...more },
];
const crud = (test: string, date = '2026-02-21') => [`LS test_s3_api::TestS3ObjectCRUD::${test}`, date] as const;
const precondition = (test: string) =>
  [`LS test_s3_api::TestS3ObjectWritePrecondition::${test}`, '2026-02-21'] as const;
const none = 'HPniJFCxqTsMuIH9KX8K8wEjNUgmABCD';
const noKey: Answer = { status: 404, code: 'NoSuchKey', message: 'The specified key does not exist.' };
const noVersion: Answer = { status: 404, code: 'NoSuchVersion', message: 'The specified version does not exist.' };
const failed = (Condition: string): Answer => ({
  ...{ status: 412, code: 'PreconditionFailed' },
  message: 'At least one of the pre-conditions you specified did not hold',
  fields: { Condition },
});
const badVersion: Answer = {
  ...{ status: 400, code: 'InvalidArgument', message: 'Invalid version id specified' },
  fields: { ArgumentName: 'versionId', ArgumentValue: none },
};
/** A key with one version below its delete marker. */
const hidden: readonly Step[] = [made, versioned('Enabled'), put('key'), remove('key')];

const ranges: readonly Row[] = (
  [
    ['bytes=0-8', 206, 'bytes 0-8/10', 9],
    ['bytes=1-', 206, 'bytes 1-9/10', 9],
    ['bytes=-2', 206, 'bytes 8-9/10', 2],
    ['bytes=-15', 206, 'bytes 0-9/10', 10],
    ['bytes=0-100', 206, 'bytes 0-9/10', 10],
    ['bytes=1-0', 200, undefined, 10],
    ['bytes=-1-', 200, undefined, 10],
  ] as const
).map(([Range, status, ContentRange, ContentLength], index) => ({
  id: `K17${'abcdefg'[index]}`,
  fact: `ten bytes, asked for ${Range}`,
  given: [made, put('key', '0123456789')],
  call: get('key', { Range }),
  answer: {
    status,
    fields: { ContentLength, ...(ContentRange && { ContentRange }) },
    absent: ContentRange ? [] : ['ContentRange'],
  },
  recorded: crud('test_get_object_range'),
}));

const notInRange: readonly Row[] = ['bytes=100-200', 'bytes=-0'].map((Range, index) => ({
  id: `K17${'hi'[index]}`,
  fact: `ten bytes, asked for ${Range}`,
  given: [made, put('key', '0123456789')],
  call: get('key', { Range }),
  answer: {
    ...{ status: 416, code: 'InvalidRange', message: 'The requested range is not satisfiable' },
    fields: { ActualObjectSize: '10', RangeRequested: Range },
  },
  recorded: crud('test_get_object_range'),
}));

export const s3Objects: readonly Row[] = [
  ...ranges,
  ...notInRange,
  {
    id: 'S7a',
    fact: 'GET with a version id that is no id',
    given: [made, put('key')],
    call: get('key', { VersionId: none }),
    answer: badVersion,
    recorded: crud('test_get_object_with_version_unversioned_bucket'),
  },
  {
    id: 'S7b',
    fact: 'DELETE with a version id that is no id',
    given: [made, versioned('Enabled'), put('key')],
    call: remove('key', { VersionId: none }),
    answer: badVersion,
    recorded: crud('test_delete_object_versioned'),
  },
  {
    id: 'S7c',
    fact: 'the version null of a bucket that never had versions',
    given: [made, put('key')],
    call: get('key', { VersionId: 'null' }),
    answer: { status: 200, absent: ['VersionId'] },
    recorded: crud('test_get_object_with_version_unversioned_bucket'),
  },
  {
    id: 'S8',
    fact: 'a put into a bucket with suspended versions has no version id',
    given: [made, versioned('Enabled'), versioned('Suspended')],
    call: put('key'),
    answer: { status: 200, fields: { ServerSideEncryption: 'AES256' }, absent: ['VersionId'] },
    recorded: crud('test_put_object_on_suspended_bucket'),
  },
  {
    id: 'K14a',
    fact: 'GET of a key below its delete marker',
    given: hidden,
    call: get('key'),
    answer: { ...noKey, fields: { Key: 'key' } },
    recorded: crud('test_delete_object_versioned'),
  },
  {
    id: 'K14b',
    fact: 'GET of the delete marker',
    given: hidden,
    call: get('key', { VersionId: '<3.VersionId>' }),
    answer: {
      ...{ status: 405, code: 'MethodNotAllowed' },
      message: 'The specified method is not allowed against this resource.',
      fields: { Method: 'GET', ResourceType: 'DeleteMarker' },
    },
    recorded: crud('test_delete_object_versioned'),
  },
  {
    id: 'K14c',
    fact: 'GET of a deleted version',
    given: [...hidden, remove('key', { VersionId: '<2.VersionId>' })],
    call: get('key', { VersionId: '<2.VersionId>' }),
    answer: { ...noVersion, fields: { Key: 'key', VersionId: '<2.VersionId>' } },
    recorded: crud('test_delete_object_versioned'),
  },
  {
    id: 'K14d',
    fact: 'DELETE of a key that never was makes a marker',
    given: [made, versioned('Enabled')],
    call: remove('never'),
    answer: { status: 204, fields: { DeleteMarker: true, VersionId: '<any>' } },
    recorded: crud('test_delete_object_versioned'),
  },
  {
    id: 'K14e',
    fact: 'DELETE of the marker',
    given: hidden,
    call: remove('key', { VersionId: '<3.VersionId>' }),
    answer: { status: 204, fields: { DeleteMarker: true, VersionId: '<3.VersionId>' } },
    recorded: crud('test_delete_object_versioned'),
  },
  {
    id: 'K14f',
    fact: 'DELETE of a version',
    given: hidden,
    call: remove('key', { VersionId: '<2.VersionId>' }),
    answer: { status: 204, fields: { VersionId: '<2.VersionId>' }, absent: ['DeleteMarker'] },
    recorded: crud('test_delete_object_versioned'),
  },
  {
    id: 'K15a',
    fact: 'a put with If-None-Match: * of a key that is there',
    given: [made, put('key')],
    call: put('key', 'y', { IfNoneMatch: '*' }),
    answer: failed('If-None-Match'),
    recorded: precondition('test_put_object_if_none_match'),
  },
  {
    id: 'K15b',
    fact: 'the same after it was deleted',
    given: [made, put('key'), remove('key')],
    call: put('key', 'y', { IfNoneMatch: '*' }),
    answer: { status: 200 },
    recorded: precondition('test_put_object_if_none_match'),
  },
  {
    id: 'K15c',
    fact: 'a put with If-Match of another ETag',
    given: [made, put('key')],
    call: put('key', 'y', { IfMatch: '"d41d8cd98f00b204e9800998ecf8427e"' }),
    answer: failed('If-Match'),
    recorded: precondition('test_put_object_if_match'),
  },
  {
    id: 'K15d',
    fact: 'a put with If-Match of a key that is not there',
    given: [made],
    call: put('key', 'y', { IfMatch: '"d41d8cd98f00b204e9800998ecf8427e"' }),
    answer: { ...noKey, fields: { Key: 'key' } },
    recorded: precondition('test_put_object_if_match'),
  },
  {
    id: 'K15e',
    fact: 'a put with If-None-Match of an ETag',
    given: [made],
    call: put('key', 'y', { IfNoneMatch: '"d41d8cd98f00b204e9800998ecf8427e"' }),
    answer: {
      ...{ status: 501, code: 'NotImplemented' },
      message: 'A header you provided implies functionality that is not implemented',
      fields: {
        Header: 'If-None-Match',
        additionalMessage: "We don't accept the provided value of If-None-Match header for this API",
      },
    },
    recorded: precondition('test_put_object_if_none_match_validation'),
  },
  {
    id: 'K15f',
    fact: 'a put with both',
    given: [made],
    call: put('key', 'y', { IfNoneMatch: '*', IfMatch: '"d41d8cd98f00b204e9800998ecf8427e"' }),
    answer: {
      ...{ status: 501, code: 'NotImplemented' },
      message: 'A header you provided implies functionality that is not implemented',
      fields: {
        Header: 'If-Match,If-None-Match',
        additionalMessage: 'Multiple conditional request headers present in the request',
      },
    },
    recorded: precondition('test_put_object_if_match_and_if_none_match_validation'),
  },
  {
    id: 'S9a',
    fact: 'a copy onto itself with If-None-Match: *',
    given: [made, put('key')],
    call: copy('key', { IfNoneMatch: '*' }),
    answer: failed('If-None-Match'),
    recorded: precondition('test_copy_object_if_none_match_in_place'),
  },
  {
    id: 'S9b',
    fact: 'a copy onto itself that changes nothing',
    given: [made, versioned('Enabled'), put('key')],
    call: copy('key'),
    answer: {
      code: 'InvalidRequest',
      message:
        "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
    },
    recorded: ['Moto test_s3_copyobject::test_copy_object_in_place_with_versioning', '≤2026-08-22'],
  },
  {
    id: 'S9c',
    fact: 'the same with the id of its newest version',
    given: [made, versioned('Enabled'), put('key')],
    call: copy('key', { CopySource: '<name>/key?versionId=<2.VersionId>' }),
    answer: { status: 200 },
    recorded: ['Moto test_s3_copyobject::test_copy_object_in_place_with_versioning', '≤2026-08-22'],
  },
  {
    id: 'S13',
    fact: 'the encryption that a put asked for is said',
    given: [made],
    call: put('key', 'x', { ServerSideEncryption: 'aws:kms' }),
    answer: { status: 200, fields: { ServerSideEncryption: 'aws:kms' } },
    recorded: ['S3 API reference, PutObject, x-amz-server-side-encryption of the answer', '≤2026-11-27'],
    expectedToDiffer: {
      because: 'files are plain, and nothing has keys',
      behaviour: 'every answer about content says AES256, whatever was asked for',
      here: { status: 200, fields: { ServerSideEncryption: 'AES256' } },
    },
  },
  {
    id: 'S14',
    fact: 'an object that came without a checksum gets one',
    given: [made, put('key')],
    call: ['s3:HeadObject', { Bucket, Key: 'key', ChecksumMode: 'ENABLED' }],
    answer: { status: 200, fields: { ChecksumCRC64NVME: '<any>' } },
    recorded: ['S3 API reference, Checksum, ChecksumCRC64NVME', '≤2026-11-27'],
    expectedToDiffer: {
      because: 'Node has no CRC64NVME',
      behaviour: 'no checksum is added to an object that came without',
      here: { status: 200, absent: ['ChecksumCRC64NVME', 'ChecksumCRC32', 'ChecksumSHA256'] },
    },
  },
];
