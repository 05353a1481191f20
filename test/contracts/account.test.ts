import { CreateHostedZoneCommand } from '@aws-sdk/client-route-53';
import { AwsAccount } from '../../lib/aws/account';
import { type AwsClients, awsClients } from '../../lib/aws/clients';
import { pointSdkAt } from '../aws/aws-environment';
import { FakeAccount } from '../fakes/fake-account';
import { type Started, start } from '../local/start';
import { describeAccountContract } from './account.contract';

describeAccountContract('the fake', async () => {
  const account = new FakeAccount();
  return {
    account,
    addZone(name) {
      account.zones.set(name, `Z${account.zones.size + 1}`);
      return `Z${account.zones.size}`;
    },
  };
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
  await local.stop();
});

describeAccountContract('STS, EC2 and Route 53', async () => ({
  account: new AwsAccount(clients),
  async addZone(name) {
    const command = new CreateHostedZoneCommand({ Name: name, CallerReference: name });
    const { HostedZone } = await clients.route53.send(command);
    return HostedZone?.Id?.replace('/hostedzone/', '') ?? '';
  },
}));
