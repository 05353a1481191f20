import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandInput,
  ListPartsCommand,
  type S3ServiceException,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { S3World } from './s3-world';

/*
 * What AWS answers about uploads: LocalStack's recordings (tests/aws/services/s3/test_s3_api.snapshot.json and
 * test_s3_list_operations.snapshot.json at 8b9a79f, 2026-02-21), and Moto's aws_verified tests (at 0af643a, 2026-08-22).
 */
let world: S3World;
beforeAll(async () => {
  world = await S3World.open();
});
afterAll(() => world.close());

async function begin(Bucket: string, Key: string) {
  const { UploadId } = await world.s3.send(new CreateMultipartUploadCommand({ Bucket, Key }));
  return { Bucket, Key, UploadId };
}
type Upload = Awaited<ReturnType<typeof begin>>;
async function withPart(Bucket: string, Key: string, Body = 'content') {
  const upload = await begin(Bucket, Key);
  const { ETag } = await world.s3.send(new UploadPartCommand({ ...upload, PartNumber: 1, Body }));
  return { upload, parts: [{ PartNumber: 1, ETag }] };
}
const complete = (upload: Upload, Parts: { PartNumber: number; ETag?: string }[], more: object = {}) =>
  world.s3.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts }, ...more }));
const refused = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (error: S3ServiceException & Record<string, unknown>) => ({
      name: error.name,
      status: error.$metadata.httpStatusCode,
      message: error.message,
      ...(error.ArgumentName === undefined ? {} : { argument: [error.ArgumentName, error.ArgumentValue] }),
    }),
  );

describe('S2: a completion that is asked for again', () => {
  test('has the same answer, even with If-None-Match (Moto, test_idempotent_multipart_upload, 2026-08-22)', async () => {
    const Bucket = await world.bucket('Enabled');
    const { upload, parts } = await withPart(Bucket, 'key');
    const { ETag, VersionId } = await complete(upload, parts, { IfNoneMatch: '*' });
    expect(await complete(upload, parts, { IfNoneMatch: '*' })).toMatchObject({ ETag, VersionId });
    expect(await world.versions(Bucket)).toEqual(['key@id*']);
  });

  test('while the first one is at work makes one version', async () => {
    const Bucket = await world.bucket('Enabled');
    const { upload, parts } = await withPart(Bucket, 'key');
    const answers = await Promise.all([1, 2, 3].map(() => complete(upload, parts)));
    expect(new Set(answers.map(({ VersionId }) => VersionId)).size).toBe(1);
    expect(await world.versions(Bucket)).toEqual(['key@id*']);
  });

  test('after it failed is tried anew', async () => {
    const Bucket = await world.bucket();
    const { upload, parts } = await withPart(Bucket, 'key');
    await world.put(Bucket, 'key', 'first');
    expect(await refused(complete(upload, parts, { IfNoneMatch: '*' }))).toMatchObject({ name: 'PreconditionFailed' });
    await complete(upload, parts);
    expect(await world.text(Bucket, 'key')).toBe('content');
  });

  test('for other parts, or of an upload that never was, finds none (test_multipart_no_such_upload, 2026-02-21)', async () => {
    const Bucket = await world.bucket();
    const { upload, parts } = await withPart(Bucket, 'key');
    await complete(upload, parts);
    const message =
      'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.';
    const none = { name: 'NoSuchUpload', status: 404, message };
    expect(await refused(complete(upload, [{ PartNumber: 2, ETag: parts[0]?.ETag }]))).toEqual(none);
    expect(await refused(complete({ ...upload, UploadId: 'fakeid' }, parts))).toEqual(none);
  });
});

describe('S4: uploads are listed in pages (TestS3ListMultipartUploads, 2026-02-21)', () => {
  const list = (Bucket: string, more: Partial<ListMultipartUploadsCommandInput> = {}) =>
    world.s3.send(new ListMultipartUploadsCommand({ Bucket, ...more }));

  test('by key and age, one after the other (test_list_multiparts_next_marker)', async () => {
    const Bucket = await world.bucket();
    const third = await begin(Bucket, 'c');
    const second = await begin(Bucket, 'b');
    const first = [await begin(Bucket, 'a'), await begin(Bucket, 'a'), await begin(Bucket, 'a')];
    const page = async (more: Partial<ListMultipartUploadsCommandInput>) => {
      const {
        Uploads = [],
        IsTruncated,
        KeyMarker,
        UploadIdMarker,
        NextKeyMarker,
        NextUploadIdMarker,
        MaxUploads,
      } = await list(Bucket, { MaxUploads: 1, ...more });
      expect(MaxUploads).toBe(1);
      return [Uploads[0]?.UploadId, IsTruncated, KeyMarker, UploadIdMarker, NextKeyMarker, NextUploadIdMarker];
    };
    const [one, two] = first.map(({ UploadId }) => UploadId);
    expect(await page({})).toEqual([one, true, '', '', 'a', one]);
    expect(await page({ KeyMarker: 'a', UploadIdMarker: one })).toEqual([two, true, 'a', one, 'a', two]);
    expect(await page({ KeyMarker: 'a' })).toEqual([second.UploadId, true, 'a', '', 'b', second.UploadId]);
    expect(await page({ KeyMarker: 'b', UploadIdMarker: second.UploadId })).toEqual([
      ...[third.UploadId, false, 'b', second.UploadId, 'c', third.UploadId],
    ]);
    expect(await page({ KeyMarker: 'c' })).toEqual([undefined, false, 'c', '', '', '']);
    expect(await page({ UploadIdMarker: two })).toEqual([one, true, '', '', 'a', one]);
    expect(await refused(list(Bucket, { KeyMarker: 'a', UploadIdMarker: second.UploadId }))).toEqual({
      ...{ name: 'InvalidArgument', status: 400, message: 'Invalid uploadId marker' },
      argument: ['upload-id-marker', second.UploadId],
    });
  });

  test('a listing goes on after an upload that was aborted meanwhile', async () => {
    const Bucket = await world.bucket();
    const uploads = [await begin(Bucket, 'a'), await begin(Bucket, 'a'), await begin(Bucket, 'b')];
    const seen: (string | undefined)[] = [];
    let marker: Partial<ListMultipartUploadsCommandInput> = {};
    for (;;) {
      const {
        Uploads = [],
        IsTruncated,
        NextKeyMarker,
        NextUploadIdMarker,
      } = await list(Bucket, {
        ...marker,
        MaxUploads: 1,
      });
      for (const { Key, UploadId } of Uploads) {
        seen.push(UploadId);
        await world.s3.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
      }
      if (!IsTruncated) break;
      marker = { KeyMarker: NextKeyMarker, UploadIdMarker: NextUploadIdMarker };
    }
    expect(seen).toEqual(uploads.map(({ UploadId }) => UploadId));
    expect((await list(Bucket)).Uploads).toBeUndefined();
  });

  test('with a delimiter (test_list_multiparts_with_prefix_and_delimiter)', async () => {
    const Bucket = await world.bucket();
    for (const key of ['test/foo/bar/123', 'test/bar/foo/123', 'test/foo/bar/456']) await begin(Bucket, key);
    const answer = await list(Bucket, { Prefix: 'test/', Delimiter: '/' });
    expect(answer).toMatchObject({
      CommonPrefixes: [{ Prefix: 'test/bar/' }, { Prefix: 'test/foo/' }],
      ...{ IsTruncated: false, Prefix: 'test/', Delimiter: '/', MaxUploads: 1000, NextKeyMarker: '' },
    });
    expect(answer.Uploads).toBeUndefined();
  });

  test('S5: a marker within a common prefix has passed it (test_list_multipart_uploads_marker_common_prefixes)', async () => {
    const Bucket = await world.bucket();
    for (const name of ['aSubfolder/subFile1', 'aSubfolder/subFile2', 'file1', 'file2']) {
      await begin(Bucket, `folder/${name}`);
    }
    const page = (KeyMarker?: string) =>
      list(Bucket, { Prefix: 'folder/', Delimiter: '/', MaxUploads: 1, ...(KeyMarker && { KeyMarker }) });
    const start = await page();
    expect(start).toMatchObject({
      CommonPrefixes: [{ Prefix: 'folder/aSubfolder/' }],
      IsTruncated: true,
      NextKeyMarker: '',
    });
    for (const marker of ['folder/aSubfolder/', 'folder/aSubfolder/subFile1']) {
      const next = await page(marker);
      expect(next).toMatchObject({
        Uploads: [{ Key: 'folder/file1' }],
        NextKeyMarker: 'folder/file1',
        IsTruncated: true,
      });
      expect(next.CommonPrefixes).toBeUndefined();
    }
  });

  test('S4: parts too, and each page says where the next one begins (test_list_parts_pagination)', async () => {
    const Bucket = await world.bucket();
    const upload = await begin(Bucket, 'key');
    expect(await world.s3.send(new ListPartsCommand(upload))).toMatchObject({
      NextPartNumberMarker: '0',
      IsTruncated: false,
    });
    for (const PartNumber of [1, 2, 3])
      await world.s3.send(new UploadPartCommand({ ...upload, PartNumber, Body: 'x' }));
    const page = async (PartNumberMarker: string) => {
      const answer = await world.s3.send(new ListPartsCommand({ ...upload, MaxParts: 2, PartNumberMarker }));
      return [answer.Parts?.map(({ PartNumber }) => PartNumber), answer.IsTruncated, answer.NextPartNumberMarker];
    };
    expect(await page('0')).toEqual([[1, 2], true, '2']);
    expect(await page('2')).toEqual([[3], false, '3']);
    expect(await page('10')).toEqual([undefined, false, '0']);
    expect((await world.s3.send(new ListPartsCommand(upload))).NextPartNumberMarker).toBe('3');
    expect(await refused(world.s3.send(new ListPartsCommand({ ...upload, MaxParts: -1 })))).toMatchObject({
      name: 'InvalidArgument',
    });
  });
});

describe('further words about completions (test_multipart_complete_multipart_too_small, …_wrong_part, test_complete_multipart_parts_order, test_multipart_size_validation, 2026-02-21)', () => {
  test('no part, small parts, parts that are not there or not in order, another size', async () => {
    const Bucket = await world.bucket();
    const { upload, parts } = await withPart(Bucket, 'key', 'test');
    const second = await world.s3.send(new UploadPartCommand({ ...upload, PartNumber: 2, Body: 'test' }));
    const two = { PartNumber: 2, ETag: second.ETag };
    const fault = (Parts: typeof parts, more: object = {}) =>
      complete(upload, Parts, more).catch((error: unknown) => error) as Promise<object>;
    expect(await fault([])).toMatchObject({ name: 'InvalidRequest', message: 'You must specify at least one part' });
    expect(await fault([...parts, two])).toMatchObject({
      ...{ name: 'EntityTooSmall', ETag: '098f6bcd4621d373cade4e832627b4f6', MinSizeAllowed: '5242880' },
      ...{ PartNumber: '1', ProposedSize: '4' },
    });
    expect(await fault([{ PartNumber: 3, ETag: second.ETag }])).toMatchObject({
      ...{ name: 'InvalidPart', PartNumber: '3', UploadId: upload.UploadId },
      message:
        "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
    });
    expect(await fault(parts, { MpuObjectSize: 5 })).toMatchObject({
      name: 'InvalidRequest',
      message: "The provided 'x-amz-mp-object-size' header value 5 does not match what was computed: 4",
    });
    expect(await fault(parts, { MpuObjectSize: 4 })).toMatchObject({ ETag: expect.stringContaining('-1') });
  });
});

test('an upload and a copy keep the limits of a key and of metadata, as a put does', async () => {
  const Bucket = await world.bucket();
  await world.put(Bucket, 'source');
  const copy = (more: object) =>
    world.s3.send(new CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/source`, ...more }));
  const long = 'k'.repeat(1025);
  expect(await refused(copy({ Key: long }))).toMatchObject({ name: 'KeyTooLongError' });
  expect(await refused(begin(Bucket, long))).toMatchObject({ name: 'KeyTooLongError' });
  const metadata = (bytes: number) => ({ MetadataDirective: 'REPLACE', Metadata: { a: 'x'.repeat(bytes - 1) } });
  expect(await refused(copy(metadata(2049)))).toMatchObject({ name: 'MetadataTooLarge', status: 400 });
  expect(await refused(copy(metadata(2048)))).toBe('no error');
});

test('a delete marker is no source of a copy by its id (test_s3_copy_object_src_not_exists, 2023-10-26)', async () => {
  const Bucket = await world.bucket('Enabled');
  await world.put(Bucket, 'source');
  const store = world.local.world.s3.bucket(Bucket);
  const marker = await store.hide('source');
  const id = marker === undefined ? '' : store.idOf(marker);
  const CopySource = `${Bucket}/source?versionId=${id}`;
  expect(await refused(world.s3.send(new CopyObjectCommand({ Bucket, Key: 'copy', CopySource })))).toMatchObject({
    name: 'InvalidRequest',
    message: 'The source of a copy request may not specifically refer to a delete marker by version id.',
  });
});
