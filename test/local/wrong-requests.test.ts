import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { MariaDbProxy } from '../../lib/local/rds/mariadb/mariadb-proxy';
import { InstanceProxy } from '../../lib/local/rds/postgres/instance-proxy';
import { openAuthority } from '../../lib/local/rds/tls/authority';
import { secureContextOf } from '../../lib/local/rds/tls/door';
import { type Started, start } from './start';

let local: Started;
const defects: unknown[] = [];
beforeAll(async () => {
  local = await start({ onDefect: (error) => defects.push(error) });
  await local.world.s3.createBucket('bundles', { region: 'eu-central-1' });
  await signed('s3', 'PUT', '/bundles/key', 'content');
});
afterAll(async () => {
  await local.stop();
  // The header alone.
  expect(defects).toEqual([expect.objectContaining({ code: 'ERR_INVALID_CHAR' })]);
});

function authorizationFor(scope: string): string {
  const credential = `Credential=local/20260101/eu-central-1/${scope}/aws4_request`;
  return `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=host, Signature=0`;
}

async function signed(scope: string, method: string, path: string, body?: string, more: Record<string, string> = {}) {
  const headers = {
    authorization: authorizationFor(scope),
    'content-type': 'application/x-www-form-urlencoded',
    ...more,
  };
  const answer = await fetch(`${local.endpoint}${path}`, { method, headers, ...(body === undefined ? {} : { body }) });
  return { status: answer.status, body: await answer.text() };
}

/** Sends bytes as they are, and resolves with all that comes back. */
async function raw(...pieces: readonly string[]): Promise<string> {
  const socket = connect(local.port, '127.0.0.1');
  let seen = '';
  socket.on('data', (piece) => {
    seen += piece;
  });
  for (const piece of pieces) socket.write(piece, 'latin1');
  await once(socket, 'close');
  return seen;
}

test.each(['response-content-type=%0a', 'response-content-disposition=%E2%82%AC'])(
  'a header that no answer can carry is refused: %s',
  async (query) => {
    const answer = await signed('s3', 'GET', `/bundles/key?${query}`);
    expect(answer.status).toBe(400);
    expect(answer.body).toContain('<Code>InvalidArgument</Code>');
  },
);

test('an error whose code no header can carry is a 500', async () => {
  local.faults.add({ kind: 'throttle', service: 'ssm', code: 'a\nb', times: 1 });
  expect((await signed('ssm', 'POST', '/', '{}')).status).toBe(500);
});

test('addresses that are no addresses are refused', async () => {
  expect((await signed('route53', 'GET', '/2013-04-01/hostedzone/%ff')).body).toContain('<Code>InvalidInput</Code>');
  const form = `Action=ValidateTemplate&TemplateURL=${encodeURIComponent('https://s3.amazonaws.com/%ff/x')}`;
  expect((await signed('cloudformation', 'POST', '/', form)).body).toContain('TemplateURL must be a supported URL.');
});

test('a body that no operation needs is refused before it fills the memory', async () => {
  const body = 'x'.repeat(9 * 1024 * 1024);
  expect((await signed('cloudformation', 'POST', '/', body)).status).toBe(413);
  expect((await fetch(`${local.endpoint}/_local/faults`, { method: 'POST', body })).status).toBe(413);
  const streaming = { 'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER' };
  const chunked = await signed('s3', 'PUT', '/bundles/large', body.slice(0, 100_000), streaming);
  expect(chunked.body).toContain('The aws-chunked body is malformed');
});

/** Sends a PUT and a GET over one connection that is kept, and gives the status of both. */
async function twice(path: string, headers: Record<string, string>): Promise<readonly (number | undefined)[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = (method: string, to: string, body: string, more: Record<string, string>) =>
    new Promise<number | undefined>((resolve, reject) => {
      const at = { agent, host: '127.0.0.1', port: local.port, method, path: to };
      const authorization = authorizationFor('s3');
      request({ ...at, headers: { authorization, 'content-length': body.length, ...more } }, (answer) => {
        answer.resume().once('end', () => resolve(answer.statusCode));
      })
        .on('error', reject)
        .end(body);
    });
  const statuses = [await ask('PUT', path, 'a'.repeat(4_000_000), headers), await ask('GET', '/bundles/key', '', {})];
  agent.destroy();
  return statuses;
}

test.each<[string, number, string, Record<string, string>]>([
  ['is not aws-chunked', 400, '/bundles/a', { 'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER' }],
  ['has no such digest', 400, '/bundles/a', { 'content-md5': 'bad' }],
  ['has no such checksum', 400, '/bundles/a', { 'x-amz-checksum-crc32': 'bad' }],
  ['is for no bucket', 404, '/nowhere/a', {}],
])(
  'a kept connection goes on after a body that %s',
  async (_what, status, path, headers) => {
    expect(await twice(path, headers)).toEqual([status, 200]);
  },
  10_000,
);

const object = { toString: 1 };
const unexpected = 'Start of structure or map found where not expected.';
test.each<[string, string, object, string]>([
  ['sqs', 'CreateQueue', { QueueName: object }, unexpected],
  ['sqs', 'SendMessage', { QueueUrl: 'q', MessageBody: object }, unexpected],
  ['sqs', 'SendMessage', { QueueUrl: 'q', MessageBody: ['x'] }, 'Start of list found where not expected'],
  ['sqs', 'SendMessage', { QueueUrl: 'q', MessageBody: true }, 'TRUE_VALUE can not be converted to a String'],
  ['sqs', 'SendMessageBatch', { QueueUrl: 'q', Entries: [null] }, 'Expected no null'],
  ['sqs', 'SendMessageBatch', { QueueUrl: 'q', Entries: 'x' }, 'Expected list or null'],
  ['sqs', 'SetQueueAttributes', { QueueUrl: 'q', Attributes: 'x' }, 'Expected map or null'],
  [
    'sqs',
    'ReceiveMessage',
    { QueueUrl: 'q', VisibilityTimeout: '1' },
    'STRING_VALUE can not be converted to an Integer',
  ],
  ['secretsmanager', 'CreateSecret', { Name: 's', Tags: [null] }, 'Expected no null'],
  ['secretsmanager', 'CreateSecret', { Name: 's', Tags: ['x'] }, 'Expected null'],
  ['secretsmanager', 'PutSecretValue', { SecretId: 's', VersionStages: [object] }, unexpected],
  ['secretsmanager', 'GetRandomPassword', { PasswordLength: object }, unexpected],
  ['ssm', 'GetParameters', { Names: [object] }, unexpected],
  ['ssm', 'DescribeParameters', { MaxResults: object }, unexpected],
  ['ssm', 'DescribeInstanceInformation', { Filters: object }, unexpected],
  ['ssm', 'SendCommand', { DocumentName: 'AWS-RunShellScript', Parameters: { commands: [object] } }, unexpected],
  ['logs', 'FilterLogEvents', { logGroupName: 'g', filterPattern: object }, unexpected],
  ['logs', 'PutLogEvents', { logGroupName: 'g', logStreamName: 's', logEvents: [{ timestamp: object }] }, unexpected],
  ['acm', 'DescribeCertificate', { CertificateArn: object }, unexpected],
  ['pricing', 'GetProducts', { ServiceCode: object }, unexpected],
  ['pricing', 'GetProducts', { ServiceCode: 'AWSELB', Filters: ['x'] }, 'Expected null'],
])('%s %s refuses values of another type: %j', async (scope, operation, input, message) => {
  const headers = { 'x-amz-target': `Any.${operation}`, 'content-type': 'application/x-amz-json-1.0' };
  const answer = await signed(scope, 'POST', '/', JSON.stringify(input), headers);
  expect(answer.status).toBe(400);
  expect(JSON.parse(answer.body)).toMatchObject({
    __type: expect.stringMatching(/(^|#)SerializationException$/),
    message,
  });
});

test('parameters without end are refused', async () => {
  const answer = await signed('cloudformation', 'POST', '/', `Action=DescribeStacks&${'a.'.repeat(100_000)}b=1`);
  expect(answer).toEqual({ status: 400, body: expect.stringContaining('is nested too deeply') });
});

test('names that mean something in JavaScript are names', async () => {
  const json = { 'x-amz-target': 'AmazonSSM.GetParameter' };
  await signed('ssm', 'POST', '/', '{"__proto__":{"polluted":1},"Name":"__proto__"}', json);
  await signed('s3', 'PUT', '/bundles?tagging', '<Tagging><__proto__><polluted>1</polluted></__proto__></Tagging>');
  await signed('cloudformation', 'POST', '/', 'Action=DescribeStacks&__proto__.polluted=1');
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
});

test('a client that goes away while it is answered leaves no request open', async () => {
  local.faults.add({ kind: 'slow', delayMs: 100, service: 'sts', times: 1 });
  const asked = new AbortController();
  setTimeout(() => asked.abort(), 30);
  const url = `${local.endpoint}/?X-Amz-Credential=local/20260101/eu-central-1/sts/aws4_request&Action=GetCallerIdentity`;
  const { count } = local.requestLog;
  await expect(fetch(url, { signal: asked.signal })).rejects.toThrow();
  while (local.requestLog.count === count) await new Promise((later) => setTimeout(later, 10));
});

test('D05 D06 an upgrade to a host that is not here, reset at once, and a body that breaks off change nothing', async () => {
  for (let times = 0; times < 20; times += 1) {
    const socket = connect(local.port, '127.0.0.1').on('error', () => undefined);
    await once(socket, 'connect');
    const upgrade = 'GET / HTTP/1.1\r\nhost: gone.localhost\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n';
    const broken = 'POST /_local/faults HTTP/1.1\r\nhost: localhost\r\ncontent-length: 900\r\n\r\n{"kind"';
    socket.write(times % 2 === 0 ? upgrade : broken, () => socket.resetAndDestroy());
    await once(socket, 'close');
  }
  expect((await fetch(`${local.endpoint}/_local/running`)).status).toBe(200);
  expect(await raw('GET / HTTP/1.1\r\nhost: gone.localhost\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n')).toContain(
    '404',
  );
});

test('the door of a database takes what no client of one says', async () => {
  const deaf = createServer((socket) => socket.resetAndDestroy()).listen(0, '127.0.0.1');
  await once(deaf, 'listening');
  const { port } = deaf.address() as { port: number };
  const servers = [
    () => Promise.resolve({ host: '127.0.0.1', port }),
    () => Promise.resolve({ host: '127.0.0.1', port: -1 }),
    () => Promise.reject(new Error('down')),
  ];
  const forcesTls = () => false;
  const authority = openAuthority(join(local.folder, 'doors'));
  const secureContext = secureContextOf(authority, { address: '127.0.0.1', forced: forcesTls });
  const names = { databaseName: 'app', username: 'app', innerName: 'inner', secureContext, forcesTls };
  const startup = Buffer.from('\0\0\0\x11\0\x03\0\0user\0app\0\0', 'latin1');
  startup.writeInt32BE(startup.length, 0);
  const encryption = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);
  const words = [
    ...[startup, encryption, Buffer.concat([encryption, encryption, startup]), Buffer.alloc(50)],
    ...[Buffer.from('GET /'), Buffer.from([0x16, 3, 1, 0, 2, 1, 0]), Buffer.from([0xff, 0xff, 0xff, 1, 0, 0, 0])],
  ];
  const doors = servers.flatMap((server) => [
    new InstanceProxy({ ...names, server }),
    new MariaDbProxy({ engine: 'mariadb', server, forcesTls: () => true }),
  ]);
  for (const door of doors) {
    const at = await door.open(0);
    for (const said of words) {
      for (const end of ['resetAndDestroy', 'end'] as const) {
        const client = connect(at, '127.0.0.1').on('error', () => undefined);
        client.resume().write(said, () => client[end]());
        await once(client, 'close');
      }
    }
    await door.close();
  }
  deaf.close();
});
