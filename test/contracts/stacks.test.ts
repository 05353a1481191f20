import { type AwsClients, awsClients } from '../../lib/aws/clients';
import { AwsStacks } from '../../lib/aws/stacks';
import { SystemClock } from '../../lib/machine/system-clock';
import { pointSdkAt } from '../aws/aws-environment';
import { FakeClock } from '../fakes/fake-clock';
import { FakeStacks } from '../fakes/fake-stacks';
import { type Started, start } from '../local/start';
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

describeStacksContract('CloudFormation', async () => {
  const clock = new SystemClock();
  const stacks = new AwsStacks(clients, clock);
  return {
    stacks,
    async settle(stackId) {
      while ((await stacks.find(stackId))?.status.endsWith('_IN_PROGRESS')) await clock.sleep(10);
    },
    failNext: (stackName, operation) => {
      local.faults.add({ kind: `refuse-${operation}`, match: stackName, times: 1 });
    },
  };
});
