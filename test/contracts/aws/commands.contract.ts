import type { Commands } from '../../../lib/ports/commands';

export interface CommandsWorld {
  readonly commands: Commands;
  readonly instanceId: string;
  /** Makes a script end so; real instances need no preparation. */
  prepare(script: string, outcome: { exitCode: number; stdout: string; stderr: string }): Promise<void> | void;
  /** Makes a document of the account's own that says so; gives its name. */
  addDocument(says: string): string;
}

export function describeCommandsContract(name: string, make: () => Promise<CommandsWorld>): void {
  describe(`commands kept by ${name}`, () => {
    const options = { comment: 'contract', timeoutMinutes: 1 };

    test('a script that succeeds tells what it wrote', async () => {
      const { commands, instanceId, prepare } = await make();
      const script = 'echo one; echo two >&2';
      await prepare(script, { exitCode: 0, stdout: 'one\n', stderr: 'two\n' });
      const result = await commands.run({ ...options, instanceId, script });
      expect(result).toMatchObject({ status: 'succeeded', exitCode: 0 });
      expect(result.stdout.trim()).toBe('one');
      expect(result.stderr.trim()).toContain('two');
    });

    test('a script that fails tells its exit code', async () => {
      const { commands, instanceId, prepare } = await make();
      const script = 'echo sorry; exit 7';
      await prepare(script, { exitCode: 7, stdout: 'sorry\n', stderr: '' });
      const result = await commands.run({ ...options, instanceId, script });
      expect(result).toMatchObject({ status: 'failed', exitCode: 7 });
      expect(result.stdout).toContain('sorry');
    });

    test('a document of our own is run, and of one that is not there nothing', async () => {
      const { commands, instanceId, addDocument } = await make();
      const document = addDocument('hello');
      const result = await commands.runDocument({ ...options, instanceId, document });
      expect(result).toMatchObject({ status: 'succeeded', exitCode: 0, stdout: 'hello\n' });
      expect(await commands.runDocument({ ...options, instanceId, document: `${document}-2` })).toBeUndefined();
    });

    test('with a signal that is aborted already nothing is run', async () => {
      const { commands, instanceId } = await make();
      const running = commands.run({ ...options, instanceId, script: 'exit 1', signal: AbortSignal.abort('stopped') });
      await expect(running).rejects.toBe('stopped');
    });
  });
}
