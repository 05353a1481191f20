import { CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import { type AwsClients, awsClients } from '../../lib/aws/clients';
import { AwsRemains } from '../../lib/aws/remains';
import { pointSdkAt } from '../aws/aws-environment';
import { FakeRemains } from '../fakes/fake-remains';
import { type Started, start } from '../local/start';
import { describeRemainsContract } from './remains.contract';

describeRemainsContract('the fake', async () => {
  const remains = new FakeRemains();
  return { remains, addLogGroup: (name) => remains.addLogGroup(name) };
});

let local: Started;
let clients: AwsClients;
beforeAll(async () => {
  local = await start();
  pointSdkAt(local.endpoint);
  clients = awsClients({ region: local.region });
});
afterAll(async () => {
  clients.close();
  await local.close();
});

describeRemainsContract('CloudWatch Logs', async () => ({
  remains: new AwsRemains(clients),
  addLogGroup: (logGroupName) => clients.logs.send(new CreateLogGroupCommand({ logGroupName })),
}));
