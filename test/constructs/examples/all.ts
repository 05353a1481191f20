import type { App, Stack } from 'aws-cdk-lib';
import { example as applicationStack } from './application-stack';
import { Example as Database } from './database';
import { ShopStack } from './docs-example';
import { example as environmentStack } from './environment-stack';
import { Example as Existing } from './existing';
import { Example as FileStore } from './file-store';
import { Example as HostName } from './host-name';
import { example as placed } from './placed';
import { Example as Service } from './service';
import { Example as InVpc } from './vpc';

/** What each page of docs/constructs builds, by its name, and how many resources of a type that makes. */
export const examples: Readonly<
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
    { 'AWS::RDS::DBInstance': 0, 'AWS::EC2::SecurityGroupIngress': 1, 'AWS::CloudWatch::Alarm': 1 },
  ],
  placed: [placed, { 'AWS::ElasticBeanstalk::Environment': 1, 'AWS::RDS::DBInstance': 1, 'AWS::IAM::Role': 1 }],
  'host-name': [(app) => new HostName(app, 'Example'), { 'AWS::Route53::RecordSet': 1 }],
};

const env = { account: '111122223333', region: 'eu-central-1' };

/** The examples that stand in a stack of one's own, in one account and region: what validators look at. */
export const ownStacks: Readonly<Record<string, (app: App) => Stack>> = {
  shop: (app) => new ShopStack(app, 'shop', { env }),
  vpc: (app) => new InVpc(app, 'vpc', { env }),
  existing: (app) => new Existing(app, 'existing', { env }),
  placed,
};
