import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { type LocalEndpoint, type LocalOptions, startLocal } from '../../lib/endpoint';
import { startFailure } from '../../lib/endpoint/start-failure';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'preview-stacks-endpoint-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const clientOf = ({ endpoint, region, credentials }: LocalEndpoint) => new S3Client({ endpoint, region, credentials });
const bucketsOf = async (aws: LocalEndpoint) => {
  const { Buckets = [] } = await clientOf(aws).send(new ListBucketsCommand({}));
  return Buckets.map(({ Name }) => Name);
};

/** Whether something listens on the port of 127.0.0.1. */
const isTaken = (port: number) =>
  new Promise<boolean>((resolve) => {
    const server = createServer()
      .once('error', () => resolve(true))
      .listen(port, '127.0.0.1', () => server.close(() => resolve(false)));
  });

test('two endpoints in one process have ports, folders and buckets of their own, and leave nothing', async () => {
  const [one, other] = await Promise.all([
    startLocal(),
    startLocal({ region: 'us-east-1', accountId: '999988887777' }),
  ]);
  await clientOf(one).send(new CreateBucketCommand({ Bucket: 'one' }));
  expect([await bucketsOf(one), await bucketsOf(other)]).toEqual([['one'], []]);
  expect(other).toMatchObject({ region: 'us-east-1', accountId: '999988887777' });
  const { region, credentials } = other;
  const sts = new STSClient({ endpoint: other.endpoint, region, credentials });
  expect((await sts.send(new GetCallerIdentityCommand({}))).Account).toBe('999988887777');

  const exits = process.listenerCount('exit');
  await Promise.all([one.close(), one.close(), other[Symbol.asyncDispose]()]);
  for (const { port, dataFolder } of [one, other]) {
    expect([await isTaken(port), existsSync(dataFolder)]).toEqual([false, false]);
  }
  expect(process.listenerCount('exit')).toBe(exits - 2);
});

test('its variables point a client at it that knows nothing else', async () => {
  const aws = await startLocal({ region: 'eu-west-1' });
  expect(aws.environment).toEqual({
    AWS_ENDPOINT_URL: `http://127.0.0.1:${aws.port}`,
    AWS_ACCESS_KEY_ID: aws.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: aws.credentials.secretAccessKey,
    AWS_REGION: 'eu-west-1',
    AWS_DEFAULT_REGION: 'eu-west-1',
  });
  expect(await aws.remarks()).toContainEqual(expect.stringMatching(/^PostgreSQL /));
  await aws.close();
});

test('what a data folder holds is found again, and the folder stays', async () => {
  const dataFolder = join(folder, 'kept', 'deeper');
  const first = await startLocal({ dataFolder });
  await clientOf(first).send(new CreateBucketCommand({ Bucket: 'kept' }));
  await first.close();
  const second = await startLocal({ dataFolder });
  expect(await bucketsOf(second)).toEqual(['kept']);
  await second.close();
  expect(await readdir(dataFolder)).not.toEqual([]);
});

test.each<[string, LocalOptions, string]>([
  ['a port that is no number', { port: Number.NaN }, 'port is null'],
  ['a port beyond the last', { port: 65_536 }, 'port is 65536'],
  ['an account of eleven digits', { accountId: '12345678901' }, 'accountId is "12345678901"'],
  ['a region that is none', { region: 'Frankfurt' }, 'region is "Frankfurt"'],
  ['an empty folder', { dataFolder: ' ' }, 'dataFolder is empty'],
  [
    'a server that is no PostgreSQL',
    { postgres: 'mysql://me:SECRET@db' },
    'postgres is not the URL of a PostgreSQL server',
  ],
  ['a name that is no option', { folder: '/tmp' } as LocalOptions, '`folder` is no option'],
])('%s is refused before anything starts', async (_case, options, message) => {
  await expect(startLocal(options)).rejects.toMatchObject({ code: 'option-invalid', exitCode: 2, message });
});

test('a port that is taken, and a folder that is in use, are named', async () => {
  const aws = await startLocal({ dataFolder: join(folder, 'shared') });
  await expect(startLocal({ port: aws.port })).rejects.toMatchObject({
    ...{ code: 'port-in-use', message: `Port ${aws.port} is in use on 127.0.0.1` },
  });
  await expect(startLocal({ dataFolder: aws.dataFolder })).rejects.toMatchObject({
    ...{ code: 'folder-in-use', hint: expect.stringContaining('`dataFolder`') },
  });
  await aws.close();
});

test('a folder that cannot be made is named, and the port is free again', async () => {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'file'), '');
  const dataFolder = join(folder, 'file', 'inside');
  const { port, close } = await startLocal();
  await close();
  await expect(startLocal({ port, dataFolder })).rejects.toMatchObject({
    ...{ code: 'folder-unusable', exitCode: 2, message: expect.stringContaining(dataFolder) },
  });
  expect(await isTaken(port)).toBe(false);
});

test('a port that only the administrator may open is named', () => {
  const refused = Object.assign(new Error('listen EACCES'), { code: 'EACCES', syscall: 'listen' });
  expect(startFailure(refused, { port: 80 })).toMatchObject({
    ...{ code: 'option-invalid', message: 'Port 80 is not open to this user' },
  });
});
