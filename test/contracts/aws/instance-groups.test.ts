import { FakeClock } from '../../fakes/fake-clock';
import { FakeInstanceGroups } from '../../fakes/fake-instance-groups';
import { describeInstanceGroupsContract } from './instance-groups.contract';

describeInstanceGroupsContract('the fake', async () => {
  const clock = new FakeClock();
  const groups = new FakeInstanceGroups(clock);
  const environmentName = 'shop-login-page--web';
  groups.size(environmentName, 2, 2);
  const later = async () => clock.advance(300_000);
  return { groups, environmentName, later };
});
