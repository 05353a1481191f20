import { readFileSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { type Journey, openJourney, urlOf } from '../journey';
import { becomePlain, writePlainApp } from '../plain-app';

/** Answers, streams, and speaks another protocol: what a page of a team does. */
const server = `
const { createServer } = require('node:http');
createServer((request, response) => {
  if (request.url === '/events') {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('data: one\\n\\n');
    return;
  }
  response.end(request.url === '/health' ? 'well' : 'the app');
}).on('upgrade', (request, socket) => {
  socket.write('HTTP/1.1 101 Switching Protocols\\r\\nconnection: upgrade\\r\\nupgrade: echo\\r\\n\\r\\nhello');
}).listen(process.env.PORT);
`;

let journey: Journey;
let url: string;
let arn: string;
beforeAll(async () => {
  journey = await openJourney(becomePlain);
  arn = String((await secrets('CreateSecret', { Name: 'plain/people', SecretString: people('first word') })).ARN);
  await push('main', { users: arn });
  expect(await journey.run(['deploy-application', '--target', 'staging'])).toMatchObject({ code: 0 });
  await push('closed', { users: arn });
  url = urlOf(await journey.run(['deploy']));
}, 120_000);
afterAll(() => journey?.close());

const people = (word: string) => JSON.stringify({ anna: word, 'ben@acme.dev': 'another word' });
const basic = (who: string, word: string) => ({
  authorization: `Basic ${Buffer.from(`${who}:${word}`).toString('base64')}`,
});

/** Calls Secrets Manager as a client does, but for the signature, which the endpoint does not check. */
async function secrets(operation: string, input: object): Promise<Record<string, unknown>> {
  const answer = await fetch(journey.endpoint.variables.AWS_ENDPOINT_URL ?? '', {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `secretsmanager.${operation}`,
      authorization:
        'AWS4-HMAC-SHA256 Credential=local/20261128/us-east-1/secretsmanager/aws4_request, SignedHeaders=host, Signature=00',
    },
    body: JSON.stringify(input),
  });
  expect(answer.status).toBe(200);
  return (await answer.json()) as Record<string, unknown>;
}

/**
 * Commits the app with these settings of previews, on a branch that is there or is made.
 *
 * @param said a comment in the app, so that its bundle is another one
 */
async function push(branch: string, access: object, said = ''): Promise<void> {
  const { git, folder } = journey.workshop;
  if (branch !== 'main') await git('switch', '--quiet', '-C', branch);
  writePlainApp(journey.workshop, { server: `// ${said}${server}` });
  const file = join(folder, 'preview-stacks.config.js');
  const layer = `access: ${JSON.stringify(access)}, cleanup:`;
  writeFileSync(file, readFileSync(file, 'utf8').replace('cleanup:', layer));
  await git('commit', '--quiet', '--allow-empty', '-am', branch);
  await git('push', '--quiet', '-u', 'origin', branch);
}

/** Asks the preview's host; the body as far as the first piece of it. */
function ask(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const { host, port } = new URL(url);
  return new Promise((settle, fail) => {
    const asked = request({ host: '127.0.0.1', port, path, headers: { host, ...headers }, agent: false });
    const answered = (response: IncomingMessage, first: string) => {
      settle({ status: response.statusCode ?? 0, headers: response.headers, body: first });
      asked.destroy();
    };
    asked.on('response', (response) => response.once('data', (data) => answered(response, String(data))));
    asked.on('upgrade', (response, socket, head) => {
      if (head.length > 0) answered(response, String(head));
      else socket.once('data', (data) => answered(response, String(data)));
    });
    asked.setTimeout(10_000, () => fail(new Error(`${path} gave nothing`)));
    asked.on('error', fail);
    asked.end();
  });
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const noindex = 'noindex, nofollow';
const upgrade = { connection: 'upgrade', upgrade: 'echo' };

test('a stranger is asked for a password at every path but the health path, and search engines are sent away everywhere', async () => {
  for (const path of ['/', '/events', '/health/', '/health?x', '/x/..%2fhealth', '/HEALTH']) {
    const { status, headers } = await ask(path);
    expect([path, status, headers['www-authenticate']]).toEqual([path, 401, 'Basic realm="Preview"']);
    expect(headers['x-robots-tag']).toBe(noindex);
  }
  expect(await ask('/health')).toMatchObject({ status: 200, body: 'well', headers: { 'x-robots-tag': noindex } });
  expect((await ask('/', upgrade)).status).toBe(401);
  expect((await ask('/', basic('anna', 'another word'))).status).toBe(401);
});

test('who is named comes in, and goes on by the cookie where the app has an Authorization of its own', async () => {
  for (const said of [basic('anna', 'first word'), basic('ben@acme.dev', 'another word')]) {
    expect(await ask('/', said)).toMatchObject({ status: 200, body: 'the app' });
  }
  const [cookie = ''] = (await ask('/', basic('anna', 'first word'))).headers['set-cookie'] ?? [];
  const [pair = ''] = cookie.split(';');
  expect(await ask('/', { cookie: pair, authorization: 'Bearer token' })).toMatchObject({
    status: 200,
    body: 'the app',
  });
  expect((await ask('/', { cookie: `${pair}0` })).status).toBe(401);
});

test('server-sent events come as they are written, and another protocol is spoken', async () => {
  expect(await ask('/events', basic('anna', 'first word'))).toMatchObject({ status: 200, body: 'data: one\n\n' });
  expect(await ask('/', { ...upgrade, ...basic('anna', 'first word') })).toMatchObject({ status: 101, body: 'hello' });
});

test('another password holds from the next deploy on', async () => {
  await secrets('PutSecretValue', { SecretId: arn, SecretString: people('second word') });
  expect((await ask('/', basic('anna', 'first word'))).status).toBe(200);
  await push('closed', { users: arn });
  expect(await journey.run(['deploy'])).toMatchObject({ code: 0 });
  expect((await ask('/', basic('anna', 'first word'))).status).toBe(401);
  expect((await ask('/', basic('anna', 'second word'))).status).toBe(200);
});

test.each([
  ['a new version', 'another version'],
  ['the same version once more', ''],
])(
  'a secret of another form ends the deploy of %s, which says why, and what ran before goes on asking',
  async (_, said) => {
    await secrets('PutSecretValue', { SecretId: arn, SecretString: '{"anna":"short"}' });
    await push('closed', { users: arn }, said);
    const { code, stderr } = await journey.run(['deploy']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/the password of anna has 5 characters: 8 to 128 are taken/);
    expect(stderr).not.toContain('short');
    expect((await ask('/')).status).toBe(401);
    expect((await ask('/', basic('anna', 'second word'))).status).toBe(200);
    await secrets('PutSecretValue', { SecretId: arn, SecretString: people('third word') });
  },
);

test('a ready bundle without the hook is refused', async () => {
  const { code, stderr } = await journey.run(['deploy', '--bundle', await bare()]);
  expect([code, stderr]).toEqual([2, expect.stringMatching(/\(access-hook-missing\)/)]);
});

test('settings that ask no more open the preview, which search engines find once settings say so', async () => {
  await push('closed', {});
  expect(await journey.run(['deploy'])).toMatchObject({ code: 0 });
  expect(await ask('/')).toMatchObject({ status: 200, headers: { 'x-robots-tag': noindex } });
  await push('closed', { index: true });
  expect(await journey.run(['deploy'])).toMatchObject({ code: 0 });
  expect((await ask('/')).headers['x-robots-tag']).toBeUndefined();
});

test('a secret that settings on the default branch do not name is out of reach', async () => {
  await push('closed', { password: arn.replace('plain/people', 'plain/others') });
  const { code, stderr } = await journey.run(['deploy']);
  expect([code, stderr]).toEqual([2, expect.stringMatching(/\(beyond-reach\)/)]);
});

test('a kept bundle without the hook leaves a preview open that asked for no password before, and the deploy ends with access-open', async () => {
  await push('older', {});
  const zip = await bare();
  expect(await journey.run(['deploy', '--bundle', zip])).toMatchObject({ code: 0 });
  await push('older', { users: arn });
  const { deploys } = JSON.parse((await journey.run(['history', '--json'])).stdout);
  const { code, stderr } = await journey.run(['deploy', '--bundle', deploys[0].bundles.web]);
  expect(code).toBe(1);
  expect(stderr).toMatch(/The settings ask for a password, and http:\/\/\S+ answers 200 .*\(access-open\)/s);
});

/** A zip of the app that another tool made. */
async function bare(): Promise<string> {
  const zip = join(journey.workshop.folder, '..', 'bare.zip');
  await journey.workshop.git('archive', '--format=zip', '--output', zip, 'HEAD');
  return zip;
}
