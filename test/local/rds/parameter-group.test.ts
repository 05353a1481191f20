import { forcesTls } from '../../../lib/local/rds/tls/forced-tls';
import { rdsDbInstance } from '../../../lib/local/rds/types/db-instance-type';
import { rdsDbParameterGroup } from '../../../lib/local/rds/types/parameter-group-type';
import { type SmallWorld, smallWorld } from '../small-world';

// Recorded only where this machine has no MariaDB: what is refused, and what is kept, is the same.
const database = {
  ...{ Engine: 'mysql', EngineVersion: '8.4.6', DBName: 'app', MasterUsername: 'app' },
  MasterUserPassword: 'not-a-real-secret',
};
const group = { Family: 'mysql8.4', Description: 'ours', Parameters: { require_secure_transport: 1 } };

let small: SmallWorld;
beforeEach(() => {
  small = smallWorld();
});
afterEach(() => small.close());

test('a parameter group of a template is kept with what it sets, and changes', async () => {
  const made = await rdsDbParameterGroup.create(small.context('Group'), group);
  const kept = () => small.world.databases.groups('pg');
  expect(kept()).toMatchObject([{ name: made.physicalId, parameters: { require_secure_transport: '1' } }]);
  await rdsDbParameterGroup.update(small.context('Group'), made, { ...group, Parameters: {} }, group);
  expect(kept()).toMatchObject([{ name: made.physicalId, parameters: {} }]);
});

test('a family that RDS does not know is refused, and so is a name that is taken', async () => {
  await expect(
    rdsDbParameterGroup.create(small.context('Group'), { ...group, Family: 'mysql84' }),
  ).rejects.toMatchObject({
    code: 'InvalidParameterValue',
    message: 'ParameterGroupFamily mysql84 is not a valid parameter group family',
  });
  const named = { ...group, DBParameterGroupName: 'Ours' };
  await rdsDbParameterGroup.create(small.context('Group'), named);
  await expect(rdsDbParameterGroup.create(small.context('Group'), named)).rejects.toThrow(
    'Parameter group ours already exists',
  );
});

test('an instance takes no group of another engine or version, and none that is not there', async () => {
  const { physicalId } = await rdsDbParameterGroup.create(small.context('Group'), { ...group, Family: 'mysql8.0' });
  const make = (DBParameterGroupName: string) =>
    rdsDbInstance.create(small.context('Database'), { ...database, DBParameterGroupName });
  await expect(make(physicalId)).rejects.toMatchObject({
    code: 'InvalidParameterCombination',
    message: `The Parameter Group ${physicalId} with DBParameterGroupFamily mysql8.0 cannot be used for this instance. Please use a Parameter Group with DBParameterGroupFamily mysql8.4`,
  });
  await expect(make('default.mysql8.0')).rejects.toThrow('cannot be used for this instance');
  await expect(make('absent')).rejects.toMatchObject({ code: 'DBParameterGroupNotFound' });
});

test('an instance holds its group until its template names another', async () => {
  const { physicalId } = await rdsDbParameterGroup.create(small.context('Group'), group);
  const properties = { ...database, DBParameterGroupName: physicalId };
  const made = await rdsDbInstance.create(small.context('Database'), properties);
  const forced = () => {
    const { databases } = small.world;
    const instance = databases.instance(made.physicalId);
    const of = databases.groups('pg').find(({ name }) => name === instance?.parameterGroup);
    return instance && forcesTls(instance, of?.parameters);
  };
  expect(forced()).toBe(true);
  await expect(async () => small.world.databases.deleteGroup('pg', physicalId)).rejects.toMatchObject({
    code: 'InvalidDBParameterGroupState',
  });
  // As on AWS: a template that names none leaves it what it has.
  await rdsDbInstance.update(small.context('Database'), made, database, properties);
  expect(forced()).toBe(true);
  const byDefault = { ...database, DBParameterGroupName: 'default.mysql8.4' };
  await rdsDbInstance.update(small.context('Database'), made, byDefault, database);
  expect(forced()).toBe(false);
  small.world.databases.deleteGroup('pg', physicalId);
});
