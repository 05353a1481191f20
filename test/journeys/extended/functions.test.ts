import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { ListBucketsCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { findRedis } from '../../../lib/local/elasticache/server/redis-programs';
import { usualFolders } from '../../../lib/local/rds/mariadb/mariadb-programs';
import { visit } from '../../../scripts/demo/visit';
import { openParcels, type ParcelsWorkshop } from '../parcels-workshop';
import { settings } from './app';
import { extension, mailer, server } from './functions-app';
import { processesIn } from './processes-in';

const examples = join(__dirname, '../../constructs/extension/examples');

let parcels: ParcelsWorkshop;
let folder: string;
let s3: S3Client;
/** Whether this machine has a Redis; without one a cache is recorded alone. */
let hasRedis: boolean;
beforeAll(async () => {
  hasRedis = (await findRedis([...(process.env.PATH ?? '').split(delimiter), ...usualFolders])) !== undefined;
  if (!hasRedis) console.warn('Neither redis-server nor valkey-server is installed: nothing is kept in a cache here');
  parcels = await openParcels();
  s3 = new S3Client({ ...parcels.endpoint.client, forcePathStyle: true });
  folder = parcels.git('rev-parse', '--show-toplevel');
  mkdirSync(join(folder, 'infra/mailer'), { recursive: true });
  const files = { 'web/server.ts': server, 'preview-stacks.config.ts': settings, 'infra/preview.ts': extension };
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  for (const name of ['bucket', 'mailer', 'redis']) {
    const text = readFileSync(join(examples, `${name}.ts`), 'utf8');
    writeFileSync(join(folder, `infra/${name}.ts`), text.replace("'../../../../lib/index'", "'preview-stacks'"));
  }
  writeFileSync(join(folder, 'infra/mailer/index.js'), mailer('first'));
  parcels.git('add', '--all');
  parcels.git('commit', '--quiet', '-m', 'What the app needs besides');
  parcels.git('push', '--quiet', 'origin', 'main');
  expect(await parcels.previewStacks('deploy-application', '--target', 'staging')).toMatchObject({ code: 0 });
}, 90_000);
afterAll(async () => {
  s3.destroy();
  await parcels.close();
});

test('two branches have each a cache, a queue with a function and what the CDK runs, change the code, and leave nothing', async () => {
  const first = await deployed('mail-lists');
  const second = await deployed('other-mails');
  await bothWorkApart(first, second);
  await codeChanges(first, second);
  await cleanedUp();
}, 300_000);

async function deploy(): Promise<{ readonly url: string; readonly said: string }> {
  const { code, stdout, stderr } = await parcels.previewStacks('deploy');
  expect(code === 0 ? '' : stderr).toBe('');
  return { url: stdout.trim().split('\n').at(-1) ?? '', said: stderr };
}

async function deployed(branch: string): Promise<string> {
  parcels.git('switch', '--quiet', '-c', branch, 'main');
  parcels.git('push', '--quiet', '-u', 'origin', branch);
  const { url, said } = await deploy();
  expect(said).toMatch(/Mailer\S*: 1 file, [\d.]+ \w+, [0-9a-f]{8,}/);
  expect(await assetsOf(branch)).toHaveLength(3);
  return url;
}

const ask = async (base: string, path: string) => (await visit(new URL(path, base).href)).body;

/** What the app says once it says something like this. */
async function asked(base: string, path: string, wanted: RegExp): Promise<string> {
  let said = '';
  for (let look = 0; look < 200 && !wanted.test(said); look += 1) {
    said = await ask(base, path);
    await sleep(50);
  }
  return said;
}

async function bothWorkApart(first: string, second: string): Promise<void> {
  if (hasRedis) {
    expect(await ask(first, '/remember?red')).toBe('+OK\r\n+OK\r\n');
    expect(await ask(second, '/recall')).toBe('$-1\r\n+OK\r\n');
    expect(await ask(first, '/recall')).toBe('$3\r\nred\r\n+OK\r\n');
  }
  expect(await ask(first, '/send?hello')).toBe('sent');
  expect(await asked(first, '/kept?hello', /hello/)).toBe('first hello');
  expect(await ask(second, '/kept?hello')).not.toContain('first');
  expect(await ask(first, '/kept?first')).toBe('parcels-preview-mail-lists');
  expect(await ask(second, '/kept?first')).toBe('parcels-preview-other-mails');
}

/** The second branch gets other code; what is not changed is not sent again. */
async function codeChanges(first: string, second: string): Promise<void> {
  const before = await assetsOf('other-mails');
  writeFileSync(join(folder, 'infra/mailer/index.js'), mailer('second'));
  const diff = await parcels.previewStacks('diff');
  expect(diff).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/updated {2}Mailer\w+ {2}AWS::Lambda::Function/),
  });
  expect(await assetsOf('other-mails')).toEqual(before);
  parcels.git('commit', '--quiet', '-am', 'Other code');
  parcels.git('push', '--quiet');
  const { said } = await deploy();
  expect(said.match(/: [0-9a-f]{8,} (?:uploaded|kept)/g)?.map((text) => text.split(' ').at(-1))).toEqual(
    expect.arrayContaining(['uploaded', 'kept']),
  );
  expect(await assetsOf('other-mails')).toEqual(expect.arrayContaining(before));
  expect(await assetsOf('other-mails')).toHaveLength(4);
  for (const [url, version] of [
    [first, 'first'],
    [second, 'second'],
  ] as const) {
    expect(await ask(url, '/send?again')).toBe('sent');
    expect(await asked(url, '/kept?again', /again/)).toBe(`${version} again`);
  }
}

async function cleanedUp(): Promise<void> {
  expect(await logGroups()).toEqual(expect.arrayContaining([expect.stringMatching(/--functions$/)]));
  const running = processesIn(parcels.endpoint.folder);
  expect(running.length).toBeGreaterThanOrEqual(hasRedis ? 6 : 4);
  parcels.git('switch', '--quiet', 'main');
  parcels.git('push', '--quiet', 'origin', '--delete', 'mail-lists', 'other-mails');
  const cleanup = await parcels.previewStacks('cleanup', '--execute');
  expect(cleanup).toMatchObject({ code: 0, stdout: expect.stringContaining('0 left') });
  for (let look = 0; look < 100 && processesIn(parcels.endpoint.folder).length > 0; look += 1) await sleep(50);
  expect(processesIn(parcels.endpoint.folder)).toEqual([]);
  expect([...(await assetsOf('mail-lists')), ...(await assetsOf('other-mails'))]).toEqual([]);
  expect(await logGroups()).toEqual([]);
}

async function logGroups(): Promise<readonly string[]> {
  const client = new CloudWatchLogsClient(parcels.endpoint.client);
  const { logGroups: groups = [] } = await client.send(new DescribeLogGroupsCommand({}));
  client.destroy();
  return groups.map(({ logGroupName = '' }) => logGroupName);
}

/** Keys of the files that the extension brought for a branch. */
async function assetsOf(branch: string): Promise<readonly string[]> {
  const { Buckets = [] } = await s3.send(new ListBucketsCommand());
  const Bucket = Buckets.find(({ Name }) => Name?.includes('application-staging'))?.Name;
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: `${branch}/bundles/assets/` }));
  return Contents.map(({ Key = '' }) => Key).sort();
}
