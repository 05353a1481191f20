import { request } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { ClientConfig } from 'pg';
import { isRecorded } from '../../../lib/local/rds/recorded-place';
import type { SettingsLayer } from '../../../lib/settings/settings';
import { openProgram, type ProgramWorld } from '../../constructs/rights/ci-calls/program-world';
import { askMariaDb } from '../../local/rds/maria-client';
import { verifiedClient } from '../../local/rds/verified-client';
import { git, write } from '../../machine/git/git-fixture';

/** Says how it reaches its database. */
const server = `
const { RDS_HOSTNAME: host, RDS_PORT: port, RDS_DB_NAME: database, RDS_USERNAME: user, RDS_PASSWORD: password, DATABASE_URL: url } = process.env;
require('node:http').createServer((asked, answer) => {
  answer.end(JSON.stringify({ host, port: Number(port), database, user, password, url }));
}).listen(process.env.PORT, '127.0.0.1');
`;

interface Login {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  readonly url: string;
}

let world: ProgramWorld;
let copy: string;
let settings: { base: object; preview: object };
beforeAll(async () => {
  world = await openProgram();
  copy = join(world.folder, 'copy');
  settings = JSON.parse(git(copy, 'show', 'main:preview-stacks.config.json'));
}, 120_000);
afterAll(() => world.close());

const withDatabase = (database: SettingsLayer['database']) => ({
  'server.js': server,
  'preview-stacks.config.json': JSON.stringify({ ...settings, base: { ...settings.base, database } }),
});

async function does(...args: string[]): Promise<void> {
  const ran = await world.run(...args);
  expect({ args, said: ran.said, code: ran.code }).toEqual({ args, said: ran.said, code: 0 });
}

async function deployWith(database: SettingsLayer['database']): Promise<void> {
  write(copy, withDatabase(database));
  git(copy, 'commit', '--quiet', '--all', '--message', 'change');
  git(copy, 'push', '--quiet', 'origin', 'HEAD');
  await does('deploy');
}

async function loginOf(branch: string): Promise<Login> {
  const answer = await new Promise<string>((resolve, reject) => {
    const headers = { host: `${branch}.preview.localhost` };
    request({ host: '127.0.0.1', port: world.local.port, agent: false, headers }, (got) =>
      text(got).then(resolve, reject),
    )
      .on('error', reject)
      .end();
  });
  return JSON.parse(answer) as Login;
}

async function enter({ url: _, ...login }: Login, how: ClientConfig = {}): Promise<readonly unknown[]> {
  const client = verifiedClient(world.local.world.databases, { ...login, ...how });
  await client.connect();
  try {
    return (await client.query({ text: 'SELECT 7', rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

const plain: ClientConfig = { ssl: false };
const groups = () => world.local.world.databases.groups('pg').map(({ name, family }) => ({ name, family }));

test('a database whose settings let clients in without TLS does, refuses them when they no longer say so, and leaves no group', async () => {
  world.branch('door', withDatabase({ tls: 'optional' }));
  await does('deploy');
  const open = await loginOf('door');
  expect(await enter(open, plain)).toEqual([7]);
  // The URL does not depend on it.
  expect(open.url).toMatch(/\?sslmode=require$/);
  const ours = { name: expect.stringMatching(/^shop-preview-door-databaseparameters/), family: 'postgres17' };
  expect(groups()).toEqual([ours]);

  await deployWith({});
  const closed = await loginOf('door');
  expect(closed).toEqual(open);
  await expect(enter(closed, plain)).rejects.toThrow('no encryption');
  expect(await enter(closed)).toEqual([7]);
  expect(groups()).toEqual([]);

  await deployWith({ tls: 'optional' });
  expect(await enter(closed, plain)).toEqual([7]);
  git(copy, 'push', '--quiet', 'origin', '--delete', 'door');
  await does('cleanup', '--execute');
  expect(groups()).toEqual([]);
}, 120_000);

test('MySQL 8.4 refuses clients without TLS when settings say so', async () => {
  git(copy, 'switch', '--quiet', 'main');
  world.branch('mine', withDatabase({ engine: 'mysql', tls: 'required' }));
  await does('deploy');
  expect(groups()).toEqual([expect.objectContaining({ family: 'mysql8.4' })]);
  const [instance] = world.local.world.databases.instances();
  expect(instance?.parameterGroup).toBe(groups()[0]?.name);
  if (instance === undefined || isRecorded(instance)) return;
  const { host: address, port, user: username, database: databaseName, password } = await loginOf('mine');
  const login = { address, port, username, databaseName };
  await expect(askMariaDb(login, password, 'SELECT 7')).rejects.toThrow('require_secure_transport=ON');
  const ca = join(world.local.folder, 'databases', 'ca.pem');
  expect(await askMariaDb({ ...login, ca }, password, 'SELECT 7')).toEqual(['7']);
}, 120_000);
