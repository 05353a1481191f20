import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { example as applicationStack } from './application-stack';
import { Example as Database } from './database';
import { example as environmentStack } from './environment-stack';
import { Example as Existing } from './existing';
import { Example as FileStore } from './file-store';
import { Example as HostName } from './host-name';
import { example as placed } from './placed';
import { Example as Service } from './service';
import { Example as InVpc } from './vpc';

const pages = join(__dirname, '..', '..', '..', 'docs', 'constructs');
const outdir = mkdtempSync(join(tmpdir(), 'preview-stacks-pages-'));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

const examples: Readonly<
  Record<string, readonly [build: (app: App) => Stack, counts: Readonly<Record<string, number>>]>
> = {
  'application-stack': [applicationStack, { 'AWS::ElasticBeanstalk::Application': 1, 'AWS::IAM::Role': 6 }],
  'environment-stack': [environmentStack, { 'AWS::ElasticBeanstalk::Environment': 1, 'AWS::Route53::RecordSet': 1 }],
  service: [(app) => new Service(app, 'Example'), { 'AWS::ElasticBeanstalk::Environment': 3, 'AWS::SQS::Queue': 2 }],
  database: [(app) => new Database(app, 'Example'), { 'AWS::RDS::DBInstance': 2, 'AWS::SecretsManager::Secret': 1 }],
  'file-store': [(app) => new FileStore(app, 'Example'), { 'AWS::S3::Bucket': 1 }],
  vpc: [(app) => new InVpc(app, 'Example'), { 'AWS::EC2::VPC': 1, 'AWS::CertificateManager::Certificate': 1 }],
  existing: [
    (app) => new Existing(app, 'Example'),
    { 'AWS::RDS::DBInstance': 0, 'AWS::ElasticBeanstalk::Environment': 1, 'AWS::EC2::SecurityGroupIngress': 1 },
  ],
  placed: [placed, { 'AWS::ElasticBeanstalk::Environment': 1, 'AWS::RDS::DBInstance': 1, 'AWS::IAM::Role': 1 }],
  'host-name': [(app) => new HostName(app, 'Example'), { 'AWS::Route53::RecordSet': 1 }],
};

test('every construct has a page with an example, and so has each way to use what is there', () => {
  expect(readdirSync(pages).sort()).toEqual(
    Object.keys(examples)
      .map((name) => `${name}.md`)
      .sort(),
  );
});

describe.each(Object.entries(examples))('the page of %s', (name, [build, counts]) => {
  test('shows the code that is compiled here', () => {
    const shown = /```ts\n([\s\S]*?)```/.exec(readFileSync(join(pages, `${name}.md`), 'utf8'))?.[1];
    const compiled = readFileSync(join(__dirname, `${name}.ts`), 'utf8');
    expect(shown).toBe(compiled.replace("'../../../lib/index'", "'preview-stacks'"));
  });

  test('has an example that synthesizes', () => {
    const template = Template.fromStack(build(new App({ outdir: join(outdir, name) })));
    for (const [type, count] of Object.entries(counts)) template.resourceCountIs(type, count);
  });
});
