import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import { S3World } from './s3-world';

let world: S3World;
let Bucket: string;
beforeAll(async () => {
  world = await S3World.open();
  Bucket = await world.bucket();
});
afterAll(() => world.close());

const scope = 'local/20260101/eu-central-1/s3/aws4_request';
const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`;

interface Asked {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** A request as it is written here, with nothing added by a client; signed unless `authorization` is ''. */
async function ask({ method = 'GET', path, headers = {}, body }: Asked) {
  const all: Record<string, string> = { authorization, ...headers };
  if (all.authorization === '') {
    delete all.authorization;
  }
  const outgoing = request({ host: '127.0.0.1', port: world.local.port, method, path, headers: all });
  outgoing.end(body);
  const [answer] = await once(outgoing, 'response');
  return { status: answer.statusCode as number, headers: answer.headers, body: await text(answer) };
}

const chunked = (chunks: readonly string[], trailers = '') =>
  `${chunks.map((one) => `${Buffer.byteLength(one).toString(16)};chunk-signature=${'0'.repeat(64)}\r\n${one}\r\n`).join('')}0;chunk-signature=0\r\n${trailers}\r\n`;

const sumOf = (content: string) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(content));
  return bytes.toString('base64');
};

describe('an aws-chunked body', () => {
  const headersFor = (length: number, more: Record<string, string> = {}) => ({
    'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER',
    'content-encoding': 'aws-chunked,gzip',
    'x-amz-decoded-content-length': String(length),
    ...more,
  });

  test('is put together again, and its own encoding is kept', async () => {
    const headers = headersFor(11, { 'x-amz-trailer': 'x-amz-checksum-crc32' });
    const body = chunked(['hello', ' ', 'world'], `x-amz-checksum-crc32:${sumOf('hello world')}\r\n`);
    const put = await ask({ method: 'PUT', path: `/${Bucket}/chunked`, headers, body });
    expect(put.status).toBe(200);
    expect(put.headers['x-amz-checksum-crc32']).toBe(sumOf('hello world'));
    const got = await ask({ path: `/${Bucket}/chunked` });
    expect(got.body).toBe('hello world');
    expect(got.headers['content-encoding']).toBe('gzip');
  });

  test('is refused when its trailer tells another checksum', async () => {
    const headers = headersFor(2, { 'x-amz-trailer': 'x-amz-checksum-crc32' });
    const body = chunked(['ab'], 'x-amz-checksum-crc32:AAAAAA==\r\n');
    const put = await ask({ method: 'PUT', path: `/${Bucket}/wrong`, headers, body });
    expect(put).toMatchObject({ status: 400, body: expect.stringContaining('<Code>BadDigest</Code>') });
  });

  test.each([
    ['shorter than announced', headersFor(5), chunked(['ab']), 'IncompleteBody'],
    ['without its last chunk', headersFor(2), '2\r\nab\r\n', 'IncompleteBody'],
    ['no aws-chunked at all', headersFor(2), 'nonsense\r\n', 'InvalidRequest'],
  ])('that is %s is refused', async (_name, headers, body, code) => {
    const put = await ask({ method: 'PUT', path: `/${Bucket}/short`, headers, body });
    expect(put).toMatchObject({ status: 400, body: expect.stringContaining(`<Code>${code}</Code>`) });
    expect((await ask({ path: `/${Bucket}/short` })).status).toBe(404);
  });

  test('may arrive a byte at a time', async () => {
    const body = chunked(['hello', 'world'], '');
    const socket = connect(world.local.port, '127.0.0.1');
    const head = [`PUT /${Bucket}/slow HTTP/1.1`, 'host: 127.0.0.1', `authorization: ${authorization}`];
    const rest = Object.entries({ ...headersFor(10), connection: 'close', 'content-length': String(body.length) });
    socket.setNoDelay(true);
    socket.write(`${[...head, ...rest.map(([name, value]) => `${name}: ${value}`)].join('\r\n')}\r\n\r\n`);
    for (const character of body) {
      socket.write(character);
      await new Promise(setImmediate);
    }
    expect(await text(socket)).toContain('200 OK');
    expect((await ask({ path: `/${Bucket}/slow` })).body).toBe('helloworld');
  });
});

test('a client that waits for 100 Continue gets it before it sends the body', async () => {
  const headers = { authorization, expect: '100-continue', 'content-length': '3' };
  const outgoing = request({
    ...{ host: '127.0.0.1', port: world.local.port, method: 'PUT', path: `/${Bucket}/expected`, headers },
  });
  outgoing.flushHeaders();
  await once(outgoing, 'continue');
  outgoing.end('abc');
  const [answer] = await once(outgoing, 'response');
  answer.resume();
  expect(answer.statusCode).toBe(200);
  expect((await ask({ path: `/${Bucket}/expected` })).body).toBe('abc');
});

test('an upload that is cut off leaves nothing', async () => {
  const socket = connect(world.local.port, '127.0.0.1');
  socket.write(
    `PUT /${Bucket}/cut HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: ${authorization}\r\ncontent-length: 1000\r\n\r\nhalf`,
  );
  const logged = world.local.requestLog.count;
  await new Promise((resolve) => setTimeout(resolve, 50));
  socket.destroy();
  while (world.local.requestLog.count === logged) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  expect((await ask({ path: `/${Bucket}/cut` })).status).toBe(404);
});

describe('a presigned URL', () => {
  const query = `X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${encodeURIComponent(scope)}&X-Amz-Signature=0`;

  test('reads and writes without an Authorization header', async () => {
    const path = `/${Bucket}/presigned?${query}`;
    const put = await ask({ method: 'PUT', path, headers: { authorization: '' }, body: 'given' });
    expect(put.status).toBe(200);
    const got = await ask({ path: `${path}&response-content-type=text/css`, headers: { authorization: '' } });
    expect(got).toMatchObject({ status: 200, body: 'given' });
    expect(got.headers['content-type']).toBe('text/css');
  });
});

test.each(['BUCKET.localhost', 'BUCKET.s3.localhost', 'BUCKET.s3.eu-central-1.amazonaws.com'])(
  'a bucket can be named by the host %s',
  async (pattern) => {
    const host = pattern.replace('BUCKET', Bucket);
    await world.put(Bucket, 'by/host', 'found');
    expect(await ask({ path: '/by/host', headers: { host } })).toMatchObject({ status: 200, body: 'found' });
  },
);

test('a request without a signature is refused', async () => {
  const got = await ask({ path: `/${Bucket}/a`, headers: { authorization: '' } });
  expect(got.status).toBe(403);
  expect(got.body).toContain('<Code>AccessDenied</Code>');
});

test('keys do not leave the bucket, however they are written', async () => {
  const path = `/${Bucket}/../../../../etc/passwd`;
  await ask({ method: 'PUT', path, body: 'mine' });
  expect((await ask({ path })).body).toBe('mine');
  expect((await ask({ path: `/${Bucket}/%2E%2E/%2E%2E/%2E%2E/%2E%2E/etc/passwd` })).body).toBe('mine');
  expect((await ask({ path: `/${Bucket}/%zz` })).body).toContain('<Code>InvalidURI</Code>');
});

test('DeleteObjects without a checksum is refused', async () => {
  const body = '<Delete><Object><Key>a</Key></Object></Delete>';
  const without = await ask({ method: 'POST', path: `/${Bucket}?delete`, body });
  expect(without).toMatchObject({ status: 400, body: expect.stringContaining('<Code>InvalidRequest</Code>') });
  const md5 = createHash('md5').update(body).digest('base64');
  const done = await ask({ method: 'POST', path: `/${Bucket}?delete`, headers: { 'content-md5': md5 }, body });
  expect(done.body).toContain('<Deleted><Key>a</Key></Deleted>');
});

test('an error has a request id in its head and body', async () => {
  const got = await ask({ path: `/${Bucket}/missing` });
  const id = got.headers['x-amz-request-id'];
  expect(id).toMatch(/^[0-9a-f-]{36}$/);
  expect(got.body).toContain(`<RequestId>${id}</RequestId>`);
});

test.each([
  ...['accelerate', 'logging', 'notification', 'requestPayment', 'object-lock'].map((name) => ['DELETE', name]),
  ...['versioning', 'location', 'versions', 'uploads'].map((name) => ['DELETE', name]),
  ['PUT', 'location'],
])('%s ?%s is no operation of S3: 405, and the bucket stays', async (method, name) => {
  const answer = await ask({ method, path: `/${Bucket}?${name}` });
  expect(answer).toMatchObject({ status: 405, body: expect.stringContaining('<Code>MethodNotAllowed</Code>') });
  expect((await ask({ method: 'HEAD', path: `/${Bucket}` })).status).toBe(200);
});
