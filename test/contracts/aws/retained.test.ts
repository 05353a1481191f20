import { setTimeout as sleep } from 'node:timers/promises';
import { CreateStackCommand, DeleteStackCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import { AwsRetained } from '../../../lib/aws/retained/retained';
import { FakeRetained } from '../../fakes/fake-retained';
import { collect } from '../collect';
import { localAws } from './local-aws';
import { describeRetainedContract } from './retained.contract';

describeRetainedContract('the fake', async () => {
  const retained = new FakeRetained();
  return { retained, addLogGroup: (name) => retained.addLogGroup(name) };
});

const aws = localAws();

describeRetainedContract('CloudWatch Logs', async () => ({
  retained: new AwsRetained(aws.clients),
  addLogGroup: (logGroupName) => aws.clients.logs.send(new CreateLogGroupCommand({ logGroupName })),
}));

test('the final snapshot that a deleted stack left behind is found and removed, and one that a person took stays', async () => {
  const { cloudFormation } = aws.clients;
  const StackName = 'shop-preview-A';
  const Properties = {
    ...{ DBInstanceClass: 'db.t4g.micro', AllocatedStorage: '20', Engine: 'postgres', EngineVersion: '17.6' },
    ...{ DBName: 'app', MasterUsername: 'app', MasterUserPassword: 'not-a-real-secret' },
  };
  const Resources = { Database: { Type: 'AWS::RDS::DBInstance', DeletionPolicy: 'Snapshot', Properties } };
  const ended = async (status: string) => {
    const done = async () => (await cloudFormation.send(new DescribeStacksCommand({ StackName: StackId }))).Stacks?.[0];
    while ((await done())?.StackStatus?.endsWith('IN_PROGRESS')) await sleep(20);
    expect((await done())?.StackStatus).toBe(status);
  };
  const { StackId } = await cloudFormation.send(
    new CreateStackCommand({ StackName, TemplateBody: JSON.stringify({ Resources }) }),
  );
  await ended('CREATE_COMPLETE');
  const [{ identifier } = { identifier: '' }] = aws.local.world.databases.instances();
  await aws.local.world.databases.takeSnapshot(identifier, 'before-the-migration');
  await cloudFormation.send(new DeleteStackCommand({ StackName: StackId }));
  await ended('DELETE_COMPLETE');

  const retained = new AwsRetained(aws.clients);
  const owner = { stackName: StackName, environmentPrefix: 'shop-a-1234abcd--', databases: [identifier] };
  const found = await collect(retained.find(owner));
  const name = expect.stringMatching(/^shop-preview-a-snapshot-database-[a-z0-9]{12}$/);
  expect(found).toEqual([{ kind: 'snapshot', name }]);
  for (const remain of [...found, ...found]) await retained.remove(remain);
  expect(await collect(retained.find(owner))).toEqual([]);
  expect(aws.local.world.databases.snapshots().map((one) => one.identifier)).toEqual(['before-the-migration']);
});
