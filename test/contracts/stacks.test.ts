import { FakeClock } from '../fakes/fake-clock';
import { FakeStacks } from '../fakes/fake-stacks';
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
