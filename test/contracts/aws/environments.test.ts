import { AwsEnvironments } from '../../../lib/aws/beanstalk/environments';
import { SystemClock } from '../../../lib/machine/system-clock';
import { FakeEnvironments } from '../../fakes/fake-environments';
import { describeEnvironmentsContract } from './environments.contract';
import { LocalApp } from './local-app';

describeEnvironmentsContract('the fake', async () => {
  const environments = new FakeEnvironments();
  return {
    environments,
    async launch() {
      const name = 'shop-staging--web';
      environments.script(name);
      const at = (second: number) => new Date(Date.UTC(2026, 10, 20, 12, 0, second));
      for (const second of [1, 2])
        environments.addEvent(name, { at: at(second), severity: 'INFO', message: 'launched' });
      for (let second = 1; second < 10; second += 1) {
        const [instance = ''] = await environments.instances(name);
        environments.addLog(name, { at: at(second), source: 'web.stdout.log', instance, text: `hello ${second}` });
      }
      return name;
    },
    async launchWith(properties) {
      const name = 'shop-staging--jobs';
      environments.script(name);
      environments.addProperties(name, ...Object.keys(properties).map((one) => ({ name: one, secret: false })));
      return name;
    },
  };
});

let app: LocalApp;
beforeAll(async () => {
  app = await LocalApp.start();
});
afterAll(() => app.stop());

describeEnvironmentsContract('Beanstalk', async () => ({
  environments: new AwsEnvironments(app.clients, new SystemClock()),
  launch: async () => LocalApp.environmentName,
  launchWith: (properties) => app.launchWith(properties),
}));
