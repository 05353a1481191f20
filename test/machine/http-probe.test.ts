import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HttpProbe } from '../../lib/machine/http-probe';

let server: Server;
let port: number;
const hosts: (string | undefined)[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    hosts.push(request.headers.host);
    if (request.url === '/silent') return;
    if (request.url === '/closed') response.writeHead(401, { 'www-authenticate': 'Basic realm="Preview"' });
    else if (request.url === '/login') response.writeHead(302, { location: '/well' });
    else response.writeHead(request.url === '/well' ? 200 : 503);
    response.end('body');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

test('a host under .localhost is reached without a resolver, by its own name', async () => {
  const answer = await new HttpProbe().get(`http://login-page.preview.localhost:${port}/well`);
  expect(answer).toEqual({ kind: 'answered', status: 200 });
  expect(hosts).toContain(`login-page.preview.localhost:${port}`);
});

test('an unhealthy app answers with its status', async () => {
  expect(await new HttpProbe().get(`http://127.0.0.1:${port}/other`)).toEqual({ kind: 'answered', status: 503 });
});

test('a server that asks for a password answers with what it asks for', async () => {
  expect(await new HttpProbe().get(`http://127.0.0.1:${port}/closed`)).toEqual({
    ...{ kind: 'answered', status: 401, challenge: 'Basic realm="Preview"' },
  });
});

test('a redirect is an answer and is not followed', async () => {
  expect(await new HttpProbe().get(`http://127.0.0.1:${port}/login`)).toEqual({ kind: 'answered', status: 302 });
});

test('a server that never answers is silent once the time is over', async () => {
  const answer = await new HttpProbe({ timeoutMs: 50 }).get(`http://127.0.0.1:${port}/silent`);
  expect(answer).toEqual({ kind: 'silent', reason: 'no answer within 50 ms' });
});

test('a port without a listener is silence with its reason', async () => {
  const unused = createServer();
  await new Promise<void>((resolve) => unused.listen(0, '127.0.0.1', resolve));
  const freed = (unused.address() as AddressInfo).port;
  await new Promise((resolve) => unused.close(resolve));
  expect(await new HttpProbe().get(`http://127.0.0.1:${freed}/`)).toEqual({
    kind: 'silent',
    reason: 'connection refused',
  });
});
