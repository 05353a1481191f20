import { AwsInstanceGroups } from '../../../lib/aws/beanstalk/instance-groups';
import { SystemClock } from '../../../lib/machine/system-clock';
import { describeInstanceGroupsContract } from './instance-groups.contract';
import { LocalApp } from './local-app';

let app: LocalApp;
let environmentName: string;
beforeAll(async () => {
  app = await LocalApp.start();
  environmentName = await app.launchTwo();
}, 60_000);
afterAll(() => app.stop());

const resting: readonly string[] = ['InService', 'Standby'];

describeInstanceGroupsContract('Auto Scaling', async () => {
  const groups = new AwsInstanceGroups(app.clients);
  const clock = new SystemClock();
  const later = async () => {
    for (;;) {
      const { instances = [], well } = (await groups.find(environmentName)) ?? {};
      if (well === 2 && instances.every(({ lifecycle }) => resting.includes(lifecycle))) return;
      await clock.sleep(100);
    }
  };
  await later();
  return { groups, environmentName, later };
});
