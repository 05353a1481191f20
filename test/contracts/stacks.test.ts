import { type AwsClients, awsClients } from '../../lib/aws/clients';
import { AwsStacks } from '../../lib/aws/stacks';
import { SystemClock } from '../../lib/machine/system-clock';
import { pointSdkAt } from '../aws/aws-environment';
import { FakeClock } from '../fakes/fake-clock';
import { FakeStacks } from '../fakes/fake-stacks';
import { type Served, serve } from '../local/cloudformation/serve';
import { describeStacksContract } from './stacks.contract';

describeStacksContract('the fake', async () => {
  const clock = new FakeClock();
  const stacks = new FakeStacks(clock);
  return {
    stacks,
    settle: () => clock.sleep(stacks.operationMs),
    failNext: (stackName, operation) => stacks.failOperation(stackName, { operation }),
  };
});

const open: { readonly served: Served; readonly clients: AwsClients }[] = [];
afterEach(async () => {
  for (const { served, clients } of open.splice(0)) {
    clients.close();
    await served.close();
  }
});

describeStacksContract('CloudFormation', async () => {
  const served = await serve();
  pointSdkAt(served.endpoint);
  const clients = awsClients({ region: 'eu-central-1' });
  open.push({ served, clients });
  return {
    stacks: new AwsStacks(clients, new SystemClock()),
    settle: () => served.idle(),
    failNext: (_, operation) => {
      served.faults.add({ kind: `refuse-${operation}`, match: 'Bucket', times: 1 });
    },
  };
});
