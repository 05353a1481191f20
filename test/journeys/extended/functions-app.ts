/** Keeps a word in the cache, sends mails, and shows what became of them in the second bucket. */
export const server = `import { createServer } from 'node:http';
import { connect } from 'node:net';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
const s3 = new S3Client({});
const sqs = new SQSClient({});
const redis = (command: string) => new Promise<string>((resolve, reject) => {
  let said = '';
  const socket = connect(Number(process.env.REDIS_PORT), process.env.REDIS_HOST ?? '');
  socket.on('data', (piece) => { said += piece; }).on('error', reject).on('close', () => resolve(said));
  socket.write(command + '\\r\\nQUIT\\r\\n');
});
const kept = async (Key: string) => {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: process.env.EXPORTS_BUCKET, Key }));
  return (await Body?.transformToString()) ?? '';
};
const answers: Record<string, (value: string) => Promise<string>> = {
  '/health': async () => 'well',
  '/remember': (value) => redis('SET word ' + value),
  '/recall': () => redis('GET word'),
  '/send': async (value) => (await sqs.send(new SendMessageCommand({ QueueUrl: process.env.MAILS_QUEUE_URL, MessageBody: value })), 'sent'),
  '/kept': (value) => kept(value),
};
createServer((request, response) => {
  const { pathname, search } = new URL(request.url ?? '', 'http://app');
  const answer = answers[pathname] ?? (async () => 'nothing');
  answer(decodeURIComponent(search.slice(1))).then((text) => response.end(text), (error: Error) => response.writeHead(502).end(error.message));
}).listen(Number(process.env.PORT ?? 8080));
`;

/** The examples of docs/extend.md in one module, and functions of the CDK beside them. */
export const extension = `import { RemovalPolicy } from 'aws-cdk-lib';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId } from 'aws-cdk-lib/custom-resources';
import { defineExtension } from 'preview-stacks';
import bucket from './bucket';
import mailer from './mailer';
import redis from './redis';

export default defineExtension((scope) => {
  for (const add of [bucket, mailer, redis]) add(scope);
  const exports = scope.stack.node.findChild('Exports') as Bucket;
  const sends = scope.stack.node.findChild('Mailer') as LambdaFunction;
  sends.addEnvironment('EXPORTS_BUCKET', exports.bucketName);
  exports.grantWrite(sends);
  new Bucket(scope.stack, 'Drafts', { removalPolicy: RemovalPolicy.DESTROY, autoDeleteObjects: true });
  new AwsCustomResource(scope.stack, 'FirstExport', {
    installLatestAwsSdk: false,
    onCreate: {
      service: 'S3', action: 'putObject', physicalResourceId: PhysicalResourceId.of('first'),
      parameters: { Bucket: exports.bucketName, Key: 'first', Body: scope.stack.stackName },
    },
    policy: AwsCustomResourcePolicy.fromSdkCalls({ resources: [exports.arnForObjects('*')] }),
  });
});
`;

/** The code of the function: it keeps each mail in the second bucket. */
export const mailer = (version: string) => `const { PutObjectCommand, S3Client } = require('@aws-sdk/client-s3');
const s3 = new S3Client({});
exports.handler = async ({ Records }) => {
  for (const { body } of Records) {
    await s3.send(new PutObjectCommand({ Bucket: process.env.EXPORTS_BUCKET, Key: body, Body: '${version} ' + body }));
  }
  return { batchItemFailures: [] };
};
`;
