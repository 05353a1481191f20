import { AwsDatabases } from '../../../lib/aws/account/databases';
import { FakeDatabases } from '../../fakes/fake-databases';
import { describeDatabasesContract } from './databases.contract';
import { localAws } from './local-aws';

describeDatabasesContract('the fake', async () => {
  const databases = new FakeDatabases();
  let minute = 0;
  const take = async (instance: string, id: string) => {
    minute += 1;
    databases.add(instance, id, new Date(Date.UTC(2026, 10, 21, 7, minute)));
  };
  return { databases, take };
});

const aws = localAws();

describeDatabasesContract('RDS', async () => {
  const { databases } = aws.local.world;
  const take = async (identifier: string, id: string) => {
    if (!databases.has(identifier)) {
      const login = { databaseName: 'app', username: 'app', password: 'not-a-secret' };
      await databases.create({ identifier, engine: 'postgres', ...login, tags: {} });
    }
    await databases.takeSnapshot(identifier, id);
  };
  return { databases: new AwsDatabases(aws.clients), take };
});
