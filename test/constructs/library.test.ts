import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Database, FileStore, Service, type ServiceProps } from '../../lib/index';

const outdir = mkdtempSync(join(tmpdir(), 'preview-stacks-library-'));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

const vpcId = 'vpc-0a1b2c3d4e5f60718';
const subnetIds = ['subnet-0aaaaaaaaaaaaaaa1', 'subnet-0aaaaaaaaaaaaaaa2'];
const props: ServiceProps = {
  ...{ name: 'web', applicationName: 'shop', environmentName: 'shop-web', vpcId },
  ...{ bundleBucket: 'bundles', bundlePrefix: 'shop/', publicAddresses: true, rolePath: '/shop/' },
  ...{ instanceSubnetIds: subnetIds, publicSubnetIds: subnetIds },
  release: { bundleKey: 'shop/1.zip', platformArn: 'arn:aws:elasticbeanstalk:eu-central-1::platform/Node.js 22/6.7.0' },
  route: { kind: 'load-balancer', scheme: 'http', cidrs: ['203.0.113.0/24'] },
  serviceRoleArn: 'arn:aws:iam::111122223333:role/beanstalk',
  permissionsBoundaryArn: 'arn:aws:iam::111122223333:policy/shop-boundary',
};

function synthesized(build: (stack: Stack) => void, name: string): Template {
  const stack = new Stack(new App({ outdir: join(outdir, name) }), 'Shop');
  build(stack);
  return Template.fromStack(stack);
}

describe('the constructs in an app of somebody else', () => {
  test('need no settings: what is not said has the built-in value', () => {
    const template = synthesized((stack) => {
      const web = new Service(stack, 'Web', props);
      new Database(stack, 'Database', { vpcId, subnetIds }).connect(web);
      new FileStore(stack, 'Files').connect(web);
    }, 'defaults');
    template.hasResourceProperties('AWS::RDS::DBInstance', {
      Engine: 'postgres',
      EngineVersion: '17.6',
      StorageEncrypted: true,
    });
    template.hasResource('AWS::S3::Bucket', { DeletionPolicy: 'Delete' });
    template.hasResourceProperties('AWS::ElasticBeanstalk::Environment', { EnvironmentName: 'shop-web' });
  });

  test('take grants of constructs of the CDK into the role of the instances', () => {
    const template = synthesized((stack) => {
      new Bucket(stack, 'Pictures').grantRead(new Service(stack, 'Web', props));
    }, 'grants');
    template.resourceCountIs('AWS::IAM::Policy', 0);
    expect(JSON.stringify(template.findResources('AWS::IAM::Role'))).toContain('s3:GetBucket*');
  });

  test('grant to principals of the CDK, too', () => {
    const template = synthesized((stack) => {
      const role = new Role(stack, 'Report', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
      const files = new FileStore(stack, 'Files');
      files.grantRead(role);
      new Database(stack, 'Database', { vpcId, subnetIds }).grantCredentials(role);
      const jobs = new Service(stack, 'Jobs', { ...props, name: 'jobs', route: { kind: 'worker' } });
      jobs.queue?.grantSend(role);
      files.grantRead(jobs);
    }, 'principals');
    const policies = Object.values(template.findResources('AWS::IAM::Policy'));
    const statements: { Action: string | string[] }[] = policies.flatMap(
      (one) => one.Properties.PolicyDocument.Statement,
    );
    expect(statements.flatMap(({ Action }) => Action)).toEqual([
      ...['s3:ListBucket', 's3:GetObject', 'secretsmanager:GetSecretValue'],
      ...['sqs:SendMessage', 'sqs:GetQueueUrl', 'sqs:GetQueueAttributes'],
    ]);
    expect(JSON.stringify(template.findResources('AWS::IAM::Role'))).toContain('"Sid":"ReadFiles"');
  });

  test('connect like constructs of the CDK', () => {
    const template = synthesized((stack) => {
      const web = new Service(stack, 'Web', props);
      new Database(stack, 'Database', {
        vpcId,
        subnetIds,
        settings: { engine: 'mysql' },
      }).connections.allowDefaultPortFrom(web);
    }, 'connections');
    template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', { FromPort: 13306, ToPort: 13306 });
  });

  test('make a group of nothing before connections are asked for', () => {
    const template = synthesized((stack) => new Service(stack, 'Web', props), 'nothing');
    template.resourceCountIs('AWS::EC2::SecurityGroup', 2);
    template.resourceCountIs('AWS::EC2::SecurityGroupIngress', 0);
  });
});
