import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StagedProxy } from '../../../lib/local/elastic-beanstalk/proxy/staged-proxy';
import { InstanceProxy } from '../../machine/bundle/hooks/instance-proxy';

/** Skipped where the machine lacks it: Debian has it, and `.ci/run` installs it. */
const withNginx =
  spawnSync('nginx', ['-v'], { env: { PATH: `${process.env.PATH}:/usr/sbin` } }).status === 0 ? test : test.skip;
const properties = {
  PREVIEW_STACKS_ACCESS_OPEN: '/health',
  PREVIEW_STACKS_ACCESS_PASSWORD: 'open $sesame: "now"',
  PREVIEW_STACKS_ACCESS_USERS: '{"anna":"first word","ben@acme.dev":"another word"}',
  PREVIEW_STACKS_ACCESS_INDEX: 'no',
};

let folder: string;
let app: Server;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'preview-stacks-nginx-'));
  app = createServer((incoming, response) => {
    if (incoming.url === '/events') {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('data: one\n\n');
    } else if (incoming.url === '/missing') response.writeHead(404).end('missing');
    else response.end(`the app ${incoming.method} ${incoming.url}`);
  });
  app.on('upgrade', (_, socket) => {
    socket.on('end', () => socket.destroy()).on('error', () => undefined);
    socket.resume();
    socket.write('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: echo\r\n\r\nhello');
  });
  await new Promise<void>((listening) => app.listen(0, '127.0.0.1', listening));
});
afterAll(async () => {
  app.closeAllConnections();
  await new Promise((closed) => app.close(closed));
  rmSync(folder, { recursive: true, force: true });
});

const portOf = (server: Server) => (server.address() as AddressInfo).port;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const port = portOf(server);
  await new Promise((closed) => server.close(closed));
  return port;
}

/** As on Amazon Linux 2023, but for the port and what needs root: `location /` of Beanstalk's for Node.js passes all of this on. */
const conf = (root: string, port: number) => `
daemon off; pid ${root}/nginx.pid; error_log ${root}/error.log;
${process.getuid?.() === 0 ? 'user root;' : ''}
events { worker_connections 64; }
http {
  access_log off;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${root}/tmp;`).join(' ')}
  include conf.d/*.conf;
  map $http_upgrade $connection_upgrade { default "upgrade"; }
  server {
    listen 127.0.0.1:${port} default_server;
    location / {
      proxy_pass http://127.0.0.1:${portOf(app)};
      proxy_http_version 1.1;
      proxy_set_header Connection $connection_upgrade;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Host $host;
    }
    location /own/returned { return 200 returned; }
    location /own/moved { rewrite ^ /elsewhere redirect; }
    include conf.d/elasticbeanstalk/*.conf;
  }
}
`;

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

function ask(
  port: number,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  method = 'GET',
): Promise<Answer> {
  return new Promise((settle, fail) => {
    const asked = request({ host: '127.0.0.1', port, path, headers, method, agent: false });
    const answered = ({ statusCode = 0, headers: given }: IncomingMessage, data: unknown) => {
      settle({ status: statusCode, headers: given, body: String(data) });
      asked.destroy();
    };
    asked.on('response', (response) => response.once('data', (data) => answered(response, data)));
    // HEAD has no body.
    asked.on('response', (response) => response.once('end', () => answered(response, '')));
    asked.on('upgrade', (response, socket, head) => {
      if (head.length > 0) answered(response, head);
      else socket.once('data', (data) => answered(response, data));
    });
    asked.setTimeout(10_000, () => fail(new Error(`${path} gave nothing`)));
    asked.on('error', fail);
    asked.end();
  });
}

/** nginx with what the hook wrote, and the rules that the endpoint reads of the same files. */
async function withProxy(work: (port: number, root: string) => Promise<void>): Promise<void> {
  const root = mkdtempSync(join(folder, 'root-'));
  const proxy = new InstanceProxy(root);
  const port = await freePort();
  mkdirSync(join(root, 'tmp'));
  proxy.write('nginx.conf', conf(root, port));
  expect(await proxy.run(properties)).toEqual({ code: 0, said: '' });
  const env = { PATH: `${process.env.PATH}:/usr/sbin` };
  const file = join(proxy.staging, 'nginx.conf');
  const tested = spawnSync('nginx', ['-t', '-c', file], { env, encoding: 'utf8' });
  expect([tested.status, tested.stderr]).toEqual([0, expect.stringContaining('test is successful')]);
  const nginx: ChildProcess = spawn('nginx', ['-c', file], { env, stdio: 'ignore' });
  try {
    for (let left = 100; left > 0; left -= 1) {
      if (
        await ask(port, '/health').then(
          () => true,
          () => false,
        )
      )
        break;
      await sleep(50);
    }
    await work(port, root);
  } finally {
    nginx.kill('SIGTERM');
    await new Promise((ended) => (nginx.exitCode === null ? nginx.once('exit', ended) : ended(0)));
  }
}

const basic = (said: string) => ({ authorization: `Basic ${Buffer.from(said).toString('base64')}` });
const upgrade = { connection: 'upgrade', upgrade: 'echo' };

withNginx(
  'nginx asks for the password as the hook wrote it, lets pass what shall, and the endpoint says the same of each request',
  async () => {
    await withProxy(async (port, root) => {
      const staged = new StagedProxy(root);
      staged.start();
      const rules = staged.read(() => undefined);
      const cookieOf = async () => {
        const [line = ''] = (await ask(port, '/', basic('anna:first word'))).headers['set-cookie'] ?? [];
        return line.split(';')[0] ?? '';
      };
      const cookie = await cookieOf();
      const requests: [path: string, headers: Record<string, string>, status: number][] = [
        ['/', {}, 401],
        ['/missing', {}, 401],
        ['/events', {}, 401],
        ['/', upgrade, 401],
        ['/health', {}, 200],
        ['/health', basic('anna:wrong'), 200],
        ['/health/', {}, 401],
        ['/health?x', {}, 401],
        ['/HEALTH', {}, 401],
        ['//health', {}, 401],
        ['/x/../health', {}, 401],
        ['/x/..%2fhealth', {}, 401],
        ['/%68ealth', {}, 401],
        ['/', basic('preview:open $sesame: "now"'), 200],
        ['/', basic('anna:first word'), 200],
        ['/', basic('ben@acme.dev:another word'), 200],
        ['/', basic('anna:another word'), 401],
        ['/', basic('stranger:first word'), 401],
        ['/', { authorization: 'Bearer first word' }, 401],
        ['/missing', basic('anna:first word'), 404],
        ['/', { cookie, authorization: 'Bearer token' }, 200],
        ['/', { cookie: `a=b; ${cookie}` }, 200],
        ['/', { cookie: `${cookie}0` }, 401],
        ['/', { cookie: 'preview_stacks_access=' }, 401],
        ['/events', { cookie }, 200],
        ['/', { ...upgrade, ...basic('anna:first word') }, 101],
      ];
      for (const [path, headers, status] of requests) {
        const answer = await ask(port, path, headers);
        expect([path, headers, answer.status]).toEqual([path, headers, status]);
        if (status !== 101) expect([path, answer.headers['x-robots-tag']]).toEqual([path, 'noindex, nofollow']);
        if (status === 401) expect(answer.headers['www-authenticate']).toBe('Basic realm="Preview"');
        const verdict = rules?.judge({ url: path, headers } as IncomingMessage);
        expect([path, headers, verdict?.realm === undefined]).toEqual([path, headers, status !== 401]);
        const added = verdict?.headers(status, status !== 401).filter(([name]) => name === 'Set-Cookie') ?? [];
        expect([path, headers, added.map(([, value]) => value)]).toEqual([
          path,
          headers,
          answer.headers['set-cookie'] ?? [],
        ]);
      }
      for (const [method, status] of [
        ['HEAD', 200],
        ['POST', 401],
        ['OPTIONS', 401],
      ] as const) {
        const answer = await ask(port, '/health', {}, method);
        const verdict = rules?.judge({ method, url: '/health', headers: {} } as IncomingMessage);
        expect([method, answer.status, verdict?.realm === undefined]).toEqual([method, status, status === 200]);
      }
      // What docs/access.md says of the app's own files: nginx rewrites and returns before it asks who comes.
      expect((await ask(port, '/own/returned')).body).toBe('returned');
      expect((await ask(port, '/own/moved')).status).toBe(302);
      expect((await ask(port, '/events', { cookie })).body).toBe('data: one\n\n');
      expect((await ask(port, '/', { ...upgrade, cookie })).body).toBe('hello');
    });
  },
);
