import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { CreateBucketCommand, HeadObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { awsClients } from '../../../lib/aws/clients';
import { AwsBundles } from '../../../lib/aws/s3/bundles';
import { SystemClock } from '../../../lib/machine/system-clock';
import { type Started, start } from '../../local/start';
import { runProgram } from '../run-program';

const find = createRequire(__filename).resolve;
const program = join(find('aws-cdk/package.json'), '..', 'bin', 'cdk');
const synthesizer = resolve(__dirname, '../../../dist/lib/constructs/assets/bundle-bucket-synthesizer.js');

/** A stack whose files go where those of extensions go. */
const app = `
const { App, Stack } = require(${JSON.stringify(find('aws-cdk-lib'))});
const { Code, Function: LambdaFunction, Runtime } = require(${JSON.stringify(find('aws-cdk-lib/aws-lambda'))});
const { BundleBucketSynthesizer } = require(${JSON.stringify(synthesizer)});
const app = new App({ analyticsReporting: false });
const place = new BundleBucketSynthesizer({ bucket: 'bundles', targetId: 'login' });
const stack = new Stack(app, 'Shop', { synthesizer: place, env: { account: '123456789012', region: 'eu-central-1' } });
const code = Code.fromAsset('mailer');
new LambdaFunction(stack, 'Mailer', { code, handler: 'index.handler', runtime: Runtime.NODEJS_22_X });
`;

let local: Started;
let folder: string;
let s3: S3Client;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'preview-stacks-cdk-assets-'));
  local = await start();
  s3 = new S3Client({ ...local.client, forcePathStyle: true });
  await mkdir(join(folder, 'mailer'));
  await writeFile(join(folder, 'mailer/index.js'), 'exports.handler = async () => 1;');
  await writeFile(join(folder, 'app.js'), app);
  await writeFile(join(folder, 'cdk.json'), JSON.stringify({ app: 'node app.js', versionReporting: false }));
});
afterAll(async () => {
  s3.destroy();
  await local.stop();
  await rm(folder, { recursive: true, force: true });
});

test('cdk deploy uploads the files itself, without a bootstrap, and our deploy takes them for its own', async () => {
  await s3.send(new CreateBucketCommand({ Bucket: 'bundles' }));
  const ran = await runProgram(
    local.endpoint,
    folder,
    process.execPath,
    [program, 'deploy', '--require-approval', 'never', '--no-notices', '--ci'],
    { CDK_HOME: join(folder, 'home'), CDK_DISABLE_CLI_TELEMETRY: '1', CDK_VALIDATION: 'false' },
  );
  expect(ran).toEqual({ ...ran, code: 0 });
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: 'bundles' }));
  const [key = ''] = Contents.map(({ Key }) => Key);
  expect(key).toMatch(/^login\/bundles\/assets\/[0-9a-f]{64}\.zip$/);
  expect((await s3.send(new HeadObjectCommand({ Bucket: 'bundles', Key: key }))).Metadata).toEqual({});
  const clients = awsClients({
    region: local.region,
    endpoint: { url: local.endpoint, credentials: local.credentials },
  });
  const hash = key.split('/').at(-1)?.slice(0, 64) ?? '';
  expect(await new AwsBundles(clients, new SystemClock()).hasAsset({ bucket: 'bundles', key, hash })).toBe(true);
  clients.close();
});
