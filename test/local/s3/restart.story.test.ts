import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { S3World } from './s3-world';

let folder: string;
let world: S3World | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'preview-stacks-s3-'));
  world = await S3World.open(folder);
});
afterEach(async () => {
  await world?.close();
  await rm(folder, { recursive: true });
});

const current = (): S3World => world as S3World;

async function restart(between: () => Promise<void> = async () => undefined): Promise<void> {
  await current().close();
  await between();
  world = await S3World.open(folder);
}

const logOf = async (): Promise<string> => {
  const [bucket = ''] = await readdir(join(folder, 's3'));
  return join(folder, 's3', bucket, 'versions.log');
};

test('objects, versions, markers and metadata survive', async () => {
  const Bucket = await current().bucket('Enabled');
  const { VersionId } = await current().put(Bucket, 'a', 'first');
  await current().s3.send(
    new PutObjectCommand({ Bucket, Key: 'a', Body: 'second', ContentType: 'text/plain', Metadata: { of: 'it' } }),
  );
  await current().put(Bucket, 'gone');
  await current().s3.send(new DeleteObjectCommand({ Bucket, Key: 'gone' }));
  const before = await current().versions(Bucket);
  await restart();
  expect(await current().versions(Bucket)).toEqual(before);
  expect(await current().text(Bucket, 'a')).toBe('second');
  expect(await current().text(Bucket, 'a', { VersionId })).toBe('first');
  expect(await current().s3.send(new HeadObjectCommand({ Bucket, Key: 'a' }))).toMatchObject({
    ...{ ContentType: 'text/plain', Metadata: { of: 'it' } },
  });
  const { VersionId: next } = await current().put(Bucket, 'a', 'third');
  expect(next).not.toBe(VersionId);
  expect(await current().text(Bucket, 'a')).toBe('third');
});

test('an upload in parts can be ended after a restart', async () => {
  const Bucket = await current().bucket();
  const { UploadId } = await current().s3.send(new CreateMultipartUploadCommand({ Bucket, Key: 'a' }));
  const part = { Bucket, Key: 'a', UploadId, PartNumber: 1 };
  const { ETag } = await current().s3.send(new UploadPartCommand({ ...part, Body: 'part' }));
  await restart();
  const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
  await current().s3.send(new CompleteMultipartUploadCommand({ Bucket, Key: 'a', UploadId, MultipartUpload }));
  expect(await current().text(Bucket, 'a')).toBe('part');
});

test('an upload of which a killed process left half costs that upload alone', async () => {
  const Bucket = await current().bucket();
  await current().put(Bucket, 'a', 'content');
  const log = await logOf();
  await restart(async () => {
    await mkdir(join(log, '../uploads/half'), { recursive: true });
    await writeFile(join(log, '../uploads/half/upload.json'), '{"key":');
  });
  expect(await current().text(Bucket, 'a')).toBe('content');
  const { Uploads = [] } = await current().s3.send(new ListMultipartUploadsCommand({ Bucket }));
  expect(Uploads).toEqual([]);
});

test('half a line that a killed process left costs that line alone', async () => {
  const Bucket = await current().bucket('Enabled');
  await current().put(Bucket, 'a');
  await restart(async () => appendFile(await logOf(), 'null\n7\n["+"]\n["+","b",2,0'));
  expect(await current().versions(Bucket)).toEqual(['a@id*']);
  await current().put(Bucket, 'c');
  await restart();
  expect(await current().versions(Bucket)).toEqual(['a@id*', 'c@id*']);
});

test('a bucket that was emptied keeps no history, and goes on counting', async () => {
  const Bucket = await current().bucket('Enabled');
  const ids: string[] = [];
  for (let index = 0; index < 20; index += 1) {
    ids.push((await current().put(Bucket, 'a')).VersionId ?? '');
  }
  await Promise.all(
    ids.map((VersionId) => current().s3.send(new DeleteObjectCommand({ Bucket, Key: 'a', VersionId }))),
  );
  expect((await stat(await logOf())).size).toBeLessThan(50);
  await restart();
  const { VersionId = '' } = await current().put(Bucket, 'a');
  expect(ids).not.toContain(VersionId);
});

test('a history that is mostly past is written anew', async () => {
  const Bucket = await current().bucket();
  await Promise.all(Array.from({ length: 1100 }, (_, index) => current().put(Bucket, 'same', String(index))));
  await current().put(Bucket, 'same', 'last');
  await restart();
  expect((await readFile(await logOf(), 'utf8')).split('\n')).toHaveLength(2);
  expect(await current().text(Bucket, 'same')).toBe('last');
});

test('content that is cut short on disk is an error that says so, at once', async () => {
  const Bucket = await current().bucket();
  await current().put(Bucket, 'a', 'x'.repeat(100));
  const data = join(await logOf(), '../data');
  const [file = ''] = (await readdir(data, { recursive: true })).filter((name) => name.includes('/'));
  await restart(() => truncate(join(data, file), 10));
  await expect(current().text(Bucket, 'a')).rejects.toMatchObject({
    ...{ name: 'InternalError', message: 'The content of this version has 10 bytes on disk, not 100' },
  });
});
