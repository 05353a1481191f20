import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { DatabaseInstance, DatabaseRequest, Databases } from '../../../lib/local/databases/databases';
import { type DatabasesOptions, openDatabases } from '../../../lib/local/databases/open-databases';
import { memoryJournal } from '../memory-journal';

const request: DatabaseRequest = {
  identifier: 'shop-one',
  engine: 'postgres',
  engineVersion: '16.4',
  databaseName: 'app',
  username: 'app',
  password: 'first-password',
  tags: {},
};

let options: DatabasesOptions;
let databases: Databases;

beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'preview-stacks-databases-'));
  options = { folder, journal: memoryJournal(), accountId: '000000000000', region: 'eu-central-1' };
  databases = await openDatabases(options);
});

afterEach(async () => {
  await databases.close();
  await rm(options.folder, { recursive: true, force: true });
});

function client(
  instance: DatabaseInstance,
  change: Partial<{ user: string; password: string; database: string }> = {},
) {
  const connection = new Client({
    host: instance.address,
    port: instance.port,
    user: instance.username,
    password: request.password,
    database: instance.databaseName,
    ...change,
  });
  connection.on('error', () => undefined);
  return connection;
}

async function ask(instance: DatabaseInstance, sql: string, change: Parameters<typeof client>[1] = {}) {
  const connection = client(instance, change);
  await connection.connect();
  try {
    return (await connection.query(sql)).rows;
  } finally {
    await connection.end();
  }
}

test('two instances may have databases and users of the same name, and each keeps its own rows', async () => {
  const one = await databases.create(request);
  const two = await databases.create({ ...request, identifier: 'shop-two', password: 'second-password' });
  await ask(one, `CREATE TABLE notes AS SELECT 'one' AS text`);
  await ask(two, `CREATE TABLE notes AS SELECT 'two' AS text`, { password: 'second-password' });
  expect(await ask(one, 'SELECT text FROM notes')).toEqual([{ text: 'one' }]);
  expect(await ask(two, 'SELECT text FROM notes', { password: 'second-password' })).toEqual([{ text: 'two' }]);
});

test('an instance lets nobody in by another password, user or database', async () => {
  const one = await databases.create(request);
  await expect(ask(one, 'SELECT 1', { password: 'not-the-password' })).rejects.toThrow(
    'password authentication failed',
  );
  await expect(ask(one, 'SELECT 1', { user: 'rdsadmin' })).rejects.toThrow('password authentication failed');
  await expect(ask(one, 'SELECT 1', { database: 'postgres' })).rejects.toThrow('database "postgres" does not exist');
});

test('a sibling that finds the server behind the door cannot enter a database that is not its own', async () => {
  const one = await databases.create(request);
  await databases.create({ ...request, identifier: 'shop-two' });
  const [{ port }] = await ask(one, 'SELECT inet_server_port() AS port');
  const behind = { ...one, port: Number(port), username: 'shop-one' };
  expect(await ask(behind, 'SELECT 1 AS one', { database: 'shop-one' })).toEqual([{ one: 1 }]);
  await expect(ask(behind, 'SELECT 1', { database: 'shop-two' })).rejects.toThrow(
    'permission denied for database "shop-two"',
  );
});

test('a deleted instance cuts its connections and its port answers nobody', async () => {
  const one = await databases.create(request);
  const connection = client(one);
  await connection.connect();
  const cut = new Promise((resolve) => connection.once('end', resolve));
  await databases.delete('shop-one');
  await cut;
  await expect(ask(one, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
  expect(databases.has('shop-one')).toBe(false);
});

test('a name that was deleted can be taken again, and starts empty', async () => {
  const one = await databases.create(request);
  await ask(one, 'CREATE TABLE notes (text text)');
  await databases.delete('shop-one');
  const again = await databases.create(request);
  await expect(ask(again, 'SELECT * FROM notes')).rejects.toThrow('relation "notes" does not exist');
});

test('what was written is there after a restart, under the same port', async () => {
  const one = await databases.create(request);
  await ask(one, `CREATE TABLE notes AS SELECT 'kept' AS text`);
  await databases.close();
  databases = await openDatabases(options);
  expect(databases.instance('shop-one')?.port).toBe(one.port);
  expect(await ask(one, 'SELECT text FROM notes')).toEqual([{ text: 'kept' }]);
});

test('a changed password replaces the former one', async () => {
  const one = await databases.create(request);
  await databases.changePassword('shop-one', 'another-password');
  await expect(ask(one, 'SELECT 1')).rejects.toThrow('password authentication failed');
  expect(await ask(one, 'SELECT 1 AS one', { password: 'another-password' })).toEqual([{ one: 1 }]);
});

test('an instance under deletion protection stays until the protection is lifted', async () => {
  const one = await databases.create({ ...request, deletionProtection: true });
  await expect(databases.delete('shop-one')).rejects.toThrow('Cannot delete protected DB Instance');
  expect(await ask(one, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await databases.change('shop-one', { deletionProtection: false });
  await databases.delete('shop-one');
  expect(databases.instances()).toEqual([]);
});

test('instances that are made at the same time share one server', async () => {
  const names = ['a', 'b', 'c', 'd'];
  const made = await Promise.all(names.map((name) => databases.create({ ...request, identifier: `shop-${name}` })));
  const rows = await Promise.all(made.map((instance) => ask(instance, 'SELECT inet_server_port() AS port')));
  expect(new Set(rows.map(([row]) => row.port)).size).toBe(1);
  expect(new Set(made.map(({ port }) => port)).size).toBe(4);
});
