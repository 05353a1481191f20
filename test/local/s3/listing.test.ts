import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  paginateListObjectsV2,
} from '@aws-sdk/client-s3';
import { errorOf, S3World } from './s3-world';

let world: S3World;
let Bucket: string;
const keys = ['a.txt', 'b/1', 'b/2', 'b/c/3', 'd', 'z/1', '\u{E000}', '\u{1F600}'];
beforeAll(async () => {
  world = await S3World.open();
  Bucket = await world.bucket('Enabled');
  await Promise.all(keys.map((key) => world.put(Bucket, key)));
});
afterAll(() => world.close());

test('keys come in the order of their bytes', async () => {
  const { Contents } = await world.s3.send(new ListObjectsV2Command({ Bucket }));
  expect(Contents?.map(({ Key }) => Key)).toEqual(keys);
  expect(Contents?.[0]).toMatchObject({ Size: 7, StorageClass: 'STANDARD' });
});

test('a prefix chooses, a delimiter folds', async () => {
  const { Contents, CommonPrefixes } = await world.s3.send(new ListObjectsV2Command({ Bucket, Delimiter: '/' }));
  expect(Contents?.map(({ Key }) => Key)).toEqual(['a.txt', 'd', '\u{E000}', '\u{1F600}']);
  expect(CommonPrefixes?.map(({ Prefix }) => Prefix)).toEqual(['b/', 'z/']);
  const inner = await world.s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'b/', Delimiter: '/' }));
  expect(inner.Contents?.map(({ Key }) => Key)).toEqual(['b/1', 'b/2']);
  expect(inner.CommonPrefixes?.map(({ Prefix }) => Prefix)).toEqual(['b/c/']);
  expect(inner.KeyCount).toBe(3);
});

test.each([1, 2, 3, 7, 8, 9])('pages of %i show every key once', async (pageSize) => {
  const found: string[] = [];
  const pages = paginateListObjectsV2({ client: world.s3, pageSize }, { Bucket });
  for await (const { Contents = [], KeyCount } of pages) {
    expect(KeyCount).toBeLessThanOrEqual(pageSize);
    found.push(...Contents.map(({ Key = '' }) => Key));
  }
  expect(found).toEqual(keys);
});

test.each([1, 2, 3])('pages of %i with a delimiter show every key and prefix once', async (MaxKeys) => {
  const found: string[] = [];
  let Marker: string | undefined;
  for (;;) {
    const page = await world.s3.send(new ListObjectsCommand({ Bucket, Delimiter: '/', MaxKeys, Marker }));
    found.push(...(page.Contents ?? []).map(({ Key = '' }) => Key));
    found.push(...(page.CommonPrefixes ?? []).map(({ Prefix = '' }) => Prefix));
    if (!page.IsTruncated) {
      break;
    }
    Marker = page.NextMarker;
  }
  expect(found.sort()).toEqual(['a.txt', 'b/', 'd', 'z/', '\u{E000}', '\u{1F600}'].sort());
  expect(found).toHaveLength(6);
});

test('a listing can start after a key, whether or not it exists', async () => {
  const after = async (StartAfter: string) => {
    const { Contents = [] } = await world.s3.send(new ListObjectsV2Command({ Bucket, StartAfter, MaxKeys: 2 }));
    return Contents.map(({ Key }) => Key);
  };
  expect(await after('b/2')).toEqual(['b/c/3', 'd']);
  expect(await after('b/3')).toEqual(['b/c/3', 'd']);
  expect(await after('\u{1F600}')).toEqual([]);
});

test('a listing of nothing has no keys and is complete', async () => {
  const nothing = await world.s3.send(new ListObjectsV2Command({ Bucket, MaxKeys: 0 }));
  expect(nothing).toMatchObject({ KeyCount: 0, IsTruncated: false });
  const none = await world.s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'nowhere/' }));
  expect(none.Contents).toBeUndefined();
});

test('keys are percent-encoded for those who ask', async () => {
  const own = await world.bucket();
  await world.put(own, 'a b/ü&<\u0001>.txt');
  const list = { Bucket: own, EncodingType: 'url' as const, Prefix: 'a b/', Delimiter: '&' };
  const page = await world.s3.send(new ListObjectsV2Command(list));
  expect(page).toMatchObject({ EncodingType: 'url', Prefix: 'a%20b/', Delimiter: '%26' });
  expect(page.CommonPrefixes).toEqual([{ Prefix: 'a%20b/%C3%BC%26' }]);
  const whole = await world.s3.send(new ListObjectsV2Command({ Bucket: own, EncodingType: 'url' }));
  expect(whole.Contents?.[0]?.Key).toBe('a%20b/%C3%BC%26%3C%01%3E.txt');
});

test('a token that was never given is refused', async () => {
  const command = new ListObjectsV2Command({ Bucket, ContinuationToken: 'not a token!' });
  expect(await errorOf(world.s3.send(command))).toBe('InvalidArgument');
});

describe('versions', () => {
  test.each([1, 2, 3, 5])('pages of %i show every version and marker once', async (MaxKeys) => {
    const own = await world.bucket('Enabled');
    for (const key of ['a', 'b', 'a', 'c/1', 'c/2', 'a']) {
      await world.put(own, key);
    }
    await world.s3.send(new DeleteObjectCommand({ Bucket: own, Key: 'a' }));
    const found = await allVersions(own, { MaxKeys });
    expect(found.map(({ Key }) => Key)).toEqual(['a', 'a', 'a', 'a', 'b', 'c/1', 'c/2']);
    expect(new Set(found.map(({ VersionId }) => VersionId)).size).toBe(7);
    const folded = await allVersions(own, { MaxKeys, Delimiter: '/' });
    expect(folded.map(({ Key }) => Key)).toEqual(['a', 'a', 'a', 'a', 'b']);
  });

  test('that are deleted while they are listed do not stop the listing, nor hide others', async () => {
    const own = await world.bucket('Enabled');
    for (let index = 0; index < 30; index += 1) {
      await world.put(own, `key-${index % 3}`);
    }
    let seen = 0;
    let marker: { KeyMarker?: string; VersionIdMarker?: string } = {};
    for (;;) {
      const page = await world.s3.send(new ListObjectVersionsCommand({ Bucket: own, MaxKeys: 7, ...marker }));
      const Objects = (page.Versions ?? []).map(({ Key, VersionId }) => ({ Key, VersionId }));
      seen += Objects.length;
      await world.s3.send(new DeleteObjectsCommand({ Bucket: own, Delete: { Objects } }));
      if (!page.IsTruncated) {
        break;
      }
      marker = { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker };
    }
    expect(seen).toBe(30);
    expect(await world.versions(own)).toEqual([]);
  });

  test('cannot be listed from a version without its key', async () => {
    const command = new ListObjectVersionsCommand({ Bucket, VersionIdMarker: 'x' });
    expect(await errorOf(world.s3.send(command))).toBe('InvalidArgument');
  });
});

async function allVersions(own: string, more: { MaxKeys: number; Delimiter?: string }) {
  const found: { Key?: string; VersionId?: string }[] = [];
  let marker: { KeyMarker?: string; VersionIdMarker?: string } = {};
  for (;;) {
    const page = await world.s3.send(new ListObjectVersionsCommand({ Bucket: own, ...more, ...marker }));
    found.push(...(page.Versions ?? []), ...(page.DeleteMarkers ?? []));
    if (!page.IsTruncated) {
      return found.sort((a, b) => ((a.Key ?? '') < (b.Key ?? '') ? -1 : 1));
    }
    marker = { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker };
  }
}
