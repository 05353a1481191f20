import { PreviewError } from '../../../lib/errors';
import { type ForwardRequest, forwardDatabase, type OpenedWay } from '../../../lib/instances/session/forward-database';
import { ownSecret, SessionWorld } from './session-world';

let world: SessionWorld;
let ways: OpenedWay[];
beforeEach(() => {
  world = new SessionWorld();
  ways = [];
});

const forward = (more: Partial<ForwardRequest> = {}) =>
  forwardDatabase(world, { settings: world.settings, opened: (way) => void ways.push(way), ...more });

test('a port leads to the host and port of the database, and stays open until it is closed', async () => {
  await world.addDatabase();
  const running = forward({ localPort: 15_555 });
  while (ways.length === 0) await Promise.resolve();
  expect(world.sessions.requests).toMatchObject([
    {
      ...{ instanceId: 'i-00000000000000001', document: 'AWS-StartPortForwardingSessionToRemoteHost' },
      parameters: { host: ['db.example.rds.amazonaws.com'], portNumber: ['15432'], localPortNumber: ['15555'] },
    },
  ]);
  expect(ways).toMatchObject([
    { port: 40_123, address: 'postgresql://ada@127.0.0.1:40123/app?sslmode=require', passwordCopied: false },
  ]);
  expect(world.sessions.open.size).toBe(1);
  world.program.hangUp();
  expect(await running).toBe(0);
  expect(world.sessions.open.size).toBe(0);
  // Without a client no password is read.
  expect(world.secrets.reads).toEqual([]);
});

test('a client gets address and password in its environment, and its exit code comes back', async () => {
  await world.addDatabase();
  world.programs.exitCode = 3;
  expect(await forward({ words: ['psql', '-c', 'select 1'] })).toBe(3);
  expect(world.programs.runs).toEqual([
    [
      ['psql', '-c', 'select 1'],
      {
        ...{ PGHOST: '127.0.0.1', PGPORT: '40123', PGDATABASE: 'app', PGUSER: 'ada', PGPASSWORD: 'correct horse' },
        ...{ PGSSLMODE: 'require', PGHOSTADDR: undefined, PGSERVICE: undefined, PGSSLROOTCERT: undefined },
        ...{ RDS_HOSTNAME: '127.0.0.1', RDS_PORT: '40123', RDS_DB_NAME: 'app', RDS_USERNAME: 'ada' },
        RDS_PASSWORD: 'correct horse',
      },
    ],
  ]);
  expect(JSON.stringify([ways, world.sessions.requests, world.events])).not.toContain('correct horse');
  expect(world.secrets.reads).toEqual([ownSecret]);
  expect(world.program.closed).toBe(1);
  expect(world.sessions.open.size).toBe(0);
});

test.each(['mysql', 'mariadb'])('a client of %s gets the variables of its own', async (engine) => {
  world.database = { engine };
  await world.addDatabase();
  await forward({ words: ['mysql'] });
  const [[, environment] = []] = world.programs.runs;
  expect(environment).toMatchObject({ MYSQL_HOST: '127.0.0.1', MYSQL_TCP_PORT: '40123', MYSQL_PWD: 'correct horse' });
  expect(Object.keys(environment ?? {}).filter((name) => name.startsWith('PG'))).toEqual([]);
  expect(world.sessions.requests[0]?.parameters.portNumber).toEqual(['13306']);
  expect(ways[0]?.address).toBe('mysql://ada@127.0.0.1:40123/app?ssl-mode=REQUIRED');
});

test('the password is copied before a session begins, and never shown', async () => {
  await world.addDatabase();
  const running = forward({ copyPassword: true });
  while (ways.length === 0) await Promise.resolve();
  world.program.hangUp();
  await running;
  expect(world.programs.clipboard).toBe('correct horse');
  expect(ways).toMatchObject([{ passwordCopied: true }]);
  expect(JSON.stringify(ways)).not.toContain('correct horse');
  world = new SessionWorld();
  await world.addDatabase();
  world.programs.faults.fail('copy', new PreviewError('clipboard-missing', 'on purpose', { fault: 'user' }));
  await expect(forward({ copyPassword: true })).rejects.toMatchObject({ code: 'clipboard-missing' });
  expect(world.sessions.requests).toEqual([]);
});

test('the secret that settings name for a snapshot is the one that is read', async () => {
  const credentials = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/db-AbCdEf';
  world.database = { username: undefined, snapshot: { id: 'monday', credentials } };
  await world.addDatabase();
  world.secrets.texts.set(credentials, '{"username":"owner","password":"of the snapshot"}');
  await forward({ words: ['psql'] });
  expect(world.programs.runs).toMatchObject([[['psql'], { PGUSER: 'owner', PGPASSWORD: 'of the snapshot' }]]);
  // Only that secret says who it is.
  expect(ways[0]?.address).toBe('postgresql://127.0.0.1:40123/app?sslmode=require');
});

test.each(['no json', '"text"', '{"username":"ada"}', '{"username":"ada","password":7}'])(
  'a secret that holds %s is an error that says nothing of it',
  async (text) => {
    await world.addDatabase();
    world.secrets.texts.set(ownSecret, text);
    const error = await forward({ words: ['psql'] }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'database-secret-unreadable' });
    expect(`${(error as Error).message}${(error as PreviewError).hint}`).not.toContain(text);
    expect(world.sessions.requests).toEqual([]);
  },
);

test('settings without a database, and a stack without one, are refused before a session begins', async () => {
  await world.add();
  world.layer = { database: 'none' };
  await expect(forward()).rejects.toMatchObject({ code: 'option-invalid', exitCode: 2 });
  world.layer = { database: { engine: 'postgres', name: 'app' } };
  await expect(forward()).rejects.toMatchObject({ code: 'database-missing', exitCode: 1 });
  await expect(forward({ words: ['psql'] })).rejects.toMatchObject({ code: 'database-missing' });
  expect(world.sessions.requests).toEqual([]);
});

test('a stack that has a database and no secret of it says so', async () => {
  const stack = await world.addDatabase();
  world.stacks.setResources(stack.id, []);
  await expect(forward({ words: ['psql'] })).rejects.toMatchObject({
    code: 'database-missing',
    message: expect.stringContaining('no secret for its database'),
  });
});

test('a client that is not there closes the way and ends the session', async () => {
  await world.addDatabase();
  world.programs.faults.fail('run', new PreviewError('program-missing', 'on purpose', { fault: 'user' }));
  await expect(forward({ words: ['psql'] })).rejects.toMatchObject({ code: 'program-missing' });
  expect(world.program.closed).toBe(1);
  expect(world.sessions.open.size).toBe(0);
});
