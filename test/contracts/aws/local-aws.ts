import { type AwsClients, awsClients } from '../../../lib/aws/clients';
import { pointSdkAt } from '../../aws/aws-environment';
import { type Started, start } from '../../local/start';

/** The embedded endpoint and clients of it, for all tests of the file that calls this. */
export function localAws(): { readonly local: Started; readonly clients: AwsClients } {
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
  // There is nothing yet when this is called: asked for in each test.
  return {
    get local() {
      return local;
    },
    get clients() {
      return clients;
    },
  };
}
