import {
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
} from '@aws-sdk/client-s3';
import { errorOf, S3World } from './s3-world';

let world: S3World;
beforeAll(async () => {
  world = await S3World.open();
});
afterAll(() => world.close());

const remove = (Bucket: string, Key: string, VersionId?: string) =>
  world.s3.send(new DeleteObjectCommand({ Bucket, Key, VersionId }));

describe('a bucket that never was versioned', () => {
  test('has one version of a key, with the id null, and says nothing of versions', async () => {
    const Bucket = await world.bucket();
    const { VersionId } = await world.put(Bucket, 'a', '1');
    await world.put(Bucket, 'a', '2');
    expect(VersionId).toBeUndefined();
    expect(await world.versions(Bucket)).toEqual(['a@null*']);
    expect(await world.text(Bucket, 'a', { VersionId: 'null' })).toBe('2');
    const { Status } = await world.s3.send(new GetBucketVersioningCommand({ Bucket }));
    expect(Status).toBeUndefined();
  });

  test('forgets what is deleted', async () => {
    const Bucket = await world.bucket();
    await world.put(Bucket, 'a');
    await remove(Bucket, 'a');
    expect(await world.versions(Bucket)).toEqual([]);
    await world.s3.send(new DeleteBucketCommand({ Bucket }));
  });
});

describe('a versioned bucket', () => {
  test('keeps every version, newest first', async () => {
    const Bucket = await world.bucket('Enabled');
    const ids: (string | undefined)[] = [];
    for (const text of ['1', '2', '3']) {
      ids.push((await world.put(Bucket, 'a', text)).VersionId);
    }
    const { Versions = [] } = await world.s3.send(new ListObjectVersionsCommand({ Bucket }));
    expect(Versions.map(({ VersionId }) => VersionId)).toEqual([...ids].reverse());
    expect(Versions.map(({ IsLatest }) => IsLatest)).toEqual([true, false, false]);
    expect(await world.text(Bucket, 'a')).toBe('3');
    expect(await world.text(Bucket, 'a', { VersionId: ids[0] })).toBe('1');
    const head = await world.s3.send(new HeadObjectCommand({ Bucket, Key: 'a', VersionId: ids[1] }));
    expect(head).toMatchObject({ VersionId: ids[1], ContentLength: 1 });
  });

  test('hides a deleted key behind a marker, whose removal brings it back', async () => {
    const Bucket = await world.bucket('Enabled');
    await world.put(Bucket, 'a', 'there');
    const { DeleteMarker, VersionId } = await remove(Bucket, 'a');
    expect(DeleteMarker).toBe(true);
    expect(await world.versions(Bucket)).toEqual(['a@id', 'a@id!*']);
    const { KeyCount } = await world.s3.send(new ListObjectsV2Command({ Bucket }));
    expect(KeyCount).toBe(0);
    expect(await errorOf(world.text(Bucket, 'a'))).toBe('NoSuchKey');
    const removed = await remove(Bucket, 'a', VersionId);
    expect(removed).toMatchObject({ DeleteMarker: true, VersionId });
    expect(await world.text(Bucket, 'a')).toBe('there');
  });

  test('tells a reader that a marker is in the way, and refuses to read the marker itself', async () => {
    const Bucket = await world.bucket('Enabled');
    const { VersionId } = await remove(Bucket, 'never-there');
    const hidden = await fetchHead(Bucket, 'never-there');
    expect(hidden).toEqual({ status: 404, marker: 'true', version: VersionId });
    const command = new GetObjectCommand({ Bucket, Key: 'never-there', VersionId });
    expect(await errorOf(world.s3.send(command))).toBe('MethodNotAllowed');
  });

  test('makes a marker for each deletion', async () => {
    const Bucket = await world.bucket('Enabled');
    await remove(Bucket, 'a');
    await remove(Bucket, 'a');
    expect(await world.versions(Bucket)).toEqual(['a@id!', 'a@id!*']);
    expect(await errorOf(world.s3.send(new DeleteBucketCommand({ Bucket })))).toBe('BucketNotEmpty');
  });

  test('removes one version for good, whichever it is', async () => {
    const Bucket = await world.bucket('Enabled');
    const { VersionId: first } = await world.put(Bucket, 'a', '1');
    const { VersionId: second } = await world.put(Bucket, 'a', '2');
    await remove(Bucket, 'a', second);
    expect(await world.text(Bucket, 'a')).toBe('1');
    expect(await errorOf(world.text(Bucket, 'a', { VersionId: second }))).toBe('NoSuchVersion');
    await remove(Bucket, 'a', first);
    expect(await world.versions(Bucket)).toEqual([]);
    const again = await remove(Bucket, 'a', first);
    expect(again.$metadata.httpStatusCode).toBe(204);
  });

  test('never gives an id twice, not even after it was empty', async () => {
    const Bucket = await world.bucket('Enabled');
    const { VersionId: first } = await world.put(Bucket, 'a');
    await remove(Bucket, 'a', first);
    const { VersionId: second } = await world.put(Bucket, 'a');
    expect(second).not.toBe(first);
  });

  test('refuses a version id that is none', async () => {
    const Bucket = await world.bucket('Enabled');
    expect(await errorOf(remove(Bucket, 'a', 'short'))).toBe('InvalidArgument');
  });
});

describe('a bucket whose versioning is suspended', () => {
  test('keeps the versions it had, and one more with the id null', async () => {
    const Bucket = await world.bucket('Enabled');
    const { VersionId } = await world.put(Bucket, 'a', 'kept');
    await world.version(Bucket, 'Suspended');
    const first = await world.put(Bucket, 'a', 'null 1');
    await world.put(Bucket, 'a', 'null 2');
    // S8: LocalStack, test_put_object_on_suspended_bucket, 2026-02-21.
    expect(first.VersionId).toBeUndefined();
    expect(await world.versions(Bucket)).toEqual(['a@id', 'a@null*']);
    expect(await world.text(Bucket, 'a')).toBe('null 2');
    expect(await world.text(Bucket, 'a', { VersionId })).toBe('kept');
  });

  test('replaces the null version with a null marker when the key is deleted', async () => {
    const Bucket = await world.bucket();
    await world.put(Bucket, 'a', 'from before');
    await world.version(Bucket, 'Enabled');
    await world.put(Bucket, 'a', 'kept');
    expect(await world.versions(Bucket)).toEqual(['a@id*', 'a@null']);
    await world.version(Bucket, 'Suspended');
    const { VersionId, DeleteMarker } = await remove(Bucket, 'a');
    expect({ VersionId, DeleteMarker }).toEqual({ VersionId: 'null', DeleteMarker: true });
    expect(await world.versions(Bucket)).toEqual(['a@id', 'a@null!*']);
    await remove(Bucket, 'a', 'null');
    expect(await world.text(Bucket, 'a')).toBe('kept');
  });
});

describe('DeleteObjects (T31)', () => {
  test('answers for each key, with its marker', async () => {
    const Bucket = await world.bucket('Enabled');
    const { VersionId } = await world.put(Bucket, 'a & b');
    await world.put(Bucket, 'c');
    const Objects = [{ Key: 'a & b', VersionId }, { Key: 'c' }, { Key: 'not there' }];
    const { Deleted, Errors } = await world.s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    expect(Deleted?.map(({ Key, DeleteMarker }) => [Key, DeleteMarker])).toEqual([
      ['a & b', undefined],
      ['c', true],
      ['not there', true],
    ]);
    expect(Errors).toBeUndefined();
    expect(await world.versions(Bucket)).toEqual(['c@id', 'c@id!*', 'not there@id!*']);
  });

  test('tells the failures of single keys with status 200, quiet or not', async () => {
    const Bucket = await world.bucket();
    await Promise.all(['a', 'b', 'c'].map((key) => world.put(Bucket, key)));
    const fault = world.local.faults.add({ kind: 'delete-key-error', match: `${Bucket}/b`, code: 'AccessDenied' });
    const Delete = { Quiet: true, Objects: ['a', 'b', 'c'].map((Key) => ({ Key })) };
    const { Deleted, Errors } = await world.s3.send(new DeleteObjectsCommand({ Bucket, Delete }));
    world.local.faults.remove(fault);
    expect(Deleted).toBeUndefined();
    expect(Errors).toMatchObject([{ Key: 'b', Code: 'AccessDenied' }]);
    expect(await world.versions(Bucket)).toEqual(['b@null*']);
  });

  test('takes 1,000 keys and no more', async () => {
    const Bucket = await world.bucket();
    const keys = (count: number) => Array.from({ length: count }, (_, index) => ({ Key: `key <${index}>` }));
    const { Deleted } = await world.s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: keys(1000) } }));
    expect(Deleted).toHaveLength(1000);
    const more = new DeleteObjectsCommand({ Bucket, Delete: { Objects: keys(1001) } });
    expect(await errorOf(world.s3.send(more))).toBe('MalformedXML');
  });
});

async function fetchHead(bucket: string, key: string) {
  const credential = 'Credential=local/20260101/eu-central-1/s3/aws4_request';
  const answer = await fetch(`${world.local.endpoint}/${bucket}/${key}`, {
    method: 'HEAD',
    headers: { authorization: `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=host, Signature=0` },
  });
  return {
    status: answer.status,
    marker: answer.headers.get('x-amz-delete-marker'),
    version: answer.headers.get('x-amz-version-id'),
  };
}
