import type { Answer, Row, Step } from '../row';

/*
 * Digests, copies on conditions and uploads of S3. LS: github localstack/localstack at 8b9a79f, tests/aws/services/s3, whose snapshots were
 * recorded on AWS; Moto: tests that getmoto/moto at 0af643a marks aws_verified.
 */
const Bucket = '<name>';
const made: Step = ['s3:CreateBucket', { Bucket }];
const put = (Body: string, more: object = {}): Step => ['s3:PutObject', { Bucket, Key: 'key', Body, ...more }];
const failed = (Condition: string): Answer => ({
  ...{ status: 412, code: 'PreconditionFailed' },
  message: 'At least one of the pre-conditions you specified did not hold',
  fields: { Condition },
});

/** Digests of `something`; another body has the MD5 in hexadecimal digits. */
const otherMd5 = '09891eb590524e35fc73372cddc5d596';
const digests: readonly Row[] = [
  {
    id: 'S10a',
    fact: 'Content-MD5 that is no MD5',
    given: [made],
    call: put('something', { ContentMD5: '000' }),
    answer: {
      ...{ status: 400, code: 'InvalidDigest', message: 'The Content-MD5 you specified was invalid.' },
      fields: { 'Content-MD5': '000' },
    },
    recorded: ['LS test_s3::TestS3::test_s3_invalid_content_md5', '2026-02-21'],
  },
  {
    id: 'S10b',
    fact: 'Content-MD5 of other bytes',
    given: [made],
    call: put('something', { ContentMD5: Buffer.from(otherMd5, 'hex').toString('base64') }),
    answer: {
      ...{ status: 400, code: 'BadDigest' },
      message: 'The Content-MD5 you specified did not match what we received.',
      fields: { CalculatedDigest: 'Q3uTDbhLgHnC3YBKcZNrXw==', ExpectedDigest: otherMd5 },
    },
    recorded: ['LS test_s3::TestS3::test_s3_invalid_content_md5', '2026-02-21'],
  },
  {
    id: 'S10c',
    fact: 'a SHA-256 that is no base64',
    given: [made],
    call: put('something', { ChecksumSHA256: 'no base64' }),
    answer: {
      ...{ status: 400, code: 'InvalidRequest' },
      message: 'Value for x-amz-checksum-sha256 header is invalid.',
    },
    recorded: ['LS test_s3::TestS3PutObjectChecksum::test_put_object_checksum[SHA256]', '2026-02-21'],
  },
  {
    id: 'S10d',
    fact: 'a SHA-256 of other bytes',
    given: [made],
    call: put('something', { ChecksumSHA256: Buffer.alloc(32).toString('base64') }),
    answer: {
      ...{ status: 400, code: 'BadDigest' },
      message: 'The SHA256 you specified did not match the calculated checksum.',
    },
    recorded: ['LS test_s3::TestS3PutObjectChecksum::test_put_object_checksum[SHA256]', '2026-02-21'],
  },
];

const ago = new Date(Date.now() - 60 * 60 * 1000);
const ahead = new Date(Date.now() + 60 * 60 * 1000);
const copies: readonly Row[] = (
  [
    ['S11a', { CopySourceIfMatch: '"d41d8cd98f00b204e9800998ecf8427e"' }, failed('x-amz-copy-source-If-Match')],
    ['S11b', { CopySourceIfNoneMatch: '<1.ETag>' }, failed('x-amz-copy-source-If-None-Match')],
    ['S11c', { CopySourceIfUnmodifiedSince: ago }, failed('x-amz-copy-source-If-Unmodified-Since')],
    ['S11d', { CopySourceIfModifiedSince: ahead }, { status: 200 }],
    ['S11e', { CopySourceIfModifiedSince: '<2.LastModified>' }, failed('x-amz-copy-source-If-Modified-Since')],
  ] as const
).map(([id, condition, answer]) => ({
  id,
  fact: `a copy with ${Object.keys(condition)}`,
  given: [made, put('x'), ['s3:HeadObject', { Bucket, Key: 'key' }]],
  call: ['s3:CopyObject', { Bucket, Key: 'copy', CopySource: '<name>/key', ...condition }],
  answer,
  recorded: [
    'LS test_s3_preconditions::TestS3CopySourcePreconditions::test_s3_copy_object_preconditions',
    '2026-02-23',
  ],
}));

const begun: Step = ['s3:CreateMultipartUpload', { Bucket, Key: 'copy' }];
const form =
  'The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy';
const invalid = (message: string, range: string): Answer => ({
  ...{ status: 400, code: 'InvalidArgument', message },
  fields: { ArgumentName: 'x-amz-copy-source-range', ArgumentValue: range },
});
const partRanges: readonly Row[] = (
  [
    ['bytes=0-100', (range: string) => invalid('Range specified is not valid for source object of size: 10', range)],
    [
      'bytes=100-200',
      () => ({
        ...{ status: 400, code: 'InvalidRequest' },
        message: 'The specified copy range is invalid for the source object size',
      }),
    ],
    ...['0-8', 'bytes=1-', 'bytes=-2', 'bytes=0-1,3-4,7-9'].map(
      (range) => [range, () => invalid(form, range)] as const,
    ),
    ['bytes=0-8', () => ({ status: 200, fields: { CopyPartResult: { ETag: '"22975d8a5ed1b91445f6c55ac121505b"' } } })],
  ] as const
).map(([CopySourceRange, answer], index) => ({
  id: `S3${'abcdefg'[index]}`,
  fact: `a part that copies ${CopySourceRange} of ten bytes`,
  given: [made, put('0123456789'), begun],
  call: [
    's3:UploadPartCopy',
    {
      ...{ Bucket, Key: 'copy', UploadId: '<2.UploadId>', PartNumber: 1 },
      ...{ CopySource: '<name>/key', CopySourceRange },
    },
  ],
  answer: answer(CopySourceRange),
  recorded: ['LS test_s3_api::TestS3Multipart::test_upload_part_copy_range', '2026-02-21'],
}));

const upload = { Bucket, Key: 'key', UploadId: '<1.UploadId>' };
const opened: Step = ['s3:CreateMultipartUpload', { Bucket, Key: 'key' }];
const part: Step = ['s3:UploadPart', { ...upload, PartNumber: 1, Body: 'content' }];
const complete = (more: object = {}): Step => [
  's3:CompleteMultipartUpload',
  { ...upload, MultipartUpload: { Parts: [{ PartNumber: 1, ETag: '<2.ETag>' }] }, ...more },
];
/** The same where a key was put before the upload and something happened to it before the part. */
const late: Step = ['s3:UploadPart', { ...upload, UploadId: '<2.UploadId>', PartNumber: 1, Body: 'content' }];
const finish = (more: object): Step =>
  complete({
    UploadId: '<2.UploadId>',
    MultipartUpload: { Parts: [{ PartNumber: 1, ETag: '<4.ETag>' }] },
    ...more,
  });
const deleted: Step = ['s3:DeleteObject', { Bucket, Key: 'key' }];
const conflict: Answer = {
  ...{ status: 409, code: 'ConditionalRequestConflict' },
  message: 'The conditional request cannot succeed due to a conflicting operation against this resource.',
};
const write = (test: string) => [`LS test_s3_api::TestS3ObjectWritePrecondition::${test}`, '2026-02-21'] as const;

export const s3Conditions: readonly Row[] = [
  ...digests,
  ...copies,
  ...partRanges,
  {
    id: 'S2a',
    fact: 'a completion that is asked for again, even with If-None-Match',
    given: [made, opened, part, complete({ IfNoneMatch: '*' })],
    call: complete({ IfNoneMatch: '*' }),
    answer: { status: 200, fields: { ETag: '<3.ETag>' } },
    recorded: ['Moto test_s3_multipart::test_idempotent_multipart_upload', '≤2026-08-22'],
  },
  {
    id: 'S2b',
    fact: 'the completion of an upload that never was',
    given: [made, opened, part],
    call: complete({ UploadId: 'fakeid' }),
    answer: {
      ...{ status: 404, code: 'NoSuchUpload', fields: { UploadId: 'fakeid' } },
      message:
        'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
    },
    recorded: ['LS test_s3::TestS3::test_multipart_no_such_upload', '2026-02-21'],
  },
  {
    id: 'K16a',
    fact: 'a completion with If-None-Match: * while the key is there',
    given: [made, opened, part, put('other')],
    call: complete({ IfNoneMatch: '*' }),
    answer: failed('If-None-Match'),
    recorded: write('test_multipart_if_none_match_with_put'),
  },
  {
    id: 'K16b',
    fact: 'the same when the key was there at the beginning and was deleted meanwhile',
    given: [made, put('first'), opened, deleted, late],
    call: finish({ IfNoneMatch: '*' }),
    answer: { ...conflict, fields: { Condition: 'If-None-Match', Key: 'key' } },
    recorded: write('test_multipart_if_none_match_with_delete'),
  },
  {
    id: 'K16c',
    fact: 'a completion with If-Match of what was put meanwhile',
    given: [made, put('first'), opened, put('second'), late],
    call: finish({ IfMatch: '<3.ETag>' }),
    answer: { ...conflict, fields: { Condition: 'If-Match', Key: 'key' } },
    recorded: write('test_multipart_if_match_with_put'),
  },
  {
    id: 'K16d',
    fact: 'a completion with If-Match of what was there before another put',
    given: [made, put('first'), opened, put('second'), late],
    call: finish({ IfMatch: '<1.ETag>' }),
    answer: failed('If-Match'),
    recorded: write('test_multipart_if_match_with_put'),
  },
  {
    id: 'K16e',
    fact: 'a completion with If-Match of a key that was deleted meanwhile',
    given: [made, put('first'), opened, deleted, late],
    call: finish({ IfMatch: '<1.ETag>' }),
    answer: { status: 404, code: 'NoSuchKey', message: 'The specified key does not exist.', fields: { Key: 'key' } },
    recorded: write('test_multipart_if_match_with_delete'),
  },
];
