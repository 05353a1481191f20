import { CreateHostedZoneCommand } from '@aws-sdk/client-route-53';
import { AwsAccount } from '../../../lib/aws/account/account';
import { FakeAccount } from '../../fakes/fake-account';
import { describeAccountContract } from './account.contract';
import { localAws } from './local-aws';

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

const aws = localAws();

describeAccountContract('STS, EC2 and Route 53', async () => ({
  account: new AwsAccount(aws.clients),
  async addZone(name) {
    const command = new CreateHostedZoneCommand({ Name: name, CallerReference: name });
    const { HostedZone } = await aws.clients.route53.send(command);
    return HostedZone?.Id?.replace('/hostedzone/', '') ?? '';
  },
}));
