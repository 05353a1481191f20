import { AwsDatabases } from '../../../lib/aws/account/databases';
import { FakeClock } from '../../fakes/fake-clock';
import { FakeDatabases } from '../../fakes/fake-databases';
import { describeDatabasesContract } from './databases.contract';
import { localAws } from './local-aws';

describeDatabasesContract('the fake', async () => {
  const databases = new FakeDatabases(ticking());
  let minute = 0;
  const take = async (instance: string, id: string) => {
    minute += 1;
    databases.add(instance, id, new Date(Date.UTC(2026, 10, 21, 7, minute)));
  };
  return { databases, take, run: async (instance) => void databases.states.set(instance, 'available') };
});

const aws = localAws();

describeDatabasesContract('RDS', async () => {
  const { databases } = aws.local.world;
  const run = async (identifier: string) => {
    if (databases.has(identifier)) return;
    const login = { databaseName: 'app', username: 'app', password: 'not-a-secret' };
    await databases.create({ identifier, engine: 'postgres', ...login, tags: {} });
  };
  const take = async (identifier: string, id: string) => {
    await run(identifier);
    await databases.takeSnapshot(identifier, id);
  };
  return { databases: new AwsDatabases(aws.clients), take, run };
});

/** A clock whose time passes while a test waits. */
function ticking(): FakeClock {
  const clock = new FakeClock();
  const hand = setInterval(() => clock.advance(100), 5);
  hand.unref();
  return clock;
}
