import type { LocalPrograms } from '../../lib/ports/local-programs';
import { FaultSwitch } from './fault-switch';

type Run = Parameters<LocalPrograms['run']>;

/** Programs that are not run, and a clipboard. */
export class FakeLocalPrograms implements LocalPrograms {
  readonly faults = new FaultSwitch<'run' | 'copy'>();
  readonly runs: Run[] = [];
  clipboard = '';
  exitCode = 0;

  async run(...run: Run): Promise<number> {
    this.faults.trip('run');
    this.runs.push(run);
    return this.exitCode;
  }

  async copy(text: string): Promise<void> {
    this.faults.trip('copy');
    this.clipboard = text;
  }
}
