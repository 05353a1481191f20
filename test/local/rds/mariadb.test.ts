import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DatabaseRequest, Databases } from '../../../lib/local/rds/databases';
import { findMariaDb, type MariaDbSearch, usualFolders } from '../../../lib/local/rds/mariadb/mariadb-programs';
import { type DatabasesOptions, openDatabases } from '../../../lib/local/rds/open-databases';
import { memoryJournal } from '../state/memory-journal';
import { askMariaDb } from './maria-client';

const request: DatabaseRequest = {
  ...{ identifier: 'shop-one', engine: 'mariadb', engineVersion: '11.8.3', databaseName: 'app', username: 'app' },
  ...{ password: "first'pass\\word;", tags: {} },
};

let search: MariaDbSearch;
let options: DatabasesOptions;
let databases: Databases;
beforeAll(async () => {
  search = await findMariaDb(usualFolders);
});
beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'preview-stacks-mariadb-'));
  options = { folder, journal: memoryJournal(), accountId: '000000000000', region: 'eu-central-1' };
  databases = await openDatabases(options);
});
afterEach(async () => {
  await databases.close();
  await rm(options.folder, { recursive: true, force: true });
});

const ask = (sql: string, password = request.password, identifier = 'shop-one') => {
  const instance = databases.instance(identifier);
  if (!instance) throw new Error(`there is no ${identifier}`);
  return askMariaDb({ ...instance, ca: join(options.folder, 'databases', 'ca.pem') }, password, sql);
};

/** A machine without a server is held to what it says instead; true on such a one. */
async function onlySays(made: Promise<unknown>): Promise<boolean> {
  await made;
  if (search.kind === 'found') return false;
  expect(databases.instance('shop-one')).toMatchObject({
    address: 'shop-one.recorded.invalid',
    remark: expect.stringContaining('recorded only, no server runs'),
  });
  return true;
}

function pidOf(identifier: string): number {
  const file = join(options.folder, 'databases', 'mariadb', identifier, 'data', 'server.pid');
  return Number.parseInt(readFileSync(file, 'utf8'), 10);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

test('an instance is run by a MariaDB server, with the names of the template, or says that none is here', async () => {
  if (await onlySays(databases.create(request))) return;
  expect(databases.instance('shop-one')?.remark).toMatch(/run on MariaDB \d+\.\d+\.\d+ \(\/.*d\)/);
  expect(await ask('SELECT current_user(), database(), @@character_set_server')).toEqual(['app@%\tapp\tutf8mb4']);
  await ask('CREATE TABLE notes (word text); INSERT INTO notes VALUES ("kept")');
  expect(await ask('SELECT word FROM app.notes')).toEqual(['kept']);
  await expect(ask('SELECT 1', 'another')).rejects.toThrow('Access denied');
});

test('only the master user can log in, and it cannot touch files', async () => {
  if (await onlySays(databases.create(request))) return;
  expect(await ask("SELECT user, host FROM mysql.user WHERE host <> 'localhost'")).toEqual(['app\t%']);
  await expect(ask("SELECT 1 INTO OUTFILE '/tmp/preview-stacks-outfile'")).rejects.toThrow('Access denied');
});

test('a client without TLS is refused in the words of RDS, and a MySQL instance of version 8.4 lets it in', async () => {
  if (await onlySays(databases.create(request))) return;
  const plain = (identifier: string) => {
    const instance = databases.instance(identifier);
    if (!instance) throw new Error(`there is no ${identifier}`);
    return askMariaDb(instance, request.password, 'SELECT 1');
  };
  await expect(plain('shop-one')).rejects.toThrow(
    "ERROR 1045 (28000): Access denied for user 'app'@'127.0.0.1' (using password: YES)",
  );
  expect(await ask("SHOW STATUS LIKE 'Ssl_cipher'")).toEqual([expect.stringMatching(/^Ssl_cipher\tTLS_/)]);
  await databases.create({ ...request, identifier: 'shop-two', engine: 'mysql', engineVersion: '8.4.6' });
  expect(await plain('shop-two')).toEqual(['1']);
});

test('a MySQL instance beside it has a server of its own, with the same names and other rows', async () => {
  if (await onlySays(databases.create(request))) return;
  await databases.create({ ...request, identifier: 'shop-two', engine: 'mysql', password: 'second-password' });
  await ask('CREATE TABLE notes (word text)');
  await expect(ask('SELECT * FROM notes', 'second-password', 'shop-two')).rejects.toThrow("doesn't exist");
});

test('rows, port and password are there after a restart, and a changed password replaces the former one', async () => {
  if (await onlySays(databases.create(request))) return;
  await ask('CREATE TABLE notes AS SELECT "kept" AS word');
  const former = databases.instance('shop-one')?.port;
  await databases.close();
  databases = await openDatabases(options);
  expect(databases.instance('shop-one')?.port).toBe(former);
  expect(await ask('SELECT word FROM notes')).toEqual(['kept']);
  await databases.changePassword('shop-one', 'another-password');
  await expect(ask('SELECT 1')).rejects.toThrow('Access denied');
  expect(await ask('SELECT word FROM notes', 'another-password')).toEqual(['kept']);
});

test('a deleted instance takes its server and its data with it', async () => {
  if (await onlySays(databases.create(request))) return;
  const pid = pidOf('shop-one');
  expect(isAlive(pid)).toBe(true);
  await databases.delete('shop-one');
  expect(isAlive(pid)).toBe(false);
  expect(() => pidOf('shop-one')).toThrow('ENOENT');
});

test('a server that died comes back with the next client', async () => {
  if (await onlySays(databases.create(request))) return;
  await ask('CREATE TABLE notes AS SELECT "kept" AS word');
  const pid = pidOf('shop-one');
  process.kill(pid, 'SIGKILL');
  while (isAlive(pid)) await sleep(10);
  await sleep(50);
  expect(await ask('SELECT word FROM notes')).toEqual(['kept']);
});

test('a server that was left behind is stopped when its folder is used again', async () => {
  if (await onlySays(databases.create(request))) return;
  const left = pidOf('shop-one');
  const next = await openDatabases(options);
  databases.close = async () => undefined;
  const { port, address } = next.instance('shop-one') ?? { port: 0, address: '' };
  expect(port).toBeGreaterThan(0);
  // The first one's door still has the port: what matters is who is behind it.
  await next.changePassword('shop-one', 'another-password');
  expect(isAlive(left)).toBe(false);
  expect(pidOf('shop-one')).not.toBe(left);
  expect(address).toBe('127.0.0.1');
  await next.close();
});

test('a server does not outlive a process that is killed', async () => {
  const args = ['--import', 'tsx', join(__dirname, 'run-databases.ts'), options.folder, '-', 'mariadb'];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = await once(child.stdout, 'data');
  expect(JSON.parse(String(line))).toMatchObject({ port: expect.any(Number) });
  const ended = once(child, 'exit');
  if (search.kind === 'absent') {
    child.stdin.end();
    await ended;
    return;
  }
  const pid = pidOf('shop');
  expect(isAlive(pid)).toBe(true);
  child.kill('SIGKILL');
  await ended;
  for (let waited = 0; waited < 10_000 && isAlive(pid); waited += 20) await sleep(20);
  expect(isAlive(pid)).toBe(false);
});

test('as root the server runs as an unprivileged user, where that user can enter', async () => {
  await chmod(options.folder, 0o755);
  if (await onlySays(databases.create(request))) return;
  const [, uid] = /^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${pidOf('shop-one')}/status`, 'utf8')) ?? [];
  expect(uid).toBe(String(process.getuid?.() === 0 ? 65534 : process.getuid?.()));
  expect(await ask('SELECT 1')).toEqual(['1']);
});

test('a snapshot starts another instance with its rows and its password, and a later row is not in it', async () => {
  if (await onlySays(databases.create(request))) {
    await expect(databases.takeSnapshot('shop-one', 'before')).rejects.toThrow('recorded only');
    return;
  }
  await ask('CREATE TABLE notes AS SELECT "first" AS word');
  await databases.takeSnapshot('shop-one', 'before');
  await ask('INSERT INTO notes VALUES ("later")');
  const made = { identifier: 'shop-two', snapshot: 'before', tags: {} };
  await databases.restore(made);
  expect(await ask('SELECT word FROM notes', request.password, 'shop-two')).toEqual(['first']);
  await databases.restore({ ...made, identifier: 'shop-three', password: 'third-password' });
  expect(await ask('SELECT word FROM notes', 'third-password', 'shop-three')).toEqual(['first']);
  expect(await ask('SELECT count(*) FROM notes')).toEqual(['2']);
});

test.each(['mysql', 'mariadb'])('without a server a %s instance is recorded, and stays so', async (engine) => {
  await databases.close();
  databases = await openDatabases({ ...options, programFolders: [join(options.folder, 'nothing-here')] });
  const made = await databases.create({ ...request, engine });
  expect(made).toMatchObject({ address: 'shop-one.recorded.invalid', port: 3306 });
  expect(made.remark).toContain('recorded only, no server runs: this machine has no MariaDB server (mariadbd)');
  expect(await databases.remarks()).toContain(made.remark);
  await databases.changePassword('shop-one', 'another-password');
  await databases.close();
  databases = await openDatabases(options);
  expect(databases.instance('shop-one')?.address).toBe('shop-one.recorded.invalid');
  await databases.delete('shop-one');
  expect(databases.instances()).toEqual([]);
});
