import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  UpdateStackCommand,
  waitUntilStackCreateComplete,
  waitUntilStackDeleteComplete,
} from '@aws-sdk/client-cloudformation';
import { RDSClient, StartDBInstanceCommand, StopDBInstanceCommand } from '@aws-sdk/client-rds';
import { runningNow } from '../../../lib/local/running-now';
import { type Started, start } from '../start';
import { verifiedClient } from './verified-client';

let local: Started;
let rds: RDSClient;
let cloudFormation: CloudFormationClient;
beforeAll(async () => {
  local = await start();
  rds = new RDSClient(local.client);
  cloudFormation = new CloudFormationClient(local.client);
  await create();
});
afterAll(async () => {
  rds.destroy();
  cloudFormation.destroy();
  await local.stop();
});

const TemplateBody = JSON.stringify({
  Resources: {
    Database: {
      Type: 'AWS::RDS::DBInstance',
      DeletionPolicy: 'Delete',
      Properties: {
        ...{ DBInstanceIdentifier: 'shop', Engine: 'postgres', EngineVersion: '18', DBInstanceClass: 'db.t4g.micro' },
        ...{ AllocatedStorage: '20', DBName: 'app', MasterUsername: 'app', MasterUserPassword: 'not-a-secret' },
      },
    },
    Other: { Type: 'AWS::CloudFormation::WaitConditionHandle' },
  },
});
const StackName = 'shop';
const DBInstanceIdentifier = 'shop';
const patience = { client: null as never, minDelay: 1, maxDelay: 1, maxWaitTime: 60 };

async function create(): Promise<void> {
  await cloudFormation.send(new CreateStackCommand({ StackName, TemplateBody }));
  await waitUntilStackCreateComplete({ ...patience, client: cloudFormation }, { StackName });
}

const instance = () => local.world.databases.instance('shop');

async function until(status: string): Promise<void> {
  while ((instance()?.status ?? 'available') !== status) await new Promise((resolve) => setTimeout(resolve, 20));
}

function client() {
  const { address: host, port } = instance() ?? {};
  return verifiedClient(local.world.databases, {
    ...{ host, port, user: 'app', password: 'not-a-secret', database: 'app' },
  });
}

test('stopping cuts and refuses clients, and starting gives the same rows back', async () => {
  const first = client();
  await first.connect();
  await first.query('CREATE TABLE things (name text)');
  await first.query("INSERT INTO things VALUES ('kept')");
  const cut = new Promise((resolve) => first.once('end', resolve));
  await rds.send(new StopDBInstanceCommand({ DBInstanceIdentifier }));
  await cut;
  await expect(client().connect()).rejects.toThrow(/ECONNRESET|terminated/);
  await until('stopped');
  await expect(client().connect()).rejects.toThrow(/ECONNRESET|terminated/);
  expect(runningNow(local.world).databases).toEqual([]);
  local.faults.add({ kind: 'no-capacity', service: 'rds', operation: 'StartDBInstance', times: 1 });
  await expect(rds.send(new StartDBInstanceCommand({ DBInstanceIdentifier }))).rejects.toMatchObject({
    ...{ name: 'InsufficientDBInstanceCapacityFault', $metadata: { httpStatusCode: 400 } },
  });
  await rds.send(new StartDBInstanceCommand({ DBInstanceIdentifier }));
  await until('available');
  const second = client();
  await second.connect();
  expect((await second.query('SELECT name FROM things')).rows).toEqual([{ name: 'kept' }]);
  await second.end();
  expect(runningNow(local.world).databases).toEqual(['shop']);
});

test('a stack whose tags reach a stopped instance fails at once, and so does its rollback', async () => {
  await rds.send(new StopDBInstanceCommand({ DBInstanceIdentifier }));
  await until('stopped');
  await cloudFormation.send(new UpdateStackCommand({ StackName, TemplateBody, Tags: [{ Key: 'a', Value: 'b' }] }));
  const events = async () =>
    (await cloudFormation.send(new DescribeStackEventsCommand({ StackName }))).StackEvents ?? [];
  const ended = /^UPDATE_(ROLLBACK_)?(COMPLETE|FAILED)$/;
  let latest = await events();
  while (!(latest[0]?.LogicalResourceId === StackName && ended.test(latest[0].ResourceStatus ?? ''))) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    latest = await events();
  }
  const failures = latest.filter(({ ResourceStatus }) => ResourceStatus === 'UPDATE_FAILED');
  expect(failures.at(-1)).toMatchObject({
    LogicalResourceId: 'Database',
    ResourceStatusReason: expect.stringContaining('Database instance is not in available state.'),
  });
  expect(latest[0]?.ResourceStatus).toBe('UPDATE_ROLLBACK_FAILED');
});

test('a stack with a stopped instance is deleted, unless a fault refuses it once', async () => {
  const words = 'Instance shop is not in available state.';
  local.faults.add({
    kind: 'refuse-delete',
    match: 'Database',
    code: 'InvalidDBInstanceState',
    message: words,
    times: 1,
  });
  await cloudFormation.send(new DeleteStackCommand({ StackName }));
  await expect(waitUntilStackDeleteComplete({ ...patience, client: cloudFormation }, { StackName })).rejects.toThrow(
    'DELETE_FAILED',
  );
  expect(instance()?.status).toBe('stopped');
  await cloudFormation.send(new DeleteStackCommand({ StackName }));
  await waitUntilStackDeleteComplete({ ...patience, client: cloudFormation }, { StackName });
  expect(instance()).toBeUndefined();
});
