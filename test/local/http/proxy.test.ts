import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { proxy, proxyUpgrade } from '../../../lib/local/http/proxy';

let app: Server;
let entrance: Server;
let appPort: number;
beforeAll(async () => {
  app = createServer(async (asked, answer) => {
    if (asked.url === '/die') {
      asked.socket.destroy();
      return;
    }
    if (asked.url === '/switch') {
      asked.socket.end('HTTP/1.1 101 Unasked\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n');
      return;
    }
    if (asked.url === '/stream') {
      answer.write('first');
      await once(asked.socket, 'go-on');
      answer.end('second');
      return;
    }
    const body = await text(asked);
    answer.writeHead(
      201,
      [
        ['set-cookie', 'a=1'],
        ['set-cookie', 'b=2'],
      ].flat(),
    );
    answer.end(JSON.stringify({ method: asked.method, url: asked.url, headers: asked.headers, body }));
  });
  app.on('upgrade', (asked, socket, head) => {
    socket.write('HTTP/1.1 101 Switching Protocols\r\nupgrade: echo\r\nconnection: upgrade\r\n\r\n');
    const forwarded = Object.entries(asked.headers).filter(([name]) => name.startsWith('x-'));
    socket.write(`${JSON.stringify(Object.fromEntries(forwarded))} ${asked.headers.host}:`);
    socket.write(head);
    socket.pipe(socket);
  });
  appPort = await listen(app);
  entrance = createServer((asked, answer) => void proxy(asked, answer, appPort));
  entrance.on('upgrade', (asked, socket, head) => proxyUpgrade(asked, socket, head, appPort));
  await listen(entrance);
});
afterAll(() => {
  for (const server of [app, entrance]) {
    server.closeAllConnections();
    server.close();
  }
});

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

const entrancePort = () => (entrance.address() as AddressInfo).port;

async function ask(path: string, method = 'GET', body = ''): Promise<IncomingMessage> {
  const headers = { host: 'a.preview.localhost:4566' };
  const outgoing = request({ host: '127.0.0.1', port: entrancePort(), path, method, headers });
  outgoing.end(body);
  const [answer] = await once(outgoing, 'response');
  return answer;
}

test('the app sees the request as it was sent, and who sent it', async () => {
  const answer = await ask('/a/../b?c=%20d', 'POST', 'x'.repeat(100_000));
  const seen = JSON.parse(await text(answer));
  expect(answer.statusCode).toBe(201);
  expect(answer.headers['set-cookie']).toEqual(['a=1', 'b=2']);
  expect(seen).toMatchObject({ method: 'POST', url: '/a/../b?c=%20d', body: 'x'.repeat(100_000) });
  expect(seen.headers).toMatchObject({
    ...{ host: 'a.preview.localhost:4566', 'x-forwarded-proto': 'http', 'x-forwarded-port': '4566' },
    'x-forwarded-for': '127.0.0.1',
  });
});

test('an answer streams: its beginning is there before its end', async () => {
  let appSocket: { emit(event: string): boolean } | undefined;
  app.once('connection', (socket) => {
    appSocket = socket;
  });
  const answer = await ask('/stream');
  const [first] = await once(answer, 'data');
  expect(String(first)).toBe('first');
  appSocket?.emit('go-on');
  expect(await text(answer)).toBe('second');
});

test('an app that closes the connection is a bad gateway', async () => {
  const answer = await ask('/die');
  expect(answer.statusCode).toBe(502);
  expect(await text(answer)).toContain('502');
});

test('a web socket goes through', async () => {
  const socket = connect(entrancePort(), '127.0.0.1');
  socket.write('GET /ws HTTP/1.1\r\nhost: a.preview.localhost\r\nconnection: upgrade\r\nupgrade: echo\r\n\r\nhello');
  let seen = '';
  for await (const piece of socket) {
    seen += piece;
    if (seen.endsWith('a.preview.localhost:hello')) {
      break;
    }
  }
  expect(seen).toContain('101 Switching Protocols');
});

test('D24 a web socket says who sent it, as a request does', async () => {
  const socket = connect(entrancePort(), '127.0.0.1');
  const client = 'X-Forwarded-For: 9.9.9.9\r\nx-forwarded-proto: gopher\r\nx-name: gr\xfc\xdfe\r\n';
  const head = `GET /ws HTTP/1.1\r\nhost: a.preview.localhost:4566\r\n${client}connection: upgrade\r\nupgrade: echo\r\n\r\nhello`;
  socket.write(head, 'latin1');
  let seen = '';
  for await (const piece of socket) {
    seen += piece;
    if (seen.endsWith(':hello')) {
      break;
    }
  }
  expect(JSON.parse(/\{.*\}/.exec(seen)?.[0] ?? '')).toEqual({
    ...{ 'x-forwarded-for': '9.9.9.9, 127.0.0.1', 'x-forwarded-proto': 'http', 'x-forwarded-port': '4566' },
    'x-name': 'gr\xfc\xdfe',
  });
});

test('an app that changes the protocol unasked is a bad gateway', async () => {
  const answer = await ask('/switch');
  expect(answer.statusCode).toBe(502);
});
