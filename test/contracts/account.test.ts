import { FakeAccount } from '../fakes/fake-account';
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
