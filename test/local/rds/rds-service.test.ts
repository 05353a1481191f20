import { databasesService } from '../../../lib/local/rds/rds-service';
import { rdsDbInstance } from '../../../lib/local/rds/types/db-instance-type';
import { type ServedServices, serveServices } from '../serve-services';
import { type SmallWorld, smallWorld } from '../small-world';

const properties = {
  ...{
    Engine: 'postgres',
    EngineVersion: '16',
    DBName: 'app',
    MasterUsername: 'app',
    MasterUserPassword: 'not-a-secret',
  },
  DBInstanceIdentifier: 'Shop-One',
};

let small: SmallWorld;
let served: ServedServices;
beforeEach(async () => {
  small = smallWorld();
  served = await serveServices(databasesService(small.world));
});
afterEach(async () => {
  await served.close();
  await small.close();
});

const call = (Action: string, more: Readonly<Record<string, string>> = {}) => served.query('rds', { Action, ...more });

test('an instance is described by its name in any case, with endpoint and tags', async () => {
  await rdsDbInstance.create(small.context('Database', { project: 'shop' }), properties);
  const xml = await call('DescribeDBInstances', { DBInstanceIdentifier: 'SHOP-ONE' });
  const { port } = small.world.databases.instances()[0] ?? {};
  expect(xml).toContain('<DBInstances><DBInstance><DBInstanceIdentifier>shop-one</DBInstanceIdentifier>');
  expect(xml).toContain(`<Endpoint><Address>127.0.0.1</Address><Port>${port}</Port></Endpoint>`);
  expect(xml).toContain('<EngineVersion>16</EngineVersion><DBInstanceStatus>available</DBInstanceStatus>');
  const arn = 'arn:aws:rds:eu-central-1:123456789012:db:shop-one';
  expect(await call('ListTagsForResource', { ResourceName: arn })).toContain(
    '<TagList><Tag><Key>project</Key><Value>shop</Value></Tag></TagList>',
  );
});

test('an instance that does not exist is an error', async () => {
  const xml = await call('DescribeDBInstances', { DBInstanceIdentifier: 'none' });
  expect(xml).toContain('<Code>DBInstanceNotFound</Code><Message>DBInstance none not found.</Message>');
});

test('a snapshot is taken, listed by its instance, described by its tags, and deleted', async () => {
  await rdsDbInstance.create(small.context('Database', { project: 'shop' }), properties);
  expect(await call('DescribeDBSnapshots')).toContain('<DBSnapshots/>');
  const wanted = { DBInstanceIdentifier: 'Shop-One', DBSnapshotIdentifier: 'Before' };
  const taken = await call('CreateDBSnapshot', { ...wanted, 'Tags.Tag.1.Key': 'by', 'Tags.Tag.1.Value': 'hand' });
  expect(taken).toContain(
    '<DBSnapshot><DBSnapshotIdentifier>before</DBSnapshotIdentifier><DBInstanceIdentifier>shop-one</DBInstanceIdentifier>',
  );
  expect(taken).toContain('<Status>available</Status>');
  expect(await call('DescribeDBSnapshots', { DBInstanceIdentifier: 'shop-one' })).toContain('>before<');
  expect(await call('DescribeDBSnapshots', { DBInstanceIdentifier: 'other' })).toContain('<DBSnapshots/>');
  expect(await call('DescribeDBSnapshots', { SnapshotType: 'automated' })).toContain('<DBSnapshots/>');
  const arn = 'arn:aws:rds:eu-central-1:123456789012:snapshot:before';
  expect(await call('ListTagsForResource', { ResourceName: arn })).toContain('<Key>by</Key><Value>hand</Value>');
  expect(await call('CreateDBSnapshot', wanted)).toContain('<Code>DBSnapshotAlreadyExists</Code>');
  expect(await call('DeleteDBSnapshot', { DBSnapshotIdentifier: 'before' })).toContain('<Status>deleted</Status>');
  const gone = { DBSnapshotIdentifier: 'before' };
  expect(await call('DeleteDBSnapshot', gone)).toContain('<Code>DBSnapshotNotFound</Code>');
  expect(await call('DescribeDBSnapshots', gone)).toContain('<Code>DBSnapshotNotFound</Code>');
});

test('the versions that a template may ask for are listed', async () => {
  const xml = await call('DescribeDBEngineVersions', { Engine: 'postgres' });
  expect(xml.match(/<EngineVersion>\d+/g)).toEqual(['<EngineVersion>16', '<EngineVersion>17', '<EngineVersion>18']);
  expect(await call('DescribeDBEngineVersions', { Engine: 'mysql' })).toContain('<DBEngineVersions/>');
});

test('what an account uses is listed beside what it may have', async () => {
  const shown = (used: number) => `<AccountQuotaName>DBInstances</AccountQuotaName><Used>${used}</Used><Max>40</Max>`;
  expect(await call('DescribeAccountAttributes')).toContain(shown(0));
  await rdsDbInstance.create(small.context('Database'), properties);
  expect(await call('DescribeAccountAttributes')).toContain(shown(1));
});
