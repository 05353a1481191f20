import { randomUUID } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import type { ProcessRegister } from '../../processes/process-register';
import type { ScriptOptions, ScriptResult } from '../beanstalk';
import { instancePath } from './app-environment';
import { runToEnd } from './run-to-end';

/**
 * Runs lines in a bare shell on an instance, as SSM's agent does: a script file, `/bin/sh`, nothing of the app's environment. The root of
 * the instance is no root of a file system here: `PREVIEW_STACKS_LOCAL_ROOT` names it.
 */
export async function runScript(
  register: ProcessRegister,
  root: string,
  options: ScriptOptions,
): Promise<ScriptResult> {
  const file = join(root, 'tmp', `${randomUUID()}.sh`);
  const folder = resolve(root, `.${sep}${options.workingDirectory ?? ''}`);
  writeFileSync(file, `${options.lines.join('\n')}\n`, { mode: 0o700 });
  const timer = new AbortController();
  const timeout = setTimeout(() => timer.abort(), options.timeoutMs);
  try {
    const end = await runToEnd(register, {
      ...{ file: '/bin/sh', args: [file], folder: folder.startsWith(root) ? folder : root },
      env: {
        PATH: `${join(root, 'bin')}:${instancePath}`,
        HOME: root,
        LANG: 'C.UTF-8',
        PREVIEW_STACKS_LOCAL_ROOT: root,
      },
      signal: AbortSignal.any([options.signal, timer.signal]),
      onOutput: options.onOutput,
    });
    if (options.signal.aborted || timer.signal.aborted) {
      return { outcome: options.signal.aborted ? 'cancelled' : 'timed-out' };
    }
    return { outcome: 'ended', exitCode: end.code ?? 1 };
  } finally {
    clearTimeout(timeout);
    rmSync(file, { force: true });
  }
}
