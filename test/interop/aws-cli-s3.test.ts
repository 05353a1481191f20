import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Started, start } from '../local/start';
import { runProgram } from './run-program';

describe('the AWS CLI and S3', () => {
  let started: Started;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'preview-stacks-aws-cli-'));
    started = await start();
  });
  afterAll(async () => {
    await started.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const aws = async (...args: readonly string[]): Promise<string> => {
    const { code, output, errors } = await runProgram(started.endpoint, folder, 'aws', args);
    expect({ code, errors }).toEqual({ code: 0, errors });
    return output;
  };
  const api = async (...args: readonly string[]) => {
    const output = await aws('s3api', ...args, '--output', 'json');
    return output === '' ? {} : JSON.parse(output);
  };

  test('puts, lists and removes versions and markers', async () => {
    await aws('s3', 'mb', 's3://versions');
    await api('put-bucket-versioning', '--bucket', 'versions', '--versioning-configuration', 'Status=Enabled');
    await writeFile(join(folder, 'a.txt'), 'one');
    const put = ['put-object', '--bucket', 'versions', '--key', 'a +&<ü>.txt', '--body', 'a.txt'];
    const first = await api(...put, '--metadata', 'commit=abc');
    await writeFile(join(folder, 'a.txt'), 'second');
    const second = await api(...put);
    const marker = await api('delete-object', '--bucket', 'versions', '--key', 'a +&<ü>.txt');
    const listed = await api('list-object-versions', '--bucket', 'versions');
    expect(listed.Versions).toMatchObject([
      { Key: 'a +&<ü>.txt', VersionId: second.VersionId, Size: 6, IsLatest: false },
      { Key: 'a +&<ü>.txt', VersionId: first.VersionId, Size: 3, IsLatest: false },
    ]);
    expect(listed.DeleteMarkers).toMatchObject([{ VersionId: marker.VersionId, IsLatest: true }]);
    const named = ['--bucket', 'versions', '--key', 'a +&<ü>.txt', '--version-id', first.VersionId];
    expect(await api('get-object', ...named, 'old.txt')).toMatchObject({ Metadata: { commit: 'abc' } });
    expect(await readFile(join(folder, 'old.txt'), 'utf8')).toBe('one');
    const Objects = [...listed.Versions, ...listed.DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }));
    await writeFile(join(folder, 'delete.json'), JSON.stringify({ Objects }));
    const { Deleted } = await api('delete-objects', '--bucket', 'versions', '--delete', 'file://delete.json');
    expect(Deleted).toHaveLength(3);
    await aws('s3', 'rb', 's3://versions');
  });

  test('uploads a large file in parts and gets the same bytes back', async () => {
    const bytes = randomBytes(20 * 1024 ** 2);
    await writeFile(join(folder, 'large.bin'), bytes);
    await aws('s3', 'mb', 's3://large');
    await aws('s3', 'cp', '--quiet', 'large.bin', 's3://large/large.bin');
    await aws('s3', 'cp', '--quiet', 's3://large/large.bin', 's3://large/copy.bin');
    await aws('s3', 'cp', '--quiet', 's3://large/copy.bin', 'back.bin');
    expect((await readFile(join(folder, 'back.bin'))).equals(bytes)).toBe(true);
    const { ETag } = await api('head-object', '--bucket', 'large', '--key', 'large.bin');
    expect(ETag).toMatch(/^"[0-9a-f]{32}-3"$/);
  });

  test('synchronizes a folder with any names, once, and lists it', async () => {
    const names = ['a.txt', 'b/ü ö.txt', 'b/c+d%20.txt', 'b/😀'];
    await mkdir(join(folder, 'tree', 'b'), { recursive: true });
    await Promise.all(names.map((name) => writeFile(join(folder, 'tree', name), name)));
    await aws('s3', 'mb', 's3://tree');
    await aws('s3', 'sync', 'tree', 's3://tree/deep');
    expect(await aws('s3', 'sync', 'tree', 's3://tree/deep')).toBe('');
    const listed = await aws('s3', 'ls', '--recursive', 's3://tree');
    expect(
      listed
        .trim()
        .split('\n')
        .map((line) => line.slice(31)),
    ).toEqual(names.map((name) => `deep/${name}`).sort());
    await aws('s3', 'sync', 's3://tree/deep', 'again');
    for (const name of names) {
      expect(await readFile(join(folder, 'again', name), 'utf8')).toBe(name);
    }
    const pages = await api('list-objects-v2', '--bucket', 'tree', '--page-size', '1', '--query', 'length(Contents)');
    expect(pages).toBe(4);
    const url = await aws('s3', 'presign', 's3://tree/deep/b/c+d%20.txt');
    expect(await (await fetch(url.trim())).text()).toBe('b/c+d%20.txt');
    await aws('s3', 'rb', '--force', 's3://tree');
    expect(started.world.s3.hasBucket('tree')).toBe(false);
  });

  test('knows who it is', async () => {
    expect(JSON.parse(await aws('sts', 'get-caller-identity', '--output', 'json'))).toMatchObject({
      Account: started.accountId,
    });
  });
});
