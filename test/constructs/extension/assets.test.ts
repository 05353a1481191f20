import { chmodSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CustomResource, DockerImage, RemovalPolicy, type Stack, SymlinkFollowMode } from 'aws-cdk-lib';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId, Provider } from 'aws-cdk-lib/custom-resources';
import type { Extension } from '../../../lib/index';
import type { TemplateAsset } from '../../../lib/ports/synthesizer';
import { tempFolders } from '../../machine/temp-folder';
import { preview, production } from '../inputs';
import { Template } from '../template';
import { synthesized } from './extended';

const newFolder = tempFolders();

function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = newFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

const handler = { 'index.js': 'exports.handler = async () => 1;', 'lib/a.js': 'a' };

const functionOf =
  (path: string): Extension =>
  ({ stack }) =>
    void new LambdaFunction(stack, 'Mailer', {
      ...{ runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code: Code.fromAsset(path) },
    });

/** The template and what has to be uploaded for it. */
async function made(extension: Extension, target: Parameters<typeof synthesized>[1] = preview) {
  const assets: TemplateAsset[] = [];
  const { body } = await synthesized(extension, target, {}, async (asset) => void assets.push(asset));
  return { template: new Template(body), body, assets };
}

const hashOf = async (path: string) => (await made(functionOf(path))).assets[0]?.hash;

describe('a folder that an extension names', () => {
  test('is looked for in the folder of its target, by its hash, and no parameter asks for it', async () => {
    const { template, body, assets } = await made(functionOf(folderOf(handler)));
    const [{ bucket, key, hash, files, bytes, name } = {} as TemplateAsset] = assets;
    expect(template.one('AWS::Lambda::Function').Properties.Code).toEqual({ S3Bucket: bucket, S3Key: key });
    expect(bucket).toBe('shop-application-staging-bundlesbucket-1a2b3c4d5e6f');
    expect(key).toMatch(new RegExp(`^feature-login-[0-9a-f]{8}/bundles/assets/${hash}\\.zip$`));
    expect(files).toEqual(['index.js', 'lib/a.js'].map((one) => ({ name: one, mode: 0o100644 })));
    expect({ bytes, name }).toEqual({ bytes: 33, name: expect.stringContaining('Mailer') });
    expect(JSON.parse(body).Parameters).toBeUndefined();
  });

  test('lies in the folder of production for production', async () => {
    const { assets } = await made(functionOf(folderOf(handler)), production);
    expect(assets.map(({ key }) => key)).toEqual([expect.stringMatching(/^production\/bundles\/assets\//)]);
  });

  test('gives the same template wherever it lies and whenever it was written', async () => {
    const [one, other] = await Promise.all([handler, handler].map((files) => made(functionOf(folderOf(files)))));
    expect(one?.body).toBe(other?.body);
  });

  test.each<[string, (folder: string) => void]>([
    ['contents', (folder) => writeFileSync(join(folder, 'lib/a.js'), 'b')],
    ['line ends', (folder) => writeFileSync(join(folder, 'index.js'), 'exports.handler = async () => 1;\r\n')],
    ['the right to run a file', (folder) => chmodSync(join(folder, 'lib/a.js'), 0o755)],
    ['a name', (folder) => symlinkSync('a.js', join(folder, 'lib/b.js'))],
  ])('has another key when %s change', async (_, change) => {
    const folder = folderOf({ ...handler, 'index.js': 'exports.handler = async () => 1;\n' });
    const before = await hashOf(folder);
    change(folder);
    expect(await hashOf(folder)).not.toBe(before);
  });

  test('keeps a link within it', async () => {
    const folder = folderOf(handler);
    symlinkSync('lib/a.js', join(folder, 'link.js'));
    const { assets } = await made(functionOf(folder));
    expect(assets[0]?.files).toContainEqual({ name: 'link.js', mode: 0o120000 });
  });

  test('has the file itself where a link leads out of it, as the CDK copies it', async () => {
    const folder = folderOf(handler);
    const outside = join(folderOf({ 'shared.js': 'shared' }), 'shared.js');
    symlinkSync(outside, join(folder, 'shared.js'));
    const { assets } = await made(functionOf(folder));
    expect(assets[0]?.files).toContainEqual({ name: 'shared.js', mode: 0o100644 });
    rmSync(join(folder, 'shared.js'));
    writeFileSync(join(folder, 'shared.js'), 'shared');
    expect(await hashOf(folder)).toBe(assets[0]?.hash);
  });

  test('is named once by two functions', async () => {
    const path = folderOf(handler);
    const { assets } = await made(({ stack }) => {
      for (const id of ['One', 'Other']) new Asset(stack, id, { path });
    });
    expect(assets).toHaveLength(1);
  });

  test('is there as long as somebody takes it, and gone afterwards', async () => {
    let path = '';
    await synthesized(functionOf(folderOf(handler)), preview, {}, async (asset) => {
      path = asset.path;
      expect(existsSync(join(path, 'index.js'))).toBe(true);
    });
    expect(existsSync(path)).toBe(false);
  });
});

test('a file keeps the end of its name, and its name counts nowhere else', async () => {
  const files = folderOf({ 'a.TXT': 'text', 'b.x"y': 'text' });
  const { assets } = await made(({ stack }) => {
    for (const file of ['a.TXT', 'b.x"y']) new Asset(stack, file, { path: join(files, file) });
  });
  expect(assets.map(({ key, files: zipped }) => [key.split('/').at(-1)?.slice(64), zipped])).toEqual([
    ['.TXT', undefined],
    ['', undefined],
  ]);
  expect(new Set(assets.map(({ hash }) => hash)).size).toBe(1);
});

describe('what no zip can hold is refused with its name:', () => {
  test.each<[string, (folder: string) => void, string]>([
    ['a backslash', (folder) => writeFileSync(join(folder, 'a\\b'), ''), 'has a backslash in its name'],
    ['a link to nothing', (folder) => symlinkSync('nowhere', join(folder, 'a')), 'which leads to nothing'],
  ])('%s', async (_, change, message) => {
    const folder = folderOf(handler);
    change(folder);
    await expect(made(functionOf(folder))).rejects.toMatchObject({
      ...{ code: 'extension-asset', fault: 'user' },
      faults: [{ path: expect.stringMatching(/^"a/), message: expect.stringContaining(message) }],
    });
  });

  test('a link out of the folder that the CDK is not to follow', async () => {
    const folder = folderOf(handler);
    symlinkSync('/etc/hostname', join(folder, 'out'));
    const extension: Extension = ({ stack }) =>
      void new Asset(stack, 'Files', { path: folder, followSymlinks: SymlinkFollowMode.NEVER });
    await expect(made(extension)).rejects.toMatchObject({
      faults: [{ path: '"out"', message: expect.stringContaining('outside of the folder') }],
    });
  });

  test('a folder without files', async () => {
    const folder = folderOf({});
    mkdirSync(join(folder, 'empty'));
    const refused = { code: 'extension-asset', fault: 'user', message: expect.stringContaining('holds no file') };
    await expect(made(functionOf(folder))).rejects.toMatchObject(refused);
  });
});

describe('what would have to be built is refused:', () => {
  const containers: Readonly<Record<string, (stack: Stack) => void>> = {
    'files in a container': (stack) =>
      void new Asset(stack, 'Built', {
        path: folderOf(handler),
        bundling: { image: DockerImage.fromRegistry('node') },
      }),
    'a container for files': (stack) =>
      void new Asset(stack, 'Built', { path: folderOf(handler), bundling: { image: DockerImage.fromBuild('.') } }),
    'a file that a program writes': (stack) =>
      void stack.synthesizer.addFileAsset({ sourceHash: 'a', executable: ['make'] }),
  };
  test.each(Object.entries(containers))('%s', async (_, add) => {
    const refused = { code: 'extension-asset', fault: 'user', hint: expect.stringContaining('CI before the deploy') };
    await expect(made(({ stack }) => add(stack))).rejects.toMatchObject(refused);
  });

  test('and not what is built without one', async () => {
    const tryBundle = (folder: string) => {
      writeFileSync(join(folder, 'index.js'), 'built');
      return true;
    };
    const { assets } = await made(({ stack }) => {
      const image = DockerImage.fromRegistry('node');
      new Asset(stack, 'Built', { path: folderOf(handler), bundling: { image, local: { tryBundle } } });
    });
    expect(assets[0]?.files).toEqual([{ name: 'index.js', mode: 0o100644 }]);
  });
});

test('a function that names a log group keeps it, and no other is made where all do', async () => {
  const { template } = await made(({ stack }) => {
    const logGroup = new LogGroup(stack, 'Own', { removalPolicy: RemovalPolicy.DESTROY });
    const code = Code.fromInline('exports.handler = async () => ({})');
    new LambdaFunction(stack, 'On', { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code, logGroup });
  });
  expect(template.ids('AWS::Logs::LogGroup')).toEqual([expect.stringMatching(/^Own/)]);
  expect(template.one('AWS::Lambda::Function').Properties.LoggingConfig).toEqual({
    LogGroup: { Ref: expect.stringMatching(/^Own/) },
  });
});

test("the CDK's own functions come with their code, and with roles that CloudFormation can make", async () => {
  const { template, assets } = await made(({ stack }) => {
    new Bucket(stack, 'Exports', { removalPolicy: RemovalPolicy.DESTROY, autoDeleteObjects: true });
    const code = Code.fromInline('exports.handler = async () => ({})');
    const onEventHandler = new LambdaFunction(stack, 'On', {
      ...{ runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code },
    });
    const { serviceToken } = new Provider(stack, 'Provider', { onEventHandler });
    new CustomResource(stack, 'Custom', { serviceToken });
    new AwsCustomResource(stack, 'Call', {
      onCreate: { service: 'SQS', action: 'listQueues', physicalResourceId: PhysicalResourceId.of('call') },
      ...{ policy: AwsCustomResourcePolicy.fromSdkCalls({ resources: ['*'] }), installLatestAwsSdk: false },
    });
  });
  expect(assets).toHaveLength(3);
  for (const { Properties } of template.all('AWS::Lambda::Function')) {
    expect(Properties.LoggingConfig).toMatchObject({ LogGroup: { Ref: 'FunctionLogs' } });
  }
  const roles = template.ids('AWS::IAM::Role').map((id) => template.resources[id]?.Properties);
  expect(roles).toHaveLength(5);
  for (const role of roles) {
    expect(role).toMatchObject({ Path: '/shop-preview/', PermissionsBoundary: expect.stringContaining('boundary') });
  }
});
