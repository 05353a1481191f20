import {
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketEncryptionCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  type S3ServiceException,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { S3World } from './s3-world';

/*
 * What AWS answers about objects, as LocalStack recorded it (tests/aws/services/s3/test_s3.snapshot.json, test_s3_api.snapshot.json,
 * test_s3_list_operations.snapshot.json and test_s3_preconditions.snapshot.json at 8b9a79f; 2026-02-21 unless a row says otherwise).
 */
let world: S3World;
beforeAll(async () => {
  world = await S3World.open();
});
afterAll(() => world.close());

const foreign = 'HPniJFCxqTsMuIH9KX8K8wEjNUgmABCD';
type Refusal = S3ServiceException & Record<string, unknown>;
const refused = (promise: Promise<unknown>) =>
  promise.then(
    () => ({}) as Refusal,
    (error: Refusal) => error,
  );
const put = (input: PutObjectCommandInput) => world.s3.send(new PutObjectCommand(input));

describe('S5: a marker within a common prefix has passed it', () => {
  let Bucket: string;
  beforeAll(async () => {
    Bucket = await world.bucket('Enabled');
    for (const name of ['aSubfolder/subFile1', 'aSubfolder/subFile2', 'file1', 'file2']) {
      await world.put(Bucket, `folder/${name}`);
    }
  });
  const asked = { Prefix: 'folder/', Delimiter: '/', MaxKeys: 1 };

  test('in a listing of objects (test_list_objects_marker_common_prefixes)', async () => {
    const Marker = 'folder/aSubfolder/subFile1';
    const page = await world.s3.send(new ListObjectsCommand({ Bucket, ...asked, Marker }));
    expect(page).toMatchObject({ Contents: [{ Key: 'folder/file1' }], IsTruncated: true, NextMarker: 'folder/file1' });
    expect(page).toMatchObject({ Marker });
    expect(page.CommonPrefixes).toBeUndefined();
  });

  test('in a listing of versions', async () => {
    const list = (KeyMarker?: string) =>
      world.s3.send(new ListObjectVersionsCommand({ Bucket, ...asked, ...(KeyMarker && { KeyMarker }) }));
    expect(await list()).toMatchObject({ CommonPrefixes: [{ Prefix: 'folder/aSubfolder/' }], IsTruncated: true });
    const page = await list('folder/aSubfolder/subFile1');
    expect(page).toMatchObject({ Versions: [{ Key: 'folder/file1' }], IsTruncated: true });
    expect(page.CommonPrefixes).toBeUndefined();
  });

  test('S12: a listing refuses an encoding and a token that are none (test_list_ops_encoding_type_validation)', async () => {
    const encoded = world.s3.send(new ListObjectsV2Command({ Bucket, EncodingType: 'value' as 'url' }));
    expect(await refused(encoded)).toMatchObject({
      ...{ name: 'InvalidArgument', message: 'Invalid Encoding Method specified in Request' },
      ...{ ArgumentName: 'encoding-type', ArgumentValue: 'value' },
    });
    expect(await refused(world.s3.send(new ListObjectsV2Command({ Bucket, ContinuationToken: '' })))).toMatchObject({
      ...{ name: 'InvalidArgument', message: 'The continuation token provided is incorrect' },
    });
  });
});

test('S6: DeleteObjects says which ids are not there (test_delete_objects, test_delete_objects_versioned)', async () => {
  const Bucket = await world.bucket();
  await world.put(Bucket, 'test-delete');
  const remove = (Objects: { Key: string; VersionId?: string }[]) =>
    world.s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
  const wrong = await remove([{ Key: 'test-delete', VersionId: foreign }]);
  expect(wrong.Errors).toEqual([
    {
      ...{ Code: 'NoSuchVersion', Key: 'test-delete', VersionId: foreign },
      Message: 'The specified version does not exist.',
    },
  ]);
  expect(wrong.Deleted).toBeUndefined();
  const { Deleted } = await remove([{ Key: 'test-delete' }, { Key: 'c-wrong-key' }]);
  expect(Deleted).toEqual([{ Key: 'test-delete' }, { Key: 'c-wrong-key' }]);
  await world.version(Bucket, 'Enabled');
  const { VersionId } = await world.put(Bucket, 'test-delete');
  expect((await remove([{ Key: 'test-delete', VersionId }])).Deleted).toEqual([{ Key: 'test-delete', VersionId }]);
  expect((await remove([{ Key: 'test-delete', VersionId }])).Errors).toMatchObject([{ Code: 'NoSuchVersion' }]);
});

test('S7: an id that is none is refused (test_get_object_with_version_unversioned_bucket, test_delete_object_versioned)', async () => {
  const Bucket = await world.bucket();
  await world.put(Bucket, 'key');
  const asked = { Bucket, Key: 'key', VersionId: foreign };
  const error = {
    ...{ name: 'InvalidArgument', message: 'Invalid version id specified', $metadata: { httpStatusCode: 400 } },
    ...{ ArgumentName: 'versionId', ArgumentValue: foreign },
  };
  expect(await refused(world.s3.send(new GetObjectCommand(asked)))).toMatchObject(error);
  expect(await refused(world.s3.send(new DeleteObjectCommand(asked)))).toMatchObject(error);
  expect((await refused(world.s3.send(new HeadObjectCommand(asked)))).$metadata.httpStatusCode).toBe(400);
  const plain = await world.s3.send(new GetObjectCommand({ Bucket, Key: 'key', VersionId: 'null' }));
  expect(plain.VersionId).toBeUndefined();
  await world.version(Bucket, 'Enabled');
  const { VersionId } = await world.put(Bucket, 'key');
  await world.s3.send(new DeleteObjectCommand({ Bucket, Key: 'key', VersionId }));
  expect((await refused(world.s3.send(new GetObjectCommand({ Bucket, Key: 'key', VersionId })))).name).toBe(
    'NoSuchVersion',
  );
});

test('S8: a write to a suspended bucket names no version, a copy does (test_put_object_on_suspended_bucket, test_s3_copy_object_in_place_suspended_only)', async () => {
  const Bucket = await world.bucket('Suspended');
  expect((await world.put(Bucket, 'key')).VersionId).toBeUndefined();
  expect((await world.s3.send(new GetObjectCommand({ Bucket, Key: 'key' }))).VersionId).toBe('null');
  const copy = { Bucket, Key: 'key', CopySource: `${Bucket}/key`, MetadataDirective: 'REPLACE' as const };
  expect((await world.s3.send(new CopyObjectCommand(copy))).VersionId).toBe('null');
});

describe('S9: a copy of an object onto itself', () => {
  let Bucket: string;
  let ETag: string | undefined;
  const copy = (more: object = {}) =>
    world.s3.send(new CopyObjectCommand({ Bucket, Key: 'key', CopySource: `${Bucket}/key`, ...more }));
  beforeAll(async () => {
    Bucket = await world.bucket();
    ({ ETag } = await put({ Bucket, Key: 'key', Body: 'x', Metadata: { a: 'b' }, WebsiteRedirectLocation: '/from' }));
  });

  test('that changes nothing is refused, its conditions first (test_copy_object_if_none_match_in_place)', async () => {
    expect(await refused(copy())).toMatchObject({ name: 'InvalidRequest', $metadata: { httpStatusCode: 400 } });
    expect(await refused(copy({ IfNoneMatch: '*' }))).toMatchObject({
      ...{ name: 'PreconditionFailed', Condition: 'If-None-Match', $metadata: { httpStatusCode: 412 } },
    });
  });

  test('with If-Match is taken (test_copy_object_if_match_in_place)', async () => {
    expect((await copy({ IfMatch: ETag })).CopyObjectResult?.ETag).toBe(ETag);
  });

  test('that sets class, address or encryption is taken, and neither is copied (test_s3_copy_object_in_place_storage_class, …_website_redirect_location, …_with_encryption)', async () => {
    await copy({ StorageClass: 'STANDARD' });
    const head = () => world.s3.send(new HeadObjectCommand({ Bucket, Key: 'key' }));
    expect((await head()).WebsiteRedirectLocation).toBeUndefined();
    await copy({ WebsiteRedirectLocation: '/test/direct' });
    expect(await head()).toMatchObject({ WebsiteRedirectLocation: '/test/direct', Metadata: { a: 'b' } });
    await copy({ ServerSideEncryption: 'AES256' });
  });

  test('in a bucket whose encryption was set is taken (test_copy_in_place_with_bucket_encryption)', async () => {
    const Rules = [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' as const } }];
    const ServerSideEncryptionConfiguration = { Rules };
    await world.s3.send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration }));
    await copy();
  });
});

test('S11: conditions on the source of a copy (test_s3_copy_object_preconditions, 2026-02-23)', async () => {
  const Bucket = await world.bucket();
  const { ETag } = await world.put(Bucket, 'source');
  const copy = (more: object) =>
    world.s3.send(new CopyObjectCommand({ Bucket, Key: 'target', CopySource: `${Bucket}/source`, ...more }));
  const hour = 60 * 60 * 1000;
  const conditions: readonly (readonly [string, object])[] = [
    ['If-Match', { CopySourceIfMatch: '"other"' }],
    ['If-None-Match', { CopySourceIfNoneMatch: ETag }],
    ['If-Unmodified-Since', { CopySourceIfUnmodifiedSince: new Date(Date.now() - hour) }],
    ['If-Modified-Since', { CopySourceIfModifiedSince: new Date() }],
  ];
  await new Promise((later) => setTimeout(later, 1100));
  for (const [name, condition] of conditions) {
    expect(await refused(copy(condition))).toMatchObject({
      ...{ name: 'PreconditionFailed', Condition: `x-amz-copy-source-${name}`, $metadata: { httpStatusCode: 412 } },
    });
  }
  expect((await copy({ CopySourceIfModifiedSince: new Date(Date.now() + hour) })).CopyObjectResult?.ETag).toBe(ETag);
});

test('S13: every answer about new content says AES256 (64 places of the recordings)', async () => {
  const Bucket = await world.bucket();
  const { UploadId, ...created } = await world.s3.send(new CreateMultipartUploadCommand({ Bucket, Key: 'parts' }));
  const part = { Bucket, Key: 'parts', UploadId, PartNumber: 1, Body: 'x' };
  const answers = [
    await world.put(Bucket, 'key'),
    created,
    await world.s3.send(new UploadPartCommand(part)),
    await world.s3.send(new CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/key` })),
    await world.s3.send(new HeadObjectCommand({ Bucket, Key: 'copy' })),
  ];
  expect(answers.map(({ ServerSideEncryption }) => ServerSideEncryption)).toEqual(answers.map(() => 'AES256'));
});

test('S14: listings and copies name the checksum (test_list_objects_versions_markers, test_s3_copy_object_with_checksum[SHA256])', async () => {
  const Bucket = await world.bucket('Enabled');
  await put({ Bucket, Key: 'key', Body: 'content', ChecksumAlgorithm: 'SHA256' });
  const listed = { ChecksumAlgorithm: ['SHA256'], ChecksumType: 'FULL_OBJECT' };
  expect((await world.s3.send(new ListObjectsV2Command({ Bucket }))).Contents).toMatchObject([listed]);
  expect((await world.s3.send(new ListObjectVersionsCommand({ Bucket }))).Versions).toMatchObject([listed]);
  const copy = await world.s3.send(new CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/key` }));
  expect(copy.CopyObjectResult).toMatchObject({
    ...{ ChecksumSHA256: '7XACtDnprIRfIjV9giusFERzD722AW0+yUMil7nsn3M=', ChecksumType: 'FULL_OBJECT' },
  });
  const upload = { Bucket, Key: 'parts', ChecksumAlgorithm: 'SHA256' as const };
  expect(await world.s3.send(new CreateMultipartUploadCommand(upload))).toMatchObject({
    ...{ ChecksumAlgorithm: 'SHA256', ChecksumType: 'COMPOSITE' },
  });
});

test('S17: metadata in encoded words is plain where it can be (test_user_metadata_rfc2047_encoded)', async () => {
  const Bucket = await world.bucket();
  const same = {
    'non-ascii': '=?UTF-8?Q?test=5F=E2=80=94=5Ffile%E2%80%94=5F=C3=A9=5F2=3F.pdf?=',
    'non-ascii-2': '=?UTF-8?Q?=C3=84M=C3=84Z=C3=95=C3=91_S3?=',
    'non-ascii-binary': '=?UTF-8?B?AAECAw==?=',
    'safe-chars': '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
  };
  const Metadata = { ...same, 'fake-encoded': '=?UTF-8?Q?actually-ascii?=', 'asciib64-encoded': '=?UTF-8?B?YWJj?=' };
  await put({ Bucket, Key: 'key', Body: 'x', Metadata });
  expect((await world.s3.send(new HeadObjectCommand({ Bucket, Key: 'key' }))).Metadata).toEqual({
    ...{ ...same, 'fake-encoded': 'actually-ascii', 'asciib64-encoded': 'abc' },
  });
});
