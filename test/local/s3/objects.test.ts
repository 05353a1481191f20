import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectTaggingCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
} from '@aws-sdk/client-s3';
import { errorOf, S3World } from './s3-world';

let world: S3World;
let Bucket: string;
beforeAll(async () => {
  world = await S3World.open();
  Bucket = await world.bucket();
});
afterAll(() => world.close());

const md5 = (text: string | Buffer) => `"${createHash('md5').update(text).digest('hex')}"`;

describe('an object', () => {
  test('comes back with its content, type, metadata and ETag', async () => {
    const Metadata = { commit: 'abc', name: 'Jörg' };
    const put = { Bucket, Key: 'a', Body: 'hello', ContentType: 'text/plain', CacheControl: 'no-store', Metadata };
    const { ETag } = await world.s3.send(new PutObjectCommand({ ...put, Metadata: { ...Metadata, name: 'Joerg' } }));
    expect(ETag).toBe(md5('hello'));
    const got = await world.s3.send(new GetObjectCommand({ Bucket, Key: 'a' }));
    expect(await got.Body?.transformToString()).toBe('hello');
    expect(got).toMatchObject({
      ...{ ContentType: 'text/plain', CacheControl: 'no-store', ContentLength: 5, ETag, AcceptRanges: 'bytes' },
      Metadata: { commit: 'abc', name: 'Joerg' },
    });
    expect(got.VersionId).toBeUndefined();
    const head = await world.s3.send(new HeadObjectCommand({ Bucket, Key: 'a' }));
    expect(head).toMatchObject({ ContentType: 'text/plain', ContentLength: 5, ETag });
    expect(head.LastModified).toEqual(got.LastModified);
  });

  test('may be empty', async () => {
    await world.put(Bucket, 'empty', Buffer.alloc(0));
    expect(await world.text(Bucket, 'empty')).toBe('');
    const { ContentLength } = await world.s3.send(new HeadObjectCommand({ Bucket, Key: 'empty' }));
    expect(ContentLength).toBe(0);
  });

  test('may be large and of unknown length: it is streamed as aws-chunked with a checksum at the end', async () => {
    const pieces = Array.from({ length: 40 }, () => randomBytes(250_000));
    const Body = Readable.from(pieces);
    const length = 10_000_000;
    await world.s3.send(new PutObjectCommand({ Bucket, Key: 'large', Body, ContentLength: length }));
    const got = await world.s3.send(new GetObjectCommand({ Bucket, Key: 'large' }));
    expect(got.ContentEncoding).toBeUndefined();
    const bytes = Buffer.from((await got.Body?.transformToByteArray()) ?? []);
    expect(bytes.equals(Buffer.concat(pieces))).toBe(true);
    expect(got.ETag).toBe(md5(bytes));
  });

  test('gives its checksum back to those who ask', async () => {
    await world.s3.send(new PutObjectCommand({ Bucket, Key: 'sum', Body: 'x', ChecksumAlgorithm: 'SHA256' }));
    const command = new HeadObjectCommand({ Bucket, Key: 'sum', ChecksumMode: 'ENABLED' });
    const { ChecksumSHA256 } = await world.s3.send(command);
    expect(ChecksumSHA256).toBe(createHash('sha256').update('x').digest('base64'));
  });

  test.each([
    ['a plus, a space and a percent sign', 'a+b c%20d'],
    ['what XML needs', `<a & "b" 'c'>`],
    ['line ends', 'one\ntwo\rthree\r\n'],
    ['emoji and umlauts', 'ünder/😀/日本語'],
    ['steps upwards', '../../etc/passwd'],
    ['dots and slashes', './a//b/./..'],
    ['a question mark and a hash', 'a?b=c#d'],
    ['a backslash', 'a\\..\\b'],
    ['spaces around', '  a  '],
    ['1,024 bytes', 'x'.repeat(1024)],
  ])('can have a key with %s', async (_name, Key) => {
    const own = await world.bucket('Enabled');
    await world.put(own, Key, Key);
    expect(await world.text(own, Key)).toBe(Key);
    expect(await world.versions(own)).toEqual([`${Key}@id*`]);
    await world.s3.send(new DeleteObjectCommand({ Bucket: own, Key }));
    expect(await errorOf(world.text(own, Key))).toBe('NoSuchKey');
  });

  test('cannot have a longer key', async () => {
    expect(await errorOf(world.put(Bucket, 'x'.repeat(1025)))).toBe('KeyTooLongError');
  });

  test('that is not there is an error, and its deletion is a success', async () => {
    expect(await errorOf(world.text(Bucket, 'missing'))).toBe('NoSuchKey');
    expect(await errorOf(world.s3.send(new HeadObjectCommand({ Bucket, Key: 'missing' })))).toBe('NotFound');
    expect(await errorOf(world.text('no-such-bucket', 'missing'))).toBe('NoSuchBucket');
    const gone = await world.s3.send(new DeleteObjectCommand({ Bucket, Key: 'missing' }));
    expect(gone.$metadata.httpStatusCode).toBe(204);
    expect(gone.DeleteMarker).toBeUndefined();
  });

  test('that is overwritten while it is read is read to its end', async () => {
    const first = randomBytes(3_000_000);
    await world.put(Bucket, 'busy', first);
    const got = await world.s3.send(new GetObjectCommand({ Bucket, Key: 'busy' }));
    await world.put(Bucket, 'busy', 'second');
    const bytes = Buffer.from((await got.Body?.transformToByteArray()) ?? []);
    expect(bytes.equals(first)).toBe(true);
    expect(await world.text(Bucket, 'busy')).toBe('second');
  });
});

describe('a range', () => {
  beforeAll(() => world.put(Bucket, 'digits', '0123456789'));

  test.each([
    ['bytes=2-4', '234', 'bytes 2-4/10'],
    ['bytes=7-', '789', 'bytes 7-9/10'],
    ['bytes=-3', '789', 'bytes 7-9/10'],
    ['bytes=8-99', '89', 'bytes 8-9/10'],
    ['bytes=-99', '0123456789', 'bytes 0-9/10'],
  ])('%s is a part', async (Range, text, ContentRange) => {
    const got = await world.s3.send(new GetObjectCommand({ Bucket, Key: 'digits', Range }));
    expect(await got.Body?.transformToString()).toBe(text);
    expect(got).toMatchObject({ ContentRange, ContentLength: text.length });
    expect(got.$metadata.httpStatusCode).toBe(206);
  });

  test.each(['bytes=5-2', 'lines=1-2', 'bytes=0-1,3-4'])('%s is no range: everything is sent', async (Range) => {
    expect(await world.text(Bucket, 'digits', { Range })).toBe('0123456789');
  });

  test('beyond the end cannot be satisfied', async () => {
    expect(await errorOf(world.text(Bucket, 'digits', { Range: 'bytes=10-' }))).toBe('InvalidRange');
  });
});

describe('conditions', () => {
  test('If-None-Match: * lets only one of many writers create a key', async () => {
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        errorOf(world.s3.send(new PutObjectCommand({ Bucket, Key: 'once', Body: String(index), IfNoneMatch: '*' }))),
      ),
    );
    expect(all.filter((one) => one === 'no error')).toHaveLength(1);
    expect(all.filter((one) => one === 'PreconditionFailed')).toHaveLength(19);
  });

  test('If-None-Match: * succeeds after a deletion, with versions too', async () => {
    const own = await world.bucket('Enabled');
    await world.put(own, 'a');
    await world.s3.send(new DeleteObjectCommand({ Bucket: own, Key: 'a' }));
    await world.s3.send(new PutObjectCommand({ Bucket: own, Key: 'a', Body: '2', IfNoneMatch: '*' }));
    expect(await world.text(own, 'a')).toBe('2');
  });

  test('If-Match writes only over the version that was read', async () => {
    const { ETag } = await world.put(Bucket, 'record', '1');
    const write = (Body: string, IfMatch?: string) =>
      errorOf(world.s3.send(new PutObjectCommand({ Bucket, Key: 'record', Body, IfMatch })));
    expect(await write('2', ETag)).toBe('no error');
    expect(await write('3', ETag)).toBe('PreconditionFailed');
    expect(await world.text(Bucket, 'record')).toBe('2');
    const missing = new PutObjectCommand({ Bucket, Key: 'no record', Body: ' ', IfMatch: ETag });
    expect(await errorOf(world.s3.send(missing))).toBe('NoSuchKey');
  });

  test('a reader who has the version already gets status 304', async () => {
    const { ETag = '' } = await world.put(Bucket, 'read');
    const past = new Date(Date.now() - 60_000);
    const future = new Date(Date.now() + 60_000);
    const read = (more: object) => errorOf(world.text(Bucket, 'read', more));
    expect(await read({ IfNoneMatch: ETag })).toBe('status 304');
    expect(await read({ IfNoneMatch: '"other"' })).toBe('no error');
    expect(await read({ IfMatch: ETag })).toBe('no error');
    expect(await read({ IfMatch: '"other"' })).toBe('PreconditionFailed');
    expect(await read({ IfModifiedSince: future })).toBe('status 304');
    expect(await read({ IfModifiedSince: past })).toBe('no error');
    expect(await read({ IfUnmodifiedSince: past })).toBe('PreconditionFailed');
    expect(await read({ IfUnmodifiedSince: future })).toBe('no error');
  });
});

describe('checks of what arrives', () => {
  test.each([
    ['Content-MD5', { ContentMD5: createHash('md5').update('other').digest('base64') }],
    ['a CRC32', { ChecksumCRC32: 'AAAAAA==' }],
    ['a SHA-256', { ChecksumSHA256: createHash('sha256').update('other').digest('base64') }],
  ])('refuse a body that does not fit %s', async (_name, sums) => {
    const command = new PutObjectCommand({ Bucket, Key: 'bad', Body: 'body', ...sums });
    expect(await errorOf(world.s3.send(command))).toBe('BadDigest');
    expect(await errorOf(world.text(Bucket, 'bad'))).toBe('NoSuchKey');
  });
});

describe('a copy', () => {
  test('takes content and metadata along, from any key', async () => {
    const Key = 'from/ä +%.txt';
    const Metadata = { a: 'b' };
    await world.s3.send(new PutObjectCommand({ Bucket, Key, Body: 'bytes', ContentType: 'text/css', Metadata }));
    const CopySource = `${Bucket}/${encodeURIComponent(Key)}`;
    const { CopyObjectResult } = await world.s3.send(new CopyObjectCommand({ Bucket, Key: 'to', CopySource }));
    expect(CopyObjectResult?.ETag).toBe(md5('bytes'));
    const got = await world.s3.send(new GetObjectCommand({ Bucket, Key: 'to' }));
    expect(await got.Body?.transformToString()).toBe('bytes');
    expect(got).toMatchObject({ ContentType: 'text/css', Metadata });
  });

  test('onto itself needs new metadata', async () => {
    await world.put(Bucket, 'self', 'same');
    const copy = { Bucket, Key: 'self', CopySource: `${Bucket}/self` };
    expect(await errorOf(world.s3.send(new CopyObjectCommand(copy)))).toBe('InvalidRequest');
    const replace = { MetadataDirective: 'REPLACE' as const, Metadata: { new: 'yes' } };
    await world.s3.send(new CopyObjectCommand({ ...copy, ...replace }));
    const got = await world.s3.send(new GetObjectCommand({ Bucket, Key: 'self' }));
    expect(await got.Body?.transformToString()).toBe('same');
    expect(got.Metadata).toEqual({ new: 'yes' });
  });

  test('of an earlier version brings it back', async () => {
    const own = await world.bucket('Enabled');
    const { VersionId } = await world.put(own, 'a', 'first');
    await world.put(own, 'a', 'second');
    const CopySource = `${own}/a?versionId=${VersionId}`;
    const { CopySourceVersionId } = await world.s3.send(new CopyObjectCommand({ Bucket: own, Key: 'a', CopySource }));
    expect(CopySourceVersionId).toBe(VersionId);
    expect(await world.text(own, 'a')).toBe('first');
  });

  test('keeps its conditions', async () => {
    await world.put(Bucket, 'c', '1');
    const copy = { Bucket, Key: 'd', CopySource: `${Bucket}/c` };
    expect(await errorOf(world.s3.send(new CopyObjectCommand({ ...copy, CopySourceIfMatch: '"no"' })))).toBe(
      'PreconditionFailed',
    );
    expect(await errorOf(world.s3.send(new CopyObjectCommand({ ...copy, CopySource: `${Bucket}/none` })))).toBe(
      'NoSuchKey',
    );
  });
});

test('tags can be set with the object, read, replaced and removed', async () => {
  await world.s3.send(new PutObjectCommand({ Bucket, Key: 'tagged', Body: ' ', Tagging: 'a=1&b=x%20y' }));
  const read = async () => (await world.s3.send(new GetObjectTaggingCommand({ Bucket, Key: 'tagged' }))).TagSet;
  expect(await read()).toEqual([
    { Key: 'a', Value: '1' },
    { Key: 'b', Value: 'x y' },
  ]);
  const TagSet = [{ Key: 'c', Value: '3' }];
  await world.s3.send(new PutObjectTaggingCommand({ Bucket, Key: 'tagged', Tagging: { TagSet } }));
  expect(await read()).toEqual(TagSet);
  const { TagCount } = await world.s3.send(new GetObjectCommand({ Bucket, Key: 'tagged' }));
  expect(TagCount).toBe(1);
  await world.s3.send(new DeleteObjectTaggingCommand({ Bucket, Key: 'tagged' }));
  expect(await read()).toEqual([]);
});
