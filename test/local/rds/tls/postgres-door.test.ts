import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { InstanceProxy, type InstanceProxyOptions } from '../../../../lib/local/rds/postgres/instance-proxy';
import { writeStartup } from '../../../../lib/local/rds/postgres/startup-packet';
import { type Authority, openAuthority } from '../../../../lib/local/rds/tls/authority';
import { secureContextOf } from '../../../../lib/local/rds/tls/door';

const request = (code: number) => Buffer.from([0, 0, 0, 8, 4, 210, 22, code]);
const tlsRequest = request(47);
const gssRequest = request(48);
const cancel = Buffer.concat([Buffer.from([0, 0, 0, 16, 4, 210, 22, 46]), Buffer.alloc(8, 7)]);
const startup = (user: string) => writeStartup(196608, new Map([['user', user]]));

let folder: string;
let authority: Authority;
/** Says back what it hears. */
let server: Server;
let door: InstanceProxy;
let port: number;
const open: Socket[] = [];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'preview-stacks-door-'));
  authority = openAuthority(folder);
  server = createServer((socket) => socket.pipe(socket)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const at = server.address() as { port: number };
  door = new InstanceProxy({
    ...{ databaseName: 'app', username: 'app', innerName: 'inner' },
    server: async () => ({ host: '127.0.0.1', port: at.port }),
    secureContext: secureContextOf(authority, { address: '127.0.0.1', forced: () => true }),
    forcesTls: () => true,
  });
  port = await door.open(0);
});
afterAll(async () => {
  for (const socket of open) socket.destroy();
  await door.close();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

function plain(): Socket {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  open.push(socket);
  return socket;
}

async function next(socket: Socket): Promise<string> {
  const [heard] = (await Promise.race([once(socket, 'data'), once(socket, 'close')])) as [Buffer | boolean];
  return Buffer.isBuffer(heard) ? heard.toString() : 'closed';
}

async function secured(socket: Socket | undefined, ALPNProtocols?: string[]): Promise<TLSSocket> {
  const where = socket ? { socket } : { port, host: '127.0.0.1' };
  const client = connectTls({ ...where, ca: authority.certificate, ...(ALPNProtocols && { ALPNProtocols }) });
  open.push(client.on('error', () => undefined));
  await once(client, 'secureConnect');
  return client;
}

async function asked(): Promise<TLSSocket> {
  const socket = plain();
  socket.write(tlsRequest);
  expect(await next(socket)).toBe('S');
  return secured(socket);
}

test('a client that asks for Kerberos and then for TLS gets TLS, and its first packet goes in under the inner name', async () => {
  const socket = plain();
  socket.write(gssRequest);
  expect(await next(socket)).toBe('N');
  socket.write(tlsRequest);
  expect(await next(socket)).toBe('S');
  const client = await secured(socket);
  client.write(startup('app'));
  expect(await next(client)).toContain('user\0inner\0database\0inner');
  client.write('query');
  expect(await next(client)).toBe('query');
});

test('a client may begin TLS without asking', async () => {
  const client = await secured(undefined, ['postgresql']);
  expect(client.alpnProtocol).toBe('postgresql');
  client.write(startup('app'));
  expect(await next(client)).toContain('user\0inner');
});

test('a wish to cancel comes through TLS', async () => {
  const client = await asked();
  client.write(cancel);
  expect(await next(client)).toBe(cancel.toString());
});

test('who speaks plain is refused, and so is another user inside TLS', async () => {
  const socket = plain();
  socket.write(startup('app'));
  expect(await next(socket)).toContain('C28000\0Mno pg_hba.conf entry for host "127.0.0.1", user "app"');
  const client = await asked();
  client.write(startup('rdsadmin'));
  expect(await next(client)).toContain('password authentication failed for user "rdsadmin"');
});

test('what stands between the request and the handshake is not taken for part of TLS', async () => {
  const socket = plain();
  socket.write(Buffer.concat([tlsRequest, startup('app')]));
  expect(await next(socket)).toContain('C08P01\0Mreceived unencrypted data after SSL request');
});

test('TLS inside TLS ends the connection', async () => {
  const client = await asked();
  client.write(tlsRequest);
  expect(await next(client)).toBe('closed');
});

test('a client may not negotiate anew', async () => {
  const client = connectTls({ port, host: '127.0.0.1', ca: authority.certificate, maxVersion: 'TLSv1.2' });
  open.push(client.on('error', () => undefined));
  await once(client, 'secureConnect');
  const error = await new Promise((resolve) => {
    client.once('error', resolve).renegotiate({}, resolve);
  });
  expect(error).toMatchObject({ code: 'ERR_SSL_NO_RENEGOTIATION' });
});

const another = (more: Partial<InstanceProxyOptions>) =>
  new InstanceProxy({
    ...{ databaseName: 'app', username: 'app', innerName: 'inner', forcesTls: () => true },
    server: async () => ({ host: '127.0.0.1', port: (server.address() as { port: number }).port }),
    secureContext: secureContextOf(authority, { address: '127.0.0.1', forced: () => true }),
    ...more,
  });

test('a door without a certificate ends the connection, and nothing else', async () => {
  const other = another({
    secureContext: () => {
      throw new Error('damaged');
    },
  });
  const socket = connect(await other.open(0), '127.0.0.1').on('error', () => undefined);
  socket.write(tlsRequest);
  expect(await next(socket)).toBe('closed');
  await other.close();
});

test('a client that does not say who it is in time is cut, inside TLS too, and no other', async () => {
  const other = another({ patience: 300 });
  const at = await other.open(0);
  const known = connectTls({ port: at, host: '127.0.0.1', ca: authority.certificate }).on('error', () => undefined);
  known.write(startup('app'));
  await next(known);
  const slow = connect(at, '127.0.0.1').on('error', () => undefined);
  slow.write(tlsRequest);
  expect(await next(slow)).toBe('S');
  const silent = connectTls({ port: at, host: '127.0.0.1', ca: authority.certificate }).on('error', () => undefined);
  await Promise.all([once(slow, 'close'), once(silent, 'close')]);
  known.write('query');
  expect(await next(known)).toBe('query');
  await other.close();
});

test('closing the door cuts clients inside TLS', async () => {
  const other = another({});
  const client = connectTls({ port: await other.open(0), host: '127.0.0.1', ca: authority.certificate });
  client.on('error', () => undefined);
  await once(client, 'secureConnect');
  client.write(startup('app'));
  await next(client);
  await Promise.all([once(client, 'close'), other.close()]);
});
