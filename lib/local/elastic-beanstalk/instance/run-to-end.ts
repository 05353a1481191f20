import type { GroupEnd, GroupOptions } from '../../processes/process-group';
import type { ProcessRegister } from '../../processes/process-register';

export interface RunOptions extends GroupOptions {
  readonly onOutput: (stream: 'stdout' | 'stderr', text: string) => void;
  readonly signal: AbortSignal;
}

/** Runs a program to its end, all output read; when the signal is aborted it is stopped with all of its descendants. */
export async function runToEnd(register: ProcessRegister, options: RunOptions): Promise<GroupEnd> {
  const group = register.start(options);
  const closed = (['stdout', 'stderr'] as const).map(
    (name) =>
      new Promise<void>((resolve) => {
        group.read(name, (text) => options.onOutput(name, text), resolve);
      }),
  );
  const stop = () => void register.stop(group);
  options.signal.addEventListener('abort', stop, { once: true });
  if (options.signal.aborted) {
    stop();
  }
  const end = await group.ended;
  options.signal.removeEventListener('abort', stop);
  if (group.pid !== undefined) {
    await Promise.all(closed);
  }
  return end;
}
