import { exec } from '../../lib/instances/exec';
import { instanceScript } from '../../lib/instances/instance-script';
import type { CommandResult } from '../../lib/ports/commands';
import { InstanceWorld } from './instance-world';

let world: InstanceWorld;
beforeEach(async () => {
  world = new InstanceWorld();
  await world.add();
});

function run(words: readonly string[], answer: Partial<CommandResult> = {}) {
  world.commands.answer = () => ({ status: 'succeeded', exitCode: 0, stdout: '', stderr: '', ...answer });
  return exec(world, { settings: world.settings, words, timeoutMinutes: 5 });
}

test('each word reaches the command as one word, whatever it holds', async () => {
  await run(['node', '-e', "console.log('$HOME')", '; rm -rf /', '']);
  const command = `'node' '-e' 'console.log('\\''$HOME'\\'')' '; rm -rf /' ''`;
  expect(world.commands.runs).toMatchObject([
    {
      ...{ instanceId: 'i-00000000000000001', script: instanceScript(command), timeoutMinutes: 5 },
      comment: 'preview-stacks exec: node',
    },
  ]);
});

test.each([0, 1, 2, 7, 126, 130, 255])(
  'exit code %d and both outputs are the own ones of the command',
  async (exitCode) => {
    const status = exitCode === 0 ? 'succeeded' : 'failed';
    expect(await run(['true'], { status, exitCode, stdout: 'a\u001b[31m', stderr: 'b' })).toEqual({
      ...{ service: 'web', environmentName: world.environmentName, instanceId: 'i-00000000000000001' },
      ...{ ended: 'by-itself', exitCode, stdout: 'a\u001b[31m', stderr: 'b', cut: [] },
    });
  },
);

test('output that SSM cut is said to be cut, each at its own length', async () => {
  expect(await run(['x'], { stdout: 'x'.repeat(23_999), stderr: 'x'.repeat(7999) })).toMatchObject({ cut: [] });
  expect(await run(['x'], { stdout: 'x'.repeat(24_000) })).toMatchObject({ cut: ['stdout'] });
  expect(await run(['x'], { stderr: 'x'.repeat(8000) })).toMatchObject({ cut: ['stderr'] });
});

test.each(['timed-out', 'cancelled'] as const)('%s has no exit code, and what was written is there', async (status) => {
  const outcome = await run(['sleep', '999'], { status, exitCode: undefined, stdout: 'began' } as never);
  expect(outcome).toMatchObject({ ended: status, stdout: 'began' });
  expect(outcome.exitCode).toBeUndefined();
});

test('an instance in which no app runs is an error; a command that ends with the same code is none', async () => {
  await expect(
    run(['x'], { status: 'failed', exitCode: 69, stderr: 'preview-stacks: the app does not run here\n' }),
  ).rejects.toMatchObject({ code: 'app-not-running', message: expect.stringContaining('the app does not run here') });
  expect(await run(['x'], { status: 'failed', exitCode: 69, stderr: 'no\n' })).toMatchObject({ exitCode: 69 });
});

test('a command that SSM did not run is an error', async () => {
  await expect(run(['x'], { status: 'failed', exitCode: undefined } as never)).rejects.toMatchObject({
    code: 'command-not-run',
  });
});

test('an interruption is handed to SSM', async () => {
  const { signal } = new AbortController();
  world.commands.answer = () => ({ status: 'succeeded', exitCode: 0, stdout: '', stderr: '' });
  await exec(world, { settings: world.settings, words: ['x'], timeoutMinutes: 5, signal });
  expect(world.commands.runs[0]?.signal).toBe(signal);
});
