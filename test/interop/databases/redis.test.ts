import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import type { CacheRequest, Caches } from '../../../lib/local/elasticache/caches';
import { openCaches } from '../../../lib/local/elasticache/open-caches';
import { findRedis } from '../../../lib/local/elasticache/server/redis-programs';
import { usualFolders } from '../../../lib/local/rds/mariadb/mariadb-programs';
import { memoryJournal } from '../../local/state/memory-journal';

const programFolders = [...(process.env.PATH ?? '').split(delimiter), ...usualFolders];
const journal = memoryJournal();
let folder: string;
let caches: Caches;
let isThere: boolean;
const open = () => openCaches({ folder, journal, accountId: '123456789012', programFolders });
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'preview-stacks-redis-'));
  isThere = (await findRedis(programFolders)) !== undefined;
  if (!isThere) console.warn('Neither redis-server nor valkey-server is installed: nothing of it is tested');
  caches = await open();
});
afterAll(async () => {
  await caches.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Sends commands, one a line, and gives what comes back. */
function say(socket: Socket, ...commands: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    socket.on('data', (piece) => {
      said += piece;
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(said));
    socket.write([...commands, 'QUIT', ''].join('\r\n'));
  });
}

const request: Omit<CacheRequest, 'id'> = {
  ...{ kind: 'replication-group' as const, region: 'eu-central-1', description: '', engine: 'redis', nodeType: 'x' },
  ...{ tags: {}, tls: 'none' as const },
};
const isFree = (port: number) =>
  say(connect(port, '127.0.0.1'), 'PING').then(
    () => false,
    () => true,
  );

test('a cache keeps its data and its port when the endpoint starts again, and loses both when it is deleted', async () => {
  if (!isThere) return;
  const { port } = await caches.create({ ...request, id: 'kept' });
  expect(await say(connect(port, '127.0.0.1'), 'SET colour red')).toBe('+OK\r\n+OK\r\n');
  await caches.close();
  expect(await isFree(port)).toBe(true);
  caches = await open();
  // It is on its way; a deletion, and this, wait for it.
  await caches.change({ ...request, id: 'kept', description: 'other' });
  expect(await say(connect(port, '127.0.0.1'), 'GET colour')).toBe('$3\r\nred\r\n+OK\r\n');
  await caches.delete('replication-group', 'kept');
  expect(await isFree(port)).toBe(true);
});

test('with TLS a cache takes no plain connection, and with a token no client without it; a new token counts at once', async () => {
  if (!isThere) return;
  const token = 'a"\\ long enough token'.replaceAll(' ', '-');
  const { port } = await caches.create({ ...request, id: 'closed', tls: 'required', token });
  const ca = readFileSync(join(folder, 'databases', 'ca.pem'), 'utf8');
  const secure = () => connectTls({ host: '127.0.0.1', port, ca });
  expect(await say(secure(), 'GET colour')).toMatch(/^-NOAUTH /);
  expect(await say(secure(), `AUTH ${JSON.stringify(token)}`, 'PING')).toBe('+OK\r\n+PONG\r\n+OK\r\n');
  expect(await say(connect(port, '127.0.0.1'), 'PING').catch(() => '')).not.toContain('PONG');
  expect(statSync(join(folder, 'elasticache', 'replication-group-closed', 'redis.conf')).mode & 0o077).toBe(0);
  await caches.change({ ...request, id: 'closed', tls: 'required', token: 'another-long-token' });
  expect(await say(secure(), `AUTH ${JSON.stringify(token)}`)).toMatch(/^-WRONGPASS /);
  await caches.delete('replication-group', 'closed');
});
