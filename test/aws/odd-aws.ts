import { type AwsClients, awsClients } from '../../lib/aws/clients';
import { pointSdkAt } from './aws-environment';
import { OddEndpoint } from './odd-endpoint';

/** One odd endpoint for the file that calls this; each test finds it with nothing said, and has clients of its own. */
export function oddAws(region = 'eu-central-1'): { readonly odd: OddEndpoint; readonly clients: AwsClients } {
  const odd = new OddEndpoint();
  let clients: AwsClients;
  beforeAll(async () => pointSdkAt(await odd.start()));
  beforeEach(() => {
    odd.say();
    clients = awsClients({ region, maxAttempts: 2 });
  });
  afterEach(() => clients.close());
  afterAll(() => odd.stop());
  return {
    odd,
    get clients() {
      return clients;
    },
  };
}
