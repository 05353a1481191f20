import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { type Started, start } from '../local/start';
import { runProgram } from './run-program';

let started: Started;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'preview-stacks-clients-'));
  started = await start({ region: 'eu-central-1' });
  writeFileSync(join(folder, 'rclone.conf'), '');
  mkdirSync(join(folder, 'tree', 'deep'), { recursive: true });
  for (const name of ['a.txt', 'ü ö+%20.txt', join('deep', 'c.txt')]) writeFileSync(join(folder, 'tree', name), name);
  writeFileSync(join(folder, 'large.bin'), randomBytes(12 * 1024 ** 2));
});

afterAll(async () => {
  await started?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Skipped where the machine lacks the program: Debian has both, and `.ci/run` installs them. */
const withProgram = (program: string) =>
  spawnSync(program, [program === 'rclone' ? 'version' : '--version']).status === 0 ? test : test.skip;

async function ok(program: string, args: readonly string[], environment: Record<string, string>): Promise<string> {
  const ran = await runProgram(started.endpoint, folder, program, args, environment);
  expect({ args, ...ran }).toMatchObject({ code: 0 });
  return ran.output;
}

function rclone(...args: string[]): Promise<string> {
  return ok('rclone', args, {
    RCLONE_CONFIG: join(folder, 'rclone.conf'),
    RCLONE_CONFIG_IT_TYPE: 's3',
    RCLONE_CONFIG_IT_PROVIDER: 'Other',
    RCLONE_CONFIG_IT_ENV_AUTH: 'true',
    RCLONE_CONFIG_IT_REGION: 'eu-central-1',
    RCLONE_CONFIG_IT_ENDPOINT: started.endpoint,
    RCLONE_CONFIG_IT_FORCE_PATH_STYLE: 'true',
    RCLONE_S3_UPLOAD_CUTOFF: '5M',
    RCLONE_S3_CHUNK_SIZE: '5M',
    RCLONE_S3_COPY_CUTOFF: '5M',
  });
}

withProgram('rclone')('rclone synchronizes, checks byte by byte, and copies in parts on the server', async () => {
  await rclone('mkdir', 'it:tree');
  await rclone('sync', 'tree', 'it:tree/here');
  const same = await rclone('check', '--download', '--combined', '-', 'tree', 'it:tree/here');
  expect(same.trim().split('\n').sort()).toEqual(['= a.txt', '= deep/c.txt', '= ü ö+%20.txt']);
  await rclone('copy', 'large.bin', 'it:tree');
  await rclone('copyto', 'it:tree/large.bin', 'it:tree/copied.bin');
  const s3 = new S3Client({ ...started.client, forcePathStyle: true });
  expect((await s3.send(new HeadObjectCommand({ Bucket: 'tree', Key: 'copied.bin' }))).ETag).toMatch(/-3"$/);
  s3.destroy();
  await rclone('copyto', 'it:tree/copied.bin', 'back.bin');
  expect(readFileSync(join(folder, 'back.bin')).equals(readFileSync(join(folder, 'large.bin')))).toBe(true);
  const listed = JSON.parse(await rclone('lsjson', '-R', '--files-only', 'it:tree')) as { Path: string }[];
  expect(listed.map(({ Path }) => Path).sort()).toEqual(
    ['copied.bin', 'here/a.txt', 'here/deep/c.txt', 'here/ü ö+%20.txt', 'large.bin'].sort(),
  );
});

withProgram('rclone')(
  'rclone shows versions, gives a link that opens, ends uploads that were left, and purges',
  async () => {
    await rclone('mkdir', 'it:kept');
    await rclone('backend', 'versioning', 'it:kept', 'Enabled');
    writeFileSync(join(folder, 'v.txt'), 'one');
    await rclone('copyto', 'v.txt', 'it:kept/v.txt');
    writeFileSync(join(folder, 'v.txt'), 'two, longer');
    await rclone('copyto', 'v.txt', 'it:kept/v.txt');
    expect((await rclone('lsf', '--s3-versions', 'it:kept')).trim().split('\n')).toHaveLength(2);
    const link = (await rclone('link', 'it:kept/v.txt')).trim();
    expect(await (await fetch(link)).text()).toBe('two, longer');
    const s3 = new S3Client({ ...started.client, forcePathStyle: true });
    await s3.send(new CreateMultipartUploadCommand({ Bucket: 'kept', Key: 'left' }));
    expect(JSON.parse(await rclone('backend', 'list-multipart-uploads', 'it:kept'))).toMatchObject({
      kept: [{ Key: 'left' }],
    });
    await rclone('backend', 'cleanup', '-o', 'max-age=0s', 'it:kept');
    expect((await s3.send(new ListMultipartUploadsCommand({ Bucket: 'kept' }))).Uploads ?? []).toEqual([]);
    s3.destroy();
    await rclone('purge', '--s3-versions', 'it:kept');
    expect(await rclone('lsf', 'it:')).not.toContain('kept');
  },
);

function s3cmd(...args: string[]): Promise<string> {
  const { host } = new URL(started.endpoint);
  const config = join(folder, 's3cmd.conf');
  writeFileSync(
    config,
    [
      '[default]',
      'access_key = test',
      'secret_key = test',
      'bucket_location = eu-central-1',
      `host_base = ${host}`,
      `host_bucket = ${host}`,
      'use_https = False',
      'signature_v2 = False',
      'multipart_chunk_size_mb = 5',
    ].join('\n'),
  );
  return ok('s3cmd', ['--config', config, '--no-progress', ...args], {});
}

withProgram('s3cmd')(
  's3cmd makes a bucket, synchronizes there and back, puts in parts, and deletes it all',
  async () => {
    await s3cmd('mb', 's3://cmd');
    await s3cmd('sync', 'tree/', 's3://cmd/tree/');
    mkdirSync(join(folder, 'again'));
    await s3cmd('sync', 's3://cmd/tree/', 'again/');
    expect(readdirSync(join(folder, 'again'), { recursive: true }).map(String).sort()).toEqual(
      readdirSync(join(folder, 'tree'), { recursive: true }).map(String).sort(),
    );
    await s3cmd('put', 'large.bin', 's3://cmd/large.bin');
    await s3cmd('get', 's3://cmd/large.bin', 'cmd.bin');
    expect(readFileSync(join(folder, 'cmd.bin')).equals(readFileSync(join(folder, 'large.bin')))).toBe(true);
    await s3cmd('del', '--recursive', '--force', 's3://cmd');
    await s3cmd('rb', 's3://cmd');
    expect(await s3cmd('ls')).not.toContain('s3://cmd');
  },
);
