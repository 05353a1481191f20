import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { CloudFormationClient, CreateStackCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  ListBucketsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { type Started, start } from '../start';

const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const script = '<script>alert(1)</script>';

let local: Started;
let cloudFormation: CloudFormationClient;
let s3: S3Client;
beforeAll(async () => {
  local = await start();
  cloudFormation = new CloudFormationClient(local.client);
  s3 = new S3Client(local.client);
});
afterAll(async () => {
  cloudFormation.destroy();
  s3.destroy();
  await local.stop();
});

function ask(headers: Record<string, string> = {}, path = '/', method = 'GET') {
  return new Promise<{ status?: number; type?: string; policy: string; body: string }>((settle, fail) => {
    const asked = request({
      host: '127.0.0.1',
      port: local.port,
      path,
      method,
      headers: { accept: browser, ...headers },
    });
    asked.on('error', fail).on('response', async (answer) => {
      const { 'content-type': type, 'content-security-policy': policy = '' } = answer.headers;
      settle({ status: answer.statusCode, type, policy: String(policy), body: await text(answer) });
    });
    asked.end();
  });
}

async function stack(StackName: string, Resources: object, branch: string): Promise<void> {
  const TemplateBody = JSON.stringify({ Resources });
  await cloudFormation.send(
    new CreateStackCommand({ StackName, TemplateBody, Tags: [{ Key: 'shop:branch', Value: branch }] }),
  );
  for (let status = ''; !/_(COMPLETE|FAILED)$/.test(status); ) {
    const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName }));
    status = Stacks?.[0]?.StackStatus ?? '';
  }
}

const plain = (body: string) => body.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

test('an empty endpoint says so, and how a shell comes here', async () => {
  const { status, type, body } = await ask();
  expect({ status, type }).toEqual({ status: 200, type: 'text/html; charset=utf-8' });
  expect(plain(body)).toContain('No apps');
  expect(plain(body)).toContain('Nothing is here yet. Point a shell here');
  expect(body).toContain(`export AWS_ENDPOINT_URL=${local.endpoint}\n`);
});

test('the page and its parts allow nothing but what comes from here, and no part stands in the page', async () => {
  const { body, policy } = await ask();
  expect(policy).toContain("default-src 'none'; style-src 'self'; script-src 'self'");
  expect(body).not.toMatch(/<style|style=|<script(?! src="\/)|\son\w+=|https?:\/\/(?!127\.0\.0\.1:)/);
  const parts = [...body.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path ?? '');
  const answers = await Promise.all(parts.map((path) => ask({ accept: '*/*' }, path)));
  expect(answers.map(({ status, type }) => [status, type])).toEqual([
    [200, 'image/svg+xml'],
    [200, 'text/css; charset=utf-8'],
    [200, 'text/javascript; charset=utf-8'],
  ]);
});

test('what a stack made is there by name, with the stack, and names are text', async () => {
  await stack(
    'mail',
    {
      Outgoing: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'mail-outgoing' } },
      Password: { Type: 'AWS::SecretsManager::Secret', Properties: { Name: 'mail/smtp', SecretString: 'open-sesame' } },
      Files: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'mail-files' } },
    },
    `feature/${script}`,
  );
  local.world.queues.send('mail-outgoing', 'hello');
  const { body } = await ask();
  const said = plain(body);
  expect(said).toContain('mail-outgoing 1 waiting stack mail');
  expect(said).toContain('mail/smtp stack mail');
  expect(said).toContain('mail-files 0 objects stack mail');
  expect(said).toContain('ready mail branch feature/&lt;script&gt;alert(1)&lt;/script&gt; 3 resources');
  expect(said).toContain('None here: databases, functions.');
  expect(body).not.toContain('open-sesame');
  expect(body).not.toContain(script);
});

test('objects are counted as a listing would show them', async () => {
  const Bucket = 'counted';
  await s3.send(new CreateBucketCommand({ Bucket }));
  await local.world.s3.setVersioning(Bucket, 'Enabled');
  for (const Key of ['twice', 'twice', script, 'gone']) await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
  await s3.send(new DeleteObjectCommand({ Bucket, Key: 'gone' }));
  expect(plain((await ask()).body)).toContain('counted 2 objects');
});

test('a stack that did not come up says what went wrong first', async () => {
  await stack('taken', { Again: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'counted' } } }, 'x');
  expect(plain((await ask()).body)).toMatch(/never came up taken branch x 1 resource Again: \S/);
});

test('faults that are on are said in words, and go when they are spent', async () => {
  const id = local.faults.add({ kind: 'throttle', service: 's3', operation: 'PutObject', match: script, times: 3 });
  const { body } = await ask();
  expect(plain(body)).toContain('– 1 fault on');
  expect(plain(body)).toContain(
    'Requests are throttled throttle s3 PutObject what names “&lt;script&gt;alert(1)&lt;/script&gt;” 3 more times',
  );
  local.faults.remove(id);
  expect(plain((await ask()).body)).not.toContain('fault on');
});

describe('clients of AWS notice nothing', () => {
  const refused = { status: 403, type: 'application/xml', body: expect.stringContaining('<Code>AccessDenied</Code>') };

  test('a signed ListBuckets is one, also when the client would take HTML', async () => {
    s3.middlewareStack.add(
      (next) => (args) => {
        (args.request as { headers: Record<string, string> }).headers.accept = browser;
        return next(args);
      },
      { step: 'build' },
    );
    const { Buckets } = await s3.send(new ListBucketsCommand({}));
    expect(Buckets?.map(({ Name }) => Name)).toEqual(['counted', 'mail-files']);
  });

  test.each([
    ['it does not ask for HTML', { accept: '*/*' }, '/', 'GET'],
    ['it speaks of AWS in its headers', { 'x-amz-date': '20261128T000000Z' }, '/', 'GET'],
    ['it has a query', {}, '/?x-id=ListBuckets', 'GET'],
    ['it asks for a bucket', {}, '/favicon.ico', 'GET'],
    ['it is no GET', {}, '/', 'PUT'],
  ])('an unsigned request is refused as ever: %s', async (_why, headers, path, method) => {
    expect(await ask(headers, path, method)).toMatchObject(refused);
  });

  test('the page is no request of the log', async () => {
    const { count } = local.requestLog;
    await ask();
    expect(local.requestLog.count).toBe(count);
  });
});

describe('a page from elsewhere, whose name leads here, reads nothing', () => {
  test.each([
    'evil.example',
    'evil.example:PORT',
    '127.0.0.1.evil.example:PORT',
    '127.0.0.1:1',
    'localhost',
    '127.0.0.1',
    '[::1]',
  ])('host %s', async (host) => {
    const answers = ['/', '/_local/start-page.js'].map((path) =>
      ask({ host: host.replace('PORT', String(local.port)) }, path),
    );
    for (const { status, body } of await Promise.all(answers)) {
      expect(status).not.toBe(200);
      expect(body).not.toContain('AWS on this machine');
    }
  });

  test.each(['127.0.0.1:PORT', 'localhost:PORT', 'LOCALHOST:PORT', '[::1]:PORT'])(
    'while %s is this place',
    async (host) => {
      expect(await ask({ host: host.replace('PORT', String(local.port)) })).toMatchObject({
        ...{ status: 200, body: expect.stringContaining('AWS on this machine') },
      });
    },
  );
});
