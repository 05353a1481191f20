/** Keeps a note as an object of the second bucket, and polls the queue of its own. */
export const server = `import { createServer } from 'node:http';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
const s3 = new S3Client({});
const sqs = new SQSClient({});
const note = { Bucket: process.env.EXPORTS_BUCKET, Key: 'note.txt' };
const QueueUrl = process.env.MAILS_QUEUE_URL;
const answers: Record<string, () => Promise<string>> = {
  '/health': async () => 'well',
  '/write': async () => (await s3.send(new PutObjectCommand({ ...note, Body: String(process.env.PREVIEW_STACKS_BRANCH) })), 'written'),
  '/read': async () => (await (await s3.send(new GetObjectCommand(note))).Body?.transformToString()) ?? '',
  '/send': async () => (await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'a mail' })), 'sent'),
  '/receive': async () => {
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 1 }));
    for (const { ReceiptHandle } of Messages) await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    return Messages.map(({ Body }) => Body).join();
  },
};
createServer((request, response) => {
  const answer = answers[request.url ?? ''] ?? (async () => 'nothing');
  answer().then((text) => response.end(text), (error: Error) => response.writeHead(502).end(error.message));
}).listen(Number(process.env.PORT ?? 8080));
`;

/** Settings of that app alone, and of a module that extends its stacks. */
export const settings = `import { defineSettings, rightsFor } from 'preview-stacks/settings';
const endpoint = new URL(process.env.AWS_ENDPOINT_URL ?? '');
export default defineSettings({
  project: 'parcels',
  extend: './infra/preview.ts',
  base: {
    region: 'us-east-1', scheme: 'http', port: Number(endpoint.port), database: 'none', fileStore: 'none',
    rights: rightsFor('redis', 'lambda'),
    services: { web: { folder: 'web', build: ['npm', 'run', '--silent', '--prefix', '..', 'build:web'], buildOutput: ['dist'] } },
  },
  staging: { branch: 'main', host: 'parcels.localhost' },
  preview: { previewDomain: 'preview.localhost', cleanup: { graceMinutes: 0 } },
});
`;

/** A second bucket and a queue, and a line more. */
export const extension = (more = '') => `import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { defineExtension } from 'preview-stacks';

export default defineExtension(({ stack, services, target }) => {
  const exports = new Bucket(stack, 'Exports', { versioned: true, removalPolicy: RemovalPolicy.DESTROY });
  const mails = new Queue(stack, 'Mails', { visibilityTimeout: Duration.minutes(2) });
  exports.grantReadWrite(services.web);
  mails.grantSendMessages(services.web);
  mails.grantConsumeMessages(services.web);
  services.web.addProperties({ EXPORTS_BUCKET: exports.bucketName, MAILS_QUEUE_URL: mails.queueUrl });
  ${more}
});
`;
