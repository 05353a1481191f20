import { request } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { CloudFormationClient, DescribeStackEventsCommand } from '@aws-sdk/client-cloudformation';
import { CreateDBSnapshotCommand, DescribeDBSnapshotsCommand, RDSClient } from '@aws-sdk/client-rds';
import { findMariaDb, usualFolders } from '../../lib/local/rds/mariadb/mariadb-programs';
import { namesOf } from '../../lib/naming/resource-names';
import { openProgram, type ProgramWorld } from '../constructs/rights/ci-calls/program-world';
import { askMariaDb } from '../local/rds/maria-client';
import { verifiedClient } from '../local/rds/verified-client';
import { git, write } from '../machine/git/git-fixture';

/** Tells how it reaches its database, and whether a client that trusts what the environment names trusts the certificate of it. */
const server = `
const { connect } = require('node:net');
const tls = require('node:tls');
const { RDS_HOSTNAME: host, RDS_PORT: port, RDS_DB_NAME: database, RDS_USERNAME: user, RDS_PASSWORD: password, DATABASE_URL: url, FILES } = process.env;
const asksForTls = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);
const trust = () => new Promise((resolve) => {
  const socket = connect(Number(port), host, () => socket.write(asksForTls));
  socket.on('error', ({ code }) => resolve(code));
  socket.once('data', () => {
    const safe = tls.connect({ socket, host }, () => resolve(safe.destroy() && 'verified'));
    safe.on('error', ({ code }) => resolve(code));
  });
});
require('node:http').createServer(async (asked, answer) => {
  const certificate = asked.url === '/trust' && (await trust());
  answer.end(JSON.stringify({ host, port: Number(port), database, user, password, url, files: FILES, certificate }));
}).listen(process.env.PORT, '127.0.0.1');
`;

interface Login {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  readonly url?: string;
  readonly files?: string;
  readonly certificate?: string | false;
}

let world: ProgramWorld;
let copy: string;
let rds: RDSClient;
let settings: { base: object; preview: object };

beforeAll(async () => {
  world = await openProgram();
  copy = join(world.folder, 'copy');
  rds = new RDSClient(world.local.client);
  settings = JSON.parse(git(copy, 'show', 'main:preview-stacks.config.json'));
  settings.base = { ...settings.base, database: {}, fileStore: { environment: { FILES: 'bucket' } } };
  onMain({ 'server.js': server, ...asFile(settings) });
  await does('deploy');
}, 120_000);
afterAll(async () => {
  rds.destroy();
  await world.close();
});

const asFile = (value: object) => ({ 'preview-stacks.config.json': JSON.stringify(value) });

function onMain(files: Readonly<Record<string, string>>): void {
  git(copy, 'switch', '--quiet', 'main');
  write(copy, files);
  git(copy, 'commit', '--quiet', '--all', '--message', 'change');
  git(copy, 'push', '--quiet', 'origin', 'main');
}

async function does(...args: string[]): Promise<string> {
  const { code, said, printed } = await world.run(...args);
  expect({ args, said, code }).toEqual({ args, said, code: 0 });
  return printed;
}

/** What the app behind a host says of its database. */
async function loginOf(host: string, path = '/'): Promise<Login> {
  const answer = await new Promise<string>((resolve, reject) => {
    request({ host: '127.0.0.1', port: world.local.port, agent: false, path, headers: { host } }, (got) =>
      text(got).then(resolve, reject),
    )
      .on('error', reject)
      .end();
  });
  return JSON.parse(answer) as Login;
}

async function sql(login: Login, statement: string): Promise<readonly unknown[]> {
  const client = verifiedClient(world.local.world.databases, login);
  await client.connect();
  try {
    return (await client.query({ text: statement, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

/** The login that the URL of the app says. */
function inUrl({ url = '' }: Login): Login {
  const { hostname: host, port, pathname, username: user, password } = new URL(url);
  return { host, port: Number(port), database: pathname.slice(1), user, password };
}

const words = 'SELECT word FROM notes ORDER BY word';
const preview = (branch: string) => loginOf(`${branch}.preview.localhost`);
const instances = () => world.local.world.databases.instances();

test('previews start from the newest snapshot of staging, which is pinned; one taken later is for those made later', async () => {
  const staging = await loginOf('staging.localhost');
  const [instance] = instances();
  const of = instance?.identifier ?? '';
  expect(staging.files).toMatch(/^shop-staging-/);
  expect(staging.url).toMatch(/\?sslmode=require$/);
  expect(await loginOf('staging.localhost', '/trust')).toMatchObject({ certificate: 'verified' });
  expect(await sql(inUrl(staging), 'SELECT 7')).toEqual([7]);
  await sql(staging, `CREATE TABLE notes AS SELECT 'first' AS word`);
  const take = async (day: string) => {
    await rds.send(new CreateDBSnapshotCommand({ DBInstanceIdentifier: of, DBSnapshotIdentifier: `${of}-${day}` }));
  };
  await take('2026-11-20');

  const secret = world.local.world.secrets.list().find(({ arn }) => world.local.world.secrets.value(arn).includes(of));
  const named = (branch: string, snapshot: object) => ({
    ...{ match: branch, because: 'two ways to say who the user is' },
    settings: { database: { snapshot: { newestOf: of, ...snapshot } } },
  });
  const branches = [named('early', { credentials: secret?.arn }), named('late', { username: 'app' })];
  const changed = { ...settings, branches };
  onMain(asFile(changed));
  // The stack was made for a repository on GitHub, whose branches are those of the remote beside.
  write(world.folder, { 'newest.json': JSON.stringify({ ...changed, github: 'acme/shop' }) });
  await does('deploy-application', '--target', 'staging', '--config', join(world.folder, 'newest.json'));

  world.branch('early');
  await does('deploy');
  const early = await preview('early');
  expect(early).toMatchObject({ database: 'app', user: 'app', password: staging.password });
  expect(early.port).not.toBe(staging.port);
  // No template can encode what a secret of the team holds.
  expect(early.url).toBeUndefined();
  expect(await sql(early, words)).toEqual(['first']);

  await sql(staging, `INSERT INTO notes VALUES ('second')`);
  await take('2026-11-21');
  await sql(early, `INSERT INTO notes VALUES ('of this preview')`);
  git(copy, 'commit', '--quiet', '--allow-empty', '--message', 'more');
  git(copy, 'push', '--quiet', 'origin', 'early');
  await does('deploy');
  expect(await sql(await preview('early'), words)).toEqual(['first', 'of this preview']);
  expect(instances()).toHaveLength(2);
  const diff = await does('diff');
  expect(diff).toContain('early');
  expect(diff).not.toContain('replace');
  expect(diff).toMatch(/The code was not compared: [0-9a-f]{8} runs, and is checked out\.$/m);

  world.branch('late');
  await does('deploy');
  const late = await preview('late');
  expect(late).toMatchObject({ database: 'app', user: 'app' });
  expect(late.password).not.toBe(staging.password);
  expect(await sql(inUrl(late), words)).toEqual(['first', 'second']);
  const { secrets } = world.local.world;
  expect(secrets.list().filter(({ arn }) => secrets.value(arn) === late.url)).toHaveLength(1);

  for (const branch of ['early', 'late']) git(copy, 'push', '--quiet', 'origin', '--delete', branch);
  await does('cleanup', '--execute');
  expect(instances().map(({ identifier }) => identifier)).toEqual([of]);
  // Those of staging: the credentials and the URL. Previews left none.
  expect(secrets.list()).toHaveLength(2);
  // What people took of staging is theirs.
  const { DBSnapshots = [] } = await rds.send(new DescribeDBSnapshotsCommand({}));
  expect(DBSnapshots.map(({ DBSnapshotIdentifier }) => DBSnapshotIdentifier)).toEqual([
    `${of}-2026-11-20`,
    `${of}-2026-11-21`,
  ]);
}, 120_000);

test('the app of a preview with MariaDB gets the connection, and can connect; without a server the event says why not', async () => {
  git(copy, 'switch', '--quiet', 'main');
  world.branch('maria', asFile({ ...settings, base: { ...settings.base, database: { engine: 'mariadb' } } }));
  await does('deploy');
  const { host, port, database, user, password, url } = await preview('maria');
  expect(url).toBe(`mysql://${user}:${password}@${host}:${port}/${database}`);
  const cloudFormation = new CloudFormationClient(world.local.client);
  const { stackName } = namesOf('shop', { kind: 'preview', branch: 'maria' });
  const { StackEvents = [] } = await cloudFormation.send(new DescribeStackEventsCommand({ StackName: stackName }));
  cloudFormation.destroy();
  const made = StackEvents.find(
    ({ ResourceType, ResourceStatus }) =>
      ResourceType === 'AWS::RDS::DBInstance' && ResourceStatus === 'CREATE_COMPLETE',
  );
  if ((await findMariaDb(usualFolders)).kind === 'absent') {
    expect(host).toMatch(/\.recorded\.invalid$/);
    expect(made?.ResourceStatusReason).toContain('recorded only, no server runs');
    return;
  }
  expect(made?.ResourceStatusReason).toContain('run on MariaDB');
  const ca = join(world.local.folder, 'databases', 'ca.pem');
  const login = { address: host, port, username: user, databaseName: database, ca };
  expect(await askMariaDb(login, password, 'SELECT database(), current_user()')).toEqual(['app\tapp@%']);
}, 120_000);
