import { AwsCommands } from '../../../lib/aws/beanstalk/commands';
import { AwsEnvironments } from '../../../lib/aws/beanstalk/environments';
import { SystemClock } from '../../../lib/machine/system-clock';
import { FakeCommands } from '../../fakes/fake-commands';
import { describeCommandsContract } from './commands.contract';
import { LocalApp } from './local-app';

describeCommandsContract('the fake', async () => {
  const commands = new FakeCommands();
  return {
    commands,
    instanceId: 'i-0123456789abcdef0',
    addDocument(says) {
      commands.documents.set('says', { status: 'succeeded', exitCode: 0, stdout: `${says}\n`, stderr: '' });
      return 'says';
    },
    prepare(script, { exitCode, stdout, stderr }) {
      commands.answer = (run) =>
        run.script === script
          ? { status: exitCode === 0 ? 'succeeded' : 'failed', exitCode, stdout, stderr }
          : { status: 'cancelled', stdout: '', stderr: '' };
    },
  };
});

let app: LocalApp;
beforeAll(async () => {
  app = await LocalApp.start();
});
afterAll(() => app.stop());

describeCommandsContract('SSM', async () => {
  const clock = new SystemClock();
  const [instanceId = ''] = await new AwsEnvironments(app.clients, clock).instances(LocalApp.environmentName);
  return {
    ...{ commands: new AwsCommands(app.clients, clock), instanceId, prepare: () => undefined },
    addDocument(says) {
      app.addDocument('says', `echo ${says}`);
      return 'says';
    },
  };
});
