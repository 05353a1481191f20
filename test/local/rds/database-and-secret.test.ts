import { findMariaDb, usualFolders } from '../../../lib/local/rds/mariadb/mariadb-programs';
import { rdsDbInstance } from '../../../lib/local/rds/types/db-instance-type';
import { rdsDbSubnetGroup } from '../../../lib/local/rds/types/subnet-group-type';
import { secretsManagerSecretTargetAttachment } from '../../../lib/local/secrets-manager/secret-target-attachment-type';
import { secretsManagerSecret } from '../../../lib/local/secrets-manager/secret-type';
import { type SmallWorld, smallWorld } from '../small-world';
import { verifiedClient } from './verified-client';

const database = {
  Engine: 'postgres',
  EngineVersion: '17.6',
  DBName: 'app',
  MasterUsername: 'app',
  MasterUserPassword: 'not-a-real-secret',
};
const generated = {
  GenerateSecretString: {
    SecretStringTemplate: '{"username":"app"}',
    GenerateStringKey: 'password',
    ExcludePunctuation: true,
  },
};

let small: SmallWorld;
beforeEach(async () => {
  small = smallWorld();
});
afterEach(() => small.close());

test('a secret that is attached to a database says everything that a client needs to connect', async () => {
  const secret = await secretsManagerSecret.create(small.context('Secret'), generated);
  const password = small.world.secrets.value(secret.physicalId, 'password');
  const instance = await rdsDbInstance.create(small.context('Database'), { ...database, MasterUserPassword: password });
  const attachment = await secretsManagerSecretTargetAttachment.create(small.context('Attachment'), {
    SecretId: secret.physicalId,
    TargetId: instance.physicalId,
    TargetType: 'AWS::RDS::DBInstance',
  });
  expect(attachment.physicalId).toBe(secret.physicalId);
  const { username, host, port, dbname, ...rest } = JSON.parse(small.world.secrets.value(secret.physicalId));
  expect(rest).toEqual({ password, engine: 'postgres', dbInstanceIdentifier: instance.physicalId });
  expect([host, String(port)]).toEqual([instance.attributes['Endpoint.Address'], instance.attributes['Endpoint.Port']]);
  const client = verifiedClient(small.world.databases, { user: username, password, host, port, database: dbname });
  await client.connect();
  expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  await client.end();
});

test('a database is named after its stack, and has the attributes that CloudFormation gives', async () => {
  const { physicalId, attributes } = await rdsDbInstance.create(small.context('Database'), database);
  expect(physicalId).toMatch(/^shop-database-[a-z0-9]{12}$/);
  expect(attributes).toMatchObject({
    DBInstanceArn: `arn:aws:rds:eu-central-1:123456789012:db:${physicalId}`,
    DbiResourceId: expect.stringMatching(/^db-[A-Z0-9]{26}$/),
    'Endpoint.Address': '127.0.0.1',
    'Endpoint.Port': expect.stringMatching(/^\d+$/),
  });
});

test.each([
  ['an engine that is not here', { Engine: 'oracle-ee' }, 'The engine oracle-ee is not known'],
  ['a version that RDS does not have', { EngineVersion: '9.6' }, 'Cannot find version 9.6 for postgres'],
  ['no database name', { DBName: undefined }, 'without DBName'],
  ['a reserved user name', { MasterUsername: 'admin' }, 'MasterUsername admin cannot be used'],
  ['a password with a character that RDS forbids', { MasterUserPassword: 'pass/word' }, "besides '/', '@'"],
  ['a snapshot that is not there', { DBSnapshotIdentifier: 'before', MasterUsername: undefined }, 'before not found'],
  ['a snapshot and a user', { DBSnapshotIdentifier: 'before' }, 'MasterUsername cannot be given'],
  ['a security group that does not exist', { VPCSecurityGroups: ['sg-0'] }, 'Invalid security group, groupId= sg-0'],
  ['a subnet group that does not exist', { DBSubnetGroupName: 'none' }, "DB subnet group 'none' does not exist"],
])('a database with %s is refused', async (_what, change, message) => {
  await expect(rdsDbInstance.create(small.context(), { ...database, ...change })).rejects.toThrow(message);
  expect(small.world.databases.instances()).toEqual([]);
});

test.each(['mysql', 'mariadb'])('a %s database says what runs it, or that it is recorded', async (Engine) => {
  const context = small.context('Shop');
  const made = await rdsDbInstance.create(context, { ...database, Engine, EngineVersion: '8.4.6' });
  const recorded = (await findMariaDb(usualFolders)).kind === 'absent';
  expect(made.remark).toContain(recorded ? 'recorded only, no server runs' : 'run on MariaDB');
  expect(made.attributes['Endpoint.Address']).toMatch(recorded ? /\.recorded\.invalid$/ : /^127\.0\.0\.1$/);
  const remark = await rdsDbInstance.deleteWithSnapshot?.(context, made, {});
  expect(remark).toMatch(
    recorded ? /^No final snapshot was taken/ : /^Final snapshot: shop-snapshot-shop-[a-z0-9]{12}$/,
  );
  expect(small.world.databases.instances()).toEqual([]);
  expect(small.world.databases.snapshots()).toHaveLength(recorded ? 0 : 1);
});

test('a database from a snapshot has its data, its database and its user; a final snapshot is named after the stack', async () => {
  const { Engine, EngineVersion } = database;
  const first = await rdsDbInstance.create(small.context('First'), database);
  const login = (state: typeof first) => ({
    host: '127.0.0.1',
    port: Number(state.attributes['Endpoint.Port']),
    ...{ user: 'app', database: 'app', password: database.MasterUserPassword },
  });
  const writer = verifiedClient(small.world.databases, login(first));
  await writer.connect();
  await writer.query(`CREATE TABLE notes AS SELECT 'kept' AS text`);
  await writer.end();
  const remark = await rdsDbInstance.deleteWithSnapshot?.(small.context('First'), first, database);
  const DBSnapshotIdentifier = /^Final snapshot: (shop-snapshot-first-[a-z0-9]{12})$/.exec(remark ?? '')?.[1];
  expect(small.world.databases.instances()).toEqual([]);
  const second = await rdsDbInstance.create(small.context('Second'), { Engine, EngineVersion, DBSnapshotIdentifier });
  const reader = verifiedClient(small.world.databases, login(second));
  await reader.connect();
  expect((await reader.query('SELECT text FROM notes')).rows).toEqual([{ text: 'kept' }]);
  await reader.end();
});

test('a protected database is not deleted with a snapshot either, and none is taken', async () => {
  const properties = { ...database, DeletionProtection: true };
  const made = await rdsDbInstance.create(small.context('Database'), properties);
  await expect(rdsDbInstance.deleteWithSnapshot?.(small.context('Database'), made, properties)).rejects.toThrow(
    'Cannot delete protected DB Instance',
  );
  expect(small.world.databases.snapshots()).toEqual([]);
});

test('a database refuses the tag characters that RDS refuses, though CloudFormation takes them (T3)', async () => {
  const context = small.context('Database', { branch: 'fix#1' });
  await expect(rdsDbInstance.create(context, database)).rejects.toThrow('failed to satisfy constraint');
});

test('a database holds its security group and its subnet group until it is deleted', async () => {
  const group = small.world.network.createSecurityGroup({ description: 'database', tags: {} });
  const subnets = small.world.network.subnets().map(({ subnetId }) => subnetId);
  const subnetGroup = await rdsDbSubnetGroup.create(small.context('Subnets'), {
    DBSubnetGroupDescription: 'database',
    SubnetIds: subnets,
  });
  const properties = { ...database, VPCSecurityGroups: [group], DBSubnetGroupName: subnetGroup.physicalId };
  const instance = await rdsDbInstance.create(small.context('Database'), properties);
  expect(() => small.world.network.deleteSecurityGroup(group)).toThrow('has a dependent object');
  await expect(rdsDbSubnetGroup.delete(small.context('Subnets'), subnetGroup, {})).rejects.toThrow('still using it');
  await rdsDbInstance.delete(small.context('Database'), instance, properties);
  small.world.network.deleteSecurityGroup(group);
  await rdsDbSubnetGroup.delete(small.context('Subnets'), subnetGroup, {});
  expect(small.world.databases.groups('subgrp')).toEqual([]);
});

test('a database whose password property changes takes the new one, and keeps its data', async () => {
  const instance = await rdsDbInstance.create(small.context('Database'), database);
  const changed = { ...database, MasterUserPassword: 'another-password' };
  await rdsDbInstance.update(small.context('Database'), instance, changed, database);
  const connection = {
    host: '127.0.0.1',
    port: Number(instance.attributes['Endpoint.Port']),
    user: 'app',
    database: 'app',
  };
  const former = verifiedClient(small.world.databases, { ...connection, password: database.MasterUserPassword });
  await expect(former.connect()).rejects.toThrow('password authentication failed');
  const next = verifiedClient(small.world.databases, { ...connection, password: 'another-password' });
  await next.connect();
  await next.end();
});

test('deletion protection refuses the delete until it is taken away', async () => {
  const properties = { ...database, DeletionProtection: true };
  const instance = await rdsDbInstance.create(small.context('Database'), properties);
  await expect(rdsDbInstance.delete(small.context('Database'), instance, properties)).rejects.toThrow('protected');
  await rdsDbInstance.update(small.context('Database'), instance, database, properties);
  await rdsDbInstance.delete(small.context('Database'), instance, database);
  await rdsDbInstance.delete(small.context('Database'), instance, database);
  expect(small.world.databases.instances()).toEqual([]);
});
