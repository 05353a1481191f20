import { AwsSnapshots } from '../../../lib/aws/retained/snapshots';
import { FakeSnapshots } from '../../fakes/fake-snapshots';
import { localAws } from './local-aws';
import { describeSnapshotsContract } from './snapshots.contract';

describeSnapshotsContract('the fake', async () => {
  const snapshots = new FakeSnapshots();
  let minute = 0;
  const take = async (instance: string, id: string) => {
    minute += 1;
    snapshots.add(instance, id, new Date(Date.UTC(2026, 10, 21, 7, minute)));
  };
  return { snapshots, take };
});

const aws = localAws();

describeSnapshotsContract('RDS', async () => {
  const { databases } = aws.local.world;
  const take = async (identifier: string, id: string) => {
    if (!databases.has(identifier)) {
      const login = { databaseName: 'app', username: 'app', password: 'not-a-secret' };
      await databases.create({ identifier, engine: 'postgres', ...login, tags: {} });
    }
    await databases.takeSnapshot(identifier, id);
  };
  return { snapshots: new AwsSnapshots(aws.clients), take };
});
