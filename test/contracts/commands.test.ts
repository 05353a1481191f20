import { FakeCommands } from '../fakes/fake-commands';
import { describeCommandsContract } from './commands.contract';

describeCommandsContract('the fake', async () => {
  const commands = new FakeCommands();
  return {
    commands,
    instanceId: 'i-0123456789abcdef0',
    prepare(script, { exitCode, stdout, stderr }) {
      commands.answer = (run) =>
        run.script === script
          ? { status: exitCode === 0 ? 'succeeded' : 'failed', exitCode, stdout, stderr }
          : { status: 'cancelled', stdout: '', stderr: '' };
    },
  };
});
