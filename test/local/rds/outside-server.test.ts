import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabases } from '../../../lib/local/rds/open-databases';
import { PostgresServer } from '../../../lib/local/rds/postgres/postgres-server';
import { memoryJournal } from '../state/memory-journal';
import { verifiedClient } from './verified-client';

const request = {
  ...{
    identifier: 'shop',
    engine: 'postgres',
    databaseName: 'app',
    username: 'app',
    password: 'not-a-secret',
    tags: {},
  },
};
const place = { accountId: '123456789012', region: 'eu-central-1' };

let folder: string;
let server: PostgresServer;
let postgres: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'preview-stacks-outside-'));
  server = new PostgresServer(folder);
  // As a user would make it: a role that may make roles and databases, and is no superuser.
  await server.admin((client) => client.query(`CREATE ROLE maker LOGIN CREATEROLE CREATEDB PASSWORD 'of-the-maker'`));
  const { host, port } = await server.ready();
  postgres = `postgres://maker:of-the-maker@${host}:${port}/postgres`;
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

async function namesInServer(): Promise<readonly string[]> {
  const { rows } = await server.admin((client) => client.query('SELECT datname FROM pg_database ORDER BY 1'));
  return rows.map(({ datname }) => datname);
}

test("instances are made in a server of the user's own, and leave nothing in it", async () => {
  const databases = await openDatabases({ ...place, folder, journal: memoryJournal(), postgres });
  const { address, port } = await databases.create(request);
  const login = { host: address, port, user: 'app', password: 'not-a-secret', database: 'app' };
  const client = verifiedClient(databases, login);
  await client.connect();
  await client.query('CREATE TABLE notes (text text)');
  await client.end();
  expect(await namesInServer()).toContain('shop');
  await databases.delete('shop');
  expect(await namesInServer()).toEqual(['postgres', 'template0', 'template1']);
  await databases.close();
  expect(await namesInServer()).toHaveLength(3);
});

test('a role that was there before is never dropped: the instance is refused', async () => {
  await server.admin((client) => client.query('CREATE ROLE shop'));
  const databases = await openDatabases({ ...place, folder, journal: memoryJournal(), postgres });
  await expect(databases.create(request)).rejects.toThrow('has a role shop already');
  expect(databases.instances()).toEqual([]);
  await databases.close();
  await server.admin((client) => client.query('DROP ROLE shop'));
});

test('a server that does not answer is named in the failure, without its password', async () => {
  const silent = 'postgres://maker:of-the-maker@127.0.0.1:1/postgres';
  const databases = await openDatabases({ ...place, folder, journal: memoryJournal(), postgres: silent });
  const failure = await databases.create(request).catch(String);
  expect(failure).toContain('The PostgreSQL server at 127.0.0.1:1 cannot be used');
  expect(failure).not.toContain('of-the-maker');
  await databases.close();
});
