import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'preview-stacks-consumer-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a program and gives its output; fails with it when the program does. */
function run(cwd: string, command: string, ...args: string[]): string {
  return bothOf(cwd, command, ...args).stdout;
}

function bothOf(cwd: string, command: string, ...args: string[]): { stdout: string; stderr: string } {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}: ${stdout}${stderr}`);
  return { stdout, stderr };
}

const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  devDependencies: Record<string, string>;
};
const pinned = (name: string) => `${name}@${devDependencies[name]}`;
const tool = (name: string) => join(root, 'node_modules', '.bin', name);
const consumer = `
import { App } from 'aws-cdk-lib';
import { checkSettings, EnvironmentStack, PreviewError, resolveSettings, Service } from 'preview-stacks';
import { defineSettings } from 'preview-stacks/settings';
import { ShopStack } from './docs-example.js';
import { Example as Existing } from './existing.js';
import { Example as InVpc } from './vpc.js';

const file = checkSettings(defineSettings({
  project: 'shop',
  base: { region: 'eu-central-1', services: { web: {}, jobs: { kind: 'worker' } } },
  staging: { host: 'staging.acme.dev' },
  preview: { previewDomain: 'preview.acme.dev' },
}));
const app = new App({ analyticsReporting: false, builtinCloudFormationValidation: false });
const env = { account: '111122223333', region: 'eu-central-1' };
new ShopStack(app, 'Shop', { env });
new InVpc(app, 'InVpc', { env });
new Existing(app, 'Existing', { env });
try {
  const target = { kind: 'staging' } as const;
  new EnvironmentStack(app, 'Broken', {
    settings: resolveSettings(file, target),
    target,
    repository: 'github:acme/shop',
    commit: '0'.repeat(40),
    releases: {},
    application: {
      stage: 'staging', account: '111122223333', region: 'eu-central-1', applicationName: 'shop-staging', bundleBucket: 'b',
      permissionsBoundaryArn: 'p', beanstalkServiceRoleArn: 's', cloudFormationRoleArn: 'c',
      network: { vpcId: 'vpc-1', publicSubnetIds: ['subnet-1', 'subnet-2'], privateSubnetIds: [] },
    },
  });
} catch (error) {
  if (!(error instanceof PreviewError)) throw error;
  console.log(error.code);
}
app.node.tryRemoveChild('Broken');
const assembly = app.synth();
const count = (stack: string, type: string) => {
  const { Resources } = assembly.getStackByName(stack).template as { Resources: Record<string, { Type: string }> };
  return Object.values(Resources).filter(({ Type }) => Type === type).length;
};
console.log(typeof Service, count('Shop', 'AWS::ElasticBeanstalk::Environment'));
console.log('vpc', count('InVpc', 'AWS::EC2::VPC'), count('InVpc', 'AWS::RDS::DBInstance'));
console.log('imported', count('Existing', 'AWS::RDS::DBInstance'), count('Existing', 'AWS::EC2::SecurityGroupIngress'));
console.log('alarms', count('Existing', 'AWS::CloudWatch::Alarm'));
`;

describe('the package in a project of somebody else', () => {
  let tarball: string;
  beforeAll(() => {
    run(root, 'npm', 'pack', '--silent', '--pack-destination', folder);
    tarball = join(folder, readdirSync(folder).find((file) => file.endsWith('.tgz')) ?? '');
  });

  test('is without fault by publint and by Are The Types Wrong', () => {
    expect(run(folder, tool('publint'), tarball, '--strict')).toContain('All good');
    expect(run(folder, tool('attw'), tarball, '--no-color')).toContain('No problems found');
  });

  test('holds no test, no source and nothing of this repository but what runs', () => {
    const files = run(folder, 'tar', '-tzf', tarball).trim().split('\n');
    expect(
      files.filter(
        (file) =>
          !/^package\/(dist\/(lib|bin)\/|docs\/|package\.json|README\.md|LICENSE|BEHAVIOUR\.md|CHANGELOG\.md)/.test(
            file,
          ),
      ),
    ).toEqual([]);
    expect(files.filter((file) => /\.test\.|(?<!\.d)\.ts$/.test(file))).toEqual([]);
  });

  test.each([
    ['CommonJS', 'commonjs'],
    ['ESM', 'module'],
  ])('installs without a warning, compiles, synthesizes and starts an endpoint as %s', (_name, type) => {
    const project = mkdtempSync(join(folder, `${type}-`));
    writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type }));
    writeFileSync(
      join(project, 'tsconfig.json'),
      JSON.stringify({
        compilerOptions: {
          module: 'node20',
          target: 'es2022',
          strict: true,
          outDir: 'out',
          skipLibCheck: true,
          types: ['node'],
        },
        include: ['*.ts'],
      }),
    );
    // The examples of the documents: a stack by ids, one in a VPC of the CDK, one with an imported database.
    for (const name of ['docs-example', 'place', 'vpc', 'existing']) {
      const source = readFileSync(join(root, 'test', 'constructs', 'examples', `${name}.ts`), 'utf8');
      const foreign = source.replace("'../../../lib/index'", "'preview-stacks'").replace("'./place'", "'./place.js'");
      writeFileSync(join(project, `${name}.ts`), foreign);
    }
    writeFileSync(join(project, 'index.ts'), consumer);
    copyFileSync(join(root, 'test', 'endpoint', 'examples', 'node-test.ts'), join(project, 'node-test.ts'));
    copyFileSync(tarball, join(project, 'package.tgz'));
    const tools = ['aws-cdk-lib', 'constructs', 'typescript', '@types/node'].map(pinned);
    const quietly = ['--prefer-offline', '--no-audit', '--no-fund', '--no-update-notifier'];
    const { stderr } = bothOf(project, 'npm', 'install', ...quietly, './package.tgz', ...tools);
    // A package that does not run on this Node (EBADENGINE), and a script of ours that npm asks about.
    expect(stderr).not.toMatch(/npm warn/i);
    run(project, join(project, 'node_modules', '.bin', 'tsc'), '-p', '.');
    expect(run(project, process.execPath, 'out/index.js').trim().split('\n')).toEqual([
      'release-missing',
      'function 2',
      'vpc 1 1',
      'imported 0 1',
      'alarms 1',
    ]);
    expect(run(project, process.execPath, '--test', 'out/node-test.js')).toMatch(/pass 1\n[\s\S]*fail 0\n/);
  });
});
