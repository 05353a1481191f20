import { AwsSecrets } from '../../../lib/aws/account/secrets';
import { FakeSecrets } from '../../fakes/fake-secrets';
import { localAws } from './local-aws';
import { describeSecretsContract } from './secrets.contract';

const aws = localAws();

describeSecretsContract('the fake', async () => {
  const secrets = new FakeSecrets();
  const arn = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:kept-AbCdEf';
  const keep = (text: string) => {
    secrets.texts.set(arn, text);
    return arn;
  };
  return { secrets, keep };
});

describeSecretsContract('Secrets Manager', async () => {
  const { secrets } = aws.local.world;
  const keep = (value: string) => secrets.create({ name: 'kept', value, region: aws.local.region, tags: {} });
  return { secrets: new AwsSecrets(aws.clients), keep };
});
