import type { CommandResult, Commands } from '../../lib/ports/commands';
import { FaultSwitch } from './fault-switch';

type Run = Parameters<Commands['run']>[0];

/** Records what would be run and answers what the test says. */
export class FakeCommands implements Commands {
  readonly faults = new FaultSwitch<'run'>();
  readonly runs: Run[] = [];
  /** What a document of the account's own ends with, by its name. */
  readonly documents = new Map<string, CommandResult>();
  /** Called for every run; may change the world, throw or take its time. */
  answer: (run: Run) => CommandResult | Promise<CommandResult> = () => ({
    status: 'succeeded',
    exitCode: 0,
    stdout: '',
    stderr: '',
  });

  async run(options: Run): Promise<CommandResult> {
    this.faults.trip('run');
    options.signal?.throwIfAborted();
    this.runs.push(options);
    return this.answer(options);
  }

  async runDocument({ document, signal }: Parameters<Commands['runDocument']>[0]): Promise<CommandResult | undefined> {
    this.faults.trip('run');
    signal?.throwIfAborted();
    return this.documents.get(document);
  }
}
