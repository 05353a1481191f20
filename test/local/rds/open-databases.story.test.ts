import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClientConfig } from 'pg';
import type { DatabaseInstance, DatabaseRequest, Databases } from '../../../lib/local/rds/databases';
import { type DatabasesOptions, openDatabases } from '../../../lib/local/rds/open-databases';
import { memoryJournal } from '../state/memory-journal';
import { emptyDatabases } from './empty-databases';
import { verifiedClient } from './verified-client';

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

// One server for all: to copy a cluster and to start a server in it costs a second of processor time.
beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'preview-stacks-databases-'));
  options = { folder, journal: memoryJournal(), accountId: '000000000000', region: 'eu-central-1' };
  databases = await openDatabases(options);
});

afterEach(() => emptyDatabases(databases));

afterAll(async () => {
  await databases.close();
  await rm(options.folder, { recursive: true, force: true });
});

function client(instance: DatabaseInstance, change: Pick<ClientConfig, 'user' | 'password' | 'database' | 'ssl'> = {}) {
  return verifiedClient(databases, {
    host: instance.address,
    port: instance.port,
    user: instance.username,
    password: request.password,
    database: instance.databaseName,
    ...change,
  });
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

test('an instance refuses another password, user or database', async () => {
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
  const plain = { ssl: false };
  expect(await ask(behind, 'SELECT 1 AS one', { ...plain, database: 'shop-one' })).toEqual([{ one: 1 }]);
  await expect(ask(behind, 'SELECT 1', { ...plain, database: 'shop-two' })).rejects.toThrow(
    'permission denied for database "shop-two"',
  );
});

test('a client without TLS is refused in the words of RDS until a parameter group lets it in', async () => {
  const family = { name: 'plain', description: '', family: 'postgres16', subnets: [], tags: {} };
  databases.putGroup('pg', { ...family, parameters: {} });
  const one = await databases.create({ ...request, parameterGroup: 'plain' });
  await expect(ask(one, 'SELECT 1', { ssl: false })).rejects.toMatchObject({
    ...{ severity: 'FATAL', code: '28000' },
    message: 'no pg_hba.conf entry for host "127.0.0.1", user "app", database "app", no encryption',
  });
  databases.putGroup('pg', { ...family, parameters: { 'rds.force_ssl': '0' } });
  expect(await ask(one, 'SELECT 1 AS one', { ssl: false })).toEqual([{ one: 1 }]);
  expect(await ask(one, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  expect(() => databases.deleteGroup('pg', 'plain')).toThrow('still members of this parameter group plain');
});

test('an instance of an earlier release lets clients in without TLS, as it did, until its template changes', async () => {
  const one = await databases.create(request);
  // An earlier release kept no parameter groups.
  delete (databases.instance('shop-one') as { parameterGroup?: string }).parameterGroup;
  expect(await ask(one, 'SELECT 1 AS one', { ssl: false })).toEqual([{ one: 1 }]);
  await databases.change('shop-one', { parameterGroup: 'default' });
  await expect(ask(one, 'SELECT 1', { ssl: false })).rejects.toThrow('no encryption');
});

test('a client that does not trust the authority goes away, as it does from RDS', async () => {
  const one = await databases.create(request);
  await expect(ask(one, 'SELECT 1', { ssl: true })).rejects.toThrow('self-signed certificate in certificate chain');
});

test('a deleted instance cuts its connections and its port does not answer', async () => {
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

test('a snapshot starts another instance with its rows and its password, and a later row is not in it', async () => {
  const one = await databases.create(request);
  await ask(one, `CREATE TABLE notes AS SELECT 'first' AS text`);
  const taken = await databases.takeSnapshot('shop-one', 'Before', { project: 'shop' });
  expect(taken).toMatchObject({
    ...{ identifier: 'before', instanceIdentifier: 'shop-one', databaseName: 'app', username: 'app' },
    ...{ arn: 'arn:aws:rds:eu-central-1:000000000000:snapshot:before', tags: { project: 'shop' } },
  });
  await ask(one, `INSERT INTO notes VALUES ('second')`);
  const two = await databases.restore({ identifier: 'shop-two', snapshot: 'before', tags: {} });
  expect(two).toMatchObject({ engine: 'postgres', databaseName: 'app', username: 'app', engineVersion: '16.4' });
  expect(await ask(two, 'SELECT text FROM notes')).toEqual([{ text: 'first' }]);
  const given = { identifier: 'shop-three', snapshot: taken.arn, password: 'third-password', tags: {} };
  const three = await databases.restore(given);
  expect(await ask(three, 'SELECT text FROM notes', { password: 'third-password' })).toEqual([{ text: 'first' }]);
  expect(await ask(one, 'SELECT text FROM notes')).toHaveLength(2);
});

test('what is restored belongs to the new instance: it can change it, and the first one can go', async () => {
  const one = await databases.create(request);
  await ask(one, 'CREATE SCHEMA more');
  await ask(one, 'CREATE TABLE more.notes (id serial, text text)');
  await ask(one, 'ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC');
  await databases.takeSnapshot('shop-one', 'before');
  await databases.delete('shop-one');
  const two = await databases.restore({ identifier: 'shop-one', snapshot: 'before', tags: {} });
  await ask(two, `ALTER TABLE more.notes ADD COLUMN since date`);
  await ask(two, `INSERT INTO more.notes (text) VALUES ('new')`);
  await ask(two, 'DROP SCHEMA more CASCADE');
  await databases.deleteSnapshot('before');
  expect(databases.snapshots()).toEqual([]);
  await databases.delete('shop-one');
});

test('a client that is connected while a snapshot is taken is cut off, and can connect again at once', async () => {
  const one = await databases.create(request);
  const connection = client(one);
  await connection.connect();
  const cut = new Promise((resolve) => connection.once('end', resolve));
  const taken = databases.takeSnapshot('shop-one', 'before');
  await cut;
  expect(await ask(one, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await taken;
});

test('snapshots and what they hold are there after a restart, the newest with the latest time', async () => {
  const one = await databases.create(request);
  await ask(one, `CREATE TABLE notes AS SELECT 'kept' AS text`);
  await databases.takeSnapshot('shop-one', 'before');
  await databases.takeSnapshot('shop-one', 'after');
  await databases.close();
  databases = await openDatabases(options);
  const [before, after] = databases.snapshots();
  expect(after?.createdAt).toBeGreaterThan(before?.createdAt ?? 0);
  const two = await databases.restore({ identifier: 'shop-two', snapshot: 'after', tags: {} });
  expect(await ask(two, 'SELECT text FROM notes')).toEqual([{ text: 'kept' }]);
});

test.each([
  ['a name that is taken', 'shop-one', 'before', 'a snapshot with the identifier before already exists'],
  ['a name that RDS does not take', 'shop-one', 'rds:mine', 'DBSnapshotIdentifier is not a valid identifier'],
  ['an instance that is not there', 'shop-none', 'after', 'DBInstance shop-none not found'],
])('a snapshot of %s is refused', async (_what, instance, name, message) => {
  await databases.create(request);
  await databases.takeSnapshot('shop-one', 'before');
  await expect(databases.takeSnapshot(instance, name)).rejects.toThrow(message);
  expect(databases.snapshots()).toHaveLength(1);
});

test('an instance is not restored from what is not there, nor as another engine, nor over one that is there', async () => {
  await databases.create(request);
  await databases.takeSnapshot('shop-one', 'before');
  const made = { identifier: 'shop-two', snapshot: 'before', tags: {} };
  await expect(databases.restore({ ...made, snapshot: 'none' })).rejects.toThrow('DBSnapshot none not found');
  await expect(databases.restore({ ...made, engine: 'mariadb' })).rejects.toThrow('cannot be restored from a snapshot');
  await expect(databases.restore({ ...made, identifier: 'shop-one' })).rejects.toThrow('already exists');
  await expect(databases.restore({ ...made, password: 'short' })).rejects.toThrow('not a valid password');
  expect(databases.instances()).toHaveLength(1);
});
