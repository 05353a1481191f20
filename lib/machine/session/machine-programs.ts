import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { LocalPrograms } from '../../ports/local-programs';
import { notStarted } from '../run-program';
import { copyToClipboard } from './clipboard';
import { lendTerminal } from './lent-terminal';

/** The programs of this computer. */
export class MachinePrograms implements LocalPrograms {
  constructor(private readonly options: { readonly environment: NodeJS.ProcessEnv; readonly cwd: string }) {}

  run([program = '', ...args]: readonly string[], more: Readonly<Record<string, string | undefined>>): Promise<number> {
    const { environment, cwd } = this.options;
    return lendTerminal(
      () =>
        new Promise((resolve, reject) => {
          const child = spawn(program, args, { cwd, env: { ...environment, ...more }, stdio: 'inherit' });
          child.on('error', (cause) => reject(notStarted(program, cause)));
          child.on('exit', (code, signal) => resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
        }),
    );
  }

  copy(text: string): Promise<void> {
    return copyToClipboard(text, this.options.environment);
  }
}
