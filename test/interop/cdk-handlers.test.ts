import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  waitUntilStackCreateComplete,
  waitUntilStackDeleteComplete,
} from '@aws-sdk/client-cloudformation';
import { CreateBucketCommand, HeadBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { zipOf } from '../local/elastic-beanstalk/zip-of';
import { type Started, start } from '../local/start';

/** The functions that aws-cdk-lib brings for its custom resources, unchanged: they send their answers to port 443. */
const handlers = join(dirname(require.resolve('aws-cdk-lib/package.json')), 'custom-resource-handlers', 'dist');

let local: Started;
let client: CloudFormationClient;
let s3: S3Client;
beforeAll(async () => {
  local = await start();
  client = new CloudFormationClient(local.client);
  s3 = new S3Client({ ...local.client, forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: 'assets' }));
});
afterAll(async () => {
  client.destroy();
  s3.destroy();
  await local.stop();
});

const wait = () => ({ client, maxWaitTime: 60, minDelay: 1, maxDelay: 1 });

test("the CDK's function empties a bucket before the stack deletes it", async () => {
  const code = readFileSync(join(handlers, 'aws-s3/auto-delete-objects-handler/index.js'), 'utf8');
  await s3.send(new PutObjectCommand({ Bucket: 'assets', Key: 'code.zip', Body: await zipOf({ 'index.js': code }) }));
  const template = {
    Resources: {
      Files: {
        Type: 'AWS::S3::Bucket',
        Properties: { BucketName: 'files', Tags: [{ Key: 'aws-cdk:auto-delete-objects', Value: 'true' }] },
      },
      Empties: {
        Type: 'Custom::S3AutoDeleteObjects',
        Properties: { ServiceToken: { 'Fn::GetAtt': ['Provider', 'Arn'] }, BucketName: { Ref: 'Files' } },
        DependsOn: ['Files'],
      },
      Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: {} } },
      Provider: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          ...{ Code: { S3Bucket: 'assets', S3Key: 'code.zip' }, Timeout: 60, Handler: 'index.handler' },
          ...{ Role: { 'Fn::GetAtt': ['Role', 'Arn'] }, Runtime: 'nodejs22.x' },
        },
      },
    },
  };
  const StackName = 'files';
  await client.send(
    new CreateStackCommand({
      ...{ StackName, TemplateBody: JSON.stringify(template), Capabilities: ['CAPABILITY_IAM'] },
    }),
  );
  await waitUntilStackCreateComplete(wait(), { StackName });
  for (const Key of ['a', 'b/c']) await s3.send(new PutObjectCommand({ Bucket: 'files', Key, Body: 'x' }));
  const { StackEvents = [] } = await client.send(new DescribeStackEventsCommand({ StackName }));
  await client.send(new DeleteStackCommand({ StackName }));
  await waitUntilStackDeleteComplete(wait(), { StackName: StackEvents[0]?.StackId });
  await expect(s3.send(new HeadBucketCommand({ Bucket: 'files' }))).rejects.toMatchObject({ name: 'NotFound' });
});
