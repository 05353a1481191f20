import { AwsStacks } from '../../../lib/aws/cloudformation/stacks';
import { SystemClock } from '../../../lib/machine/system-clock';
import { FakeClock } from '../../fakes/fake-clock';
import { FakeStacks } from '../../fakes/fake-stacks';
import { localAws } from './local-aws';
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

const aws = localAws();

describeStacksContract('CloudFormation', async () => {
  const clock = new SystemClock();
  const stacks = new AwsStacks(aws.clients, clock);
  return {
    stacks,
    async settle(stackId) {
      while ((await stacks.find(stackId))?.status.endsWith('_IN_PROGRESS')) await clock.sleep(10);
    },
    failNext: (stackName, operation) => {
      aws.local.faults.add({ kind: `refuse-${operation}`, match: stackName, times: 1 });
    },
  };
});
