import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { FaultList } from '../../../lib/local/faults/fault-list';
import type { Databases } from '../../../lib/local/rds/databases';
import { type DatabasesOptions, openDatabases } from '../../../lib/local/rds/open-databases';
import { databasesService } from '../../../lib/local/rds/rds-service';
import { type ServedServices, serveServices } from '../serve-services';
import { memoryJournal } from '../state/memory-journal';

const day = 24 * 60 * 60 * 1000;
let time = Date.UTC(2027, 0, 1);
let faults: FaultList;
let options: DatabasesOptions;
let databases: Databases;
let served: ServedServices;

// Recorded instances: no folder has a MariaDB server, so that no process starts.
const request = { engine: 'mysql', databaseName: 'app', username: 'app', password: 'not-a-secret', tags: {} };

beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'stopped-'));
  faults = new FaultList();
  options = {
    ...{ folder, accountId: '123456789012', region: 'eu-central-1', programFolders: [], transitionMs: 10 },
    ...{ journal: memoryJournal(() => time), faults },
  };
  databases = await openDatabases(options);
  served = await serveServices(databasesService({ databases }));
  await databases.create({ ...request, identifier: 'shop' });
});

afterEach(async () => {
  await served.close();
  await databases.close();
  await rm(options.folder, { recursive: true, force: true });
});

const call = (Action: string) => served.query('rds', { Action, DBInstanceIdentifier: 'SHOP' });
const status = () => databases.instance('shop')?.status;
async function until(wanted: string): Promise<void> {
  while (status() !== wanted) await sleep(2);
}
async function stopped(): Promise<void> {
  databases.stop('shop');
  await until('stopped');
}

test('an instance stops and starts in the statuses of RDS, each after a while', async () => {
  expect(await call('StopDBInstance')).toContain('<DBInstanceStatus>stopping</DBInstanceStatus>');
  await until('stopped');
  const shown = await call('DescribeDBInstances');
  expect(shown).toContain('<DBInstanceStatus>stopped</DBInstanceStatus>');
  expect(shown).toContain('<AutomaticRestartTime>2027-01-08T00:00:00.000Z</AutomaticRestartTime>');
  expect(await call('StartDBInstance')).toContain('<DBInstanceStatus>starting</DBInstanceStatus>');
  await until('available');
  expect(await call('DescribeDBInstances')).not.toContain('AutomaticRestartTime');
});

test('what is not available does not stop, and what is not stopped does not start', async () => {
  expect(await call('StartDBInstance')).toContain(
    '<Code>InvalidDBInstanceState</Code><Message>Instance shop cannot be started as it is not in one of the following statuses: ' +
      '&apos;stopped, inaccessible-encryption-credentials-recoverable&apos;.</Message>',
  );
  databases.stop('shop');
  expect(await call('StopDBInstance')).toContain(
    '<Code>InvalidDBInstanceState</Code><Message>Instance shop is not in available state.</Message>',
  );
  await until('stopped');
  expect(() => databases.stop('shop')).toThrow('Instance shop is not in available state.');
  databases.start('shop');
  expect(() => databases.start('shop')).toThrow('cannot be started');
});

test('one that does not exist neither stops nor starts, and no snapshot is taken on the way', async () => {
  expect(() => databases.stop('none')).toThrow('DBInstance none not found.');
  expect(() => databases.start('none')).toThrow('DBInstance none not found.');
  const stop = { Action: 'StopDBInstance', DBInstanceIdentifier: 'shop', DBSnapshotIdentifier: 'before' };
  expect(await served.query('rds', stop)).toContain('The parameter DBSnapshotIdentifier of StopDBInstance');
  expect(status()).toBeUndefined();
});

test('a stopped one can be deleted, and neither changed nor copied', async () => {
  await stopped();
  const state = { code: 'InvalidDBInstanceState', message: 'Database instance is not in available state.' };
  await expect(databases.change('shop', { tags: { team: 'web' } })).rejects.toMatchObject(state);
  await expect(databases.changePassword('shop', 'another-one')).rejects.toMatchObject(state);
  await expect(databases.takeSnapshot('shop', 'before')).rejects.toThrow(
    'Cannot create a snapshot because the database instance shop is not currently in the available state.',
  );
  await databases.delete('shop');
  expect(databases.has('shop')).toBe(false);
});

test('one that is deleted while it stops does not come back under its name', async () => {
  databases.stop('shop');
  await databases.delete('shop');
  await databases.create({ ...request, identifier: 'shop' });
  await sleep(30);
  expect(status()).toBeUndefined();
});

test('after seven days RDS starts it by itself', async () => {
  await stopped();
  time += 7 * day - 1;
  expect(status()).toBe('stopped');
  time += 1;
  expect(status()).toBe('starting');
  await until('available');
});

test('a stopped one stays so over a restart, and a change of state that was cut off goes on', async () => {
  await stopped();
  await databases.close();
  databases = await openDatabases(options);
  expect(status()).toBe('stopped');
  databases.start('shop');
  await databases.close();
  expect(status()).toBe('starting');
  databases = await openDatabases(options);
  await until('available');
});

test('a fault keeps it stopping, or makes its start slow', async () => {
  faults.add({ kind: 'stuck-stop', match: 'shop', times: 1 });
  databases.stop('shop');
  await sleep(40);
  expect(status()).toBe('stopping');
  await databases.delete('shop');
  await databases.create({ ...request, identifier: 'shop' });
  await stopped();
  faults.add({ kind: 'stuck-start', delayMs: 50 });
  databases.start('shop');
  await sleep(25);
  expect(status()).toBe('starting');
  await until('available');
});
