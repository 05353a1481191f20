import { createHash, randomBytes } from 'node:crypto';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { errorOf, S3World } from './s3-world';

const megabytes = 1024 ** 2;
let world: S3World;
let Bucket: string;
beforeAll(async () => {
  world = await S3World.open();
  Bucket = await world.bucket('Enabled');
});
afterAll(() => world.close());

const begin = async (Key: string, more: object = {}) => {
  const { UploadId } = await world.s3.send(new CreateMultipartUploadCommand({ Bucket, Key, ...more }));
  return { Bucket, Key, UploadId };
};
type Upload = Awaited<ReturnType<typeof begin>>;
const send = async (upload: Upload, PartNumber: number, Body: Buffer) => {
  const { ETag } = await world.s3.send(new UploadPartCommand({ ...upload, PartNumber, Body }));
  return { PartNumber, ETag };
};
const complete = (upload: Upload, Parts: { PartNumber: number; ETag?: string }[], more: object = {}) =>
  world.s3.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts }, ...more }));

describe('an upload in parts', () => {
  test('becomes one object with the metadata it began with', async () => {
    const parts = [randomBytes(5 * megabytes), randomBytes(5 * megabytes), Buffer.from('the end')];
    const upload = await begin('big', { ContentType: 'application/zip', Metadata: { a: 'b' } });
    // Out of order, and one of them twice.
    const third = await send(upload, 30, parts[2] ?? Buffer.alloc(0));
    await send(upload, 10, Buffer.from('mistaken'));
    const first = await send(upload, 10, parts[0] ?? Buffer.alloc(0));
    const second = await send(upload, 20, parts[1] ?? Buffer.alloc(0));
    const listed = await world.s3.send(new ListPartsCommand(upload));
    expect(listed.Parts?.map(({ PartNumber, Size }) => [PartNumber, Size])).toEqual([
      [10, 5 * megabytes],
      [20, 5 * megabytes],
      [30, 7],
    ]);
    expect(await errorOf(world.text(Bucket, 'big'))).toBe('NoSuchKey');
    const { ETag, VersionId } = await complete(upload, [first, second, third]);
    const sums = Buffer.concat(parts.map((part) => createHash('md5').update(part).digest()));
    expect(ETag).toBe(`"${createHash('md5').update(sums).digest('hex')}-3"`);
    const got = await world.s3.send(new GetObjectCommand({ Bucket, Key: 'big' }));
    const bytes = Buffer.from((await got.Body?.transformToByteArray()) ?? []);
    expect(bytes.equals(Buffer.concat(parts))).toBe(true);
    expect(got).toMatchObject({ ContentType: 'application/zip', Metadata: { a: 'b' }, ETag, VersionId });
  });

  test('can be listed and aborted', async () => {
    const upload = await begin('aborted/key');
    await send(upload, 1, Buffer.from('x'));
    const { Uploads } = await world.s3.send(new ListMultipartUploadsCommand({ Bucket, Prefix: 'aborted/' }));
    expect(Uploads).toMatchObject([{ Key: 'aborted/key', UploadId: upload.UploadId }]);
    await world.s3.send(new AbortMultipartUploadCommand(upload));
    expect(await errorOf(world.s3.send(new ListPartsCommand(upload)))).toBe('NoSuchUpload');
    const rest = await world.s3.send(new ListMultipartUploadsCommand({ Bucket, Prefix: 'aborted/' }));
    expect(rest.Uploads).toBeUndefined();
  });

  test('keeps the rules for its parts', async () => {
    const upload = await begin('rules');
    const small = await send(upload, 1, Buffer.from('small'));
    const other = await send(upload, 2, Buffer.from('other'));
    expect(await errorOf(complete(upload, [small, other]))).toBe('EntityTooSmall');
    const large = await send(upload, 1, randomBytes(5 * megabytes));
    expect(await errorOf(complete(upload, [{ ...large, ETag: '"wrong"' }]))).toBe('InvalidPart');
    expect(await errorOf(complete(upload, [{ PartNumber: 9, ETag: large.ETag }]))).toBe('InvalidPart');
    expect(await errorOf(send(upload, 10_001, Buffer.from('x')))).toBe('InvalidArgument');
    await complete(upload, [large, other]);
  });

  test('in the wrong order is refused', async () => {
    const upload = await begin('order');
    const first = await send(upload, 1, randomBytes(5 * megabytes));
    const second = await send(upload, 2, randomBytes(5 * megabytes));
    expect(await errorOf(complete(upload, [second, first]))).toBe('InvalidPartOrder');
  });

  test('does not overwrite what came meanwhile when it must not', async () => {
    const upload = await begin('meanwhile');
    const part = await send(upload, 1, Buffer.from('upload'));
    await world.put(Bucket, 'meanwhile', 'first');
    expect(await errorOf(complete(upload, [part], { IfNoneMatch: '*' }))).toBe('PreconditionFailed');
    expect(await world.text(Bucket, 'meanwhile')).toBe('first');
  });

  test('can take a part from an object', async () => {
    await world.put(Bucket, 'source', '0123456789');
    const upload = await begin('made of copies');
    const copy = { ...upload, PartNumber: 1, CopySource: `${Bucket}/source`, CopySourceRange: 'bytes=2-5' };
    const { CopyPartResult } = await world.s3.send(new UploadPartCopyCommand(copy));
    await complete(upload, [{ PartNumber: 1, ETag: CopyPartResult?.ETag }]);
    expect(await world.text(Bucket, 'made of copies')).toBe('2345');
  });
});
