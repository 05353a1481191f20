import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PutBucketVersioningCommand } from '@aws-sdk/client-s3';
import { WireWorld } from '../cleanup/wire-world';
import { runProgram } from './run-program';

const root = resolve(__dirname, '../..');
/** Moto gives fifty stacks a page. */
const orphans = 115;
const living = ['alive-one', 'alive-two', 'alive-three'];
const versions = 1300;

let moto: ChildProcess;
let world: WireWorld;
let folder: string;
let bucket: string;

beforeAll(async () => {
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  moto = spawn(
    process.env.PREVIEW_STACKS_PYTHON ?? 'python3',
    ['-m', 'moto.server', '-H', '127.0.0.1', '-p', `${port}`],
    {
      stdio: 'ignore',
    },
  );
  await answering(endpoint);
  world = await WireWorld.open({ endpoint, region: 'eu-central-1', accountId: '123456789012' });
  folder = await mkdtemp(join(tmpdir(), 'preview-stacks-moto-'));
  await writeFile(join(folder, 'preview-stacks.config.json'), JSON.stringify(world.file));
  bucket = (await world.ports.stacks.find('shop-application-staging'))?.outputs.BundleBucket ?? '';
  const VersioningConfiguration = { Status: 'Enabled' } as const;
  await world.clients.s3.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration }));
});

afterAll(async () => {
  await world.close();
  moto.kill();
  await once(moto, 'exit');
  await rm(folder, { recursive: true, force: true });
});

test("Moto's stacks on three pages and its versioned bucket are cleaned by our command, as the AWS CLI sees it", async () => {
  for (const branch of living) world.github.push(branch);
  const branches = [...living, ...Array.from({ length: orphans }, (_, index) => `orphan/${index}`)];
  for (const branch of branches) await world.addPreview(branch, 0, { plain: true });
  await world.fill(bucket, versions, 'orphan-of-old/bundles/');
  await world.fill(bucket, 3, 'orphan-of-old/bundles/');
  await world.fill(bucket, 2, 'alive-one/bundles/');
  expect(await stacks()).toHaveLength(branches.length + 1);

  const dry = await command();
  expect([dry.code, (await stacks()).length]).toEqual([0, branches.length + 1]);
  const run = await command('--execute');
  expect(JSON.parse(run.output)).toMatchObject({
    counts: { deleted: orphans, kept: living.length, failed: 0, left: 0 },
    swept: [{ targetId: 'orphan-of-old', objects: versions + 3 }],
  });
  expect(run.code).toBe(0);
  expect((await stacks()).sort()).toEqual(
    ['shop-application-staging', ...living.map((name) => `shop-preview-${name}`)].sort(),
  );
  const left = await aws('s3api', 'list-object-versions', '--bucket', bucket, '--query', 'Versions[].Key');
  expect((left as string[]).sort()).toEqual(['alive-one/bundles/0', 'alive-one/bundles/1', 'cleanup-heartbeat.json']);
});

async function stacks(): Promise<string[]> {
  return (await aws('cloudformation', 'describe-stacks', '--query', 'Stacks[].StackName')) as string[];
}

async function aws(...args: readonly string[]): Promise<unknown> {
  const { code, output, errors } = await runProgram(world.endpoint.endpoint, folder, 'aws', [
    ...args,
    '--output',
    'json',
  ]);
  if (code !== 0) throw new Error(errors);
  return JSON.parse(output);
}

/** Our program, in a process of its own. */
function command(...args: readonly string[]) {
  const program = [
    '--import',
    require.resolve('tsx'),
    join(root, 'bin/preview-stacks.ts'),
    'cleanup',
    '--json',
    ...args,
  ];
  return runProgram(world.endpoint.endpoint, folder, process.execPath, program, {
    GITHUB_API_URL: world.github.url,
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function answering(endpoint: string): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const answer = await fetch(`${endpoint}/moto-api/`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('Moto does not answer');
}
