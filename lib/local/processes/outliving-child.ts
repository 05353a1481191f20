import { type ChildProcess, spawn } from 'node:child_process';

/**
 * A small Node process that outlives us and learns of our end: its standard input ends when this process does, however it dies, SIGKILL
 * included. It keeps nothing of ours running. Kill it when there is nothing left to see to.
 */
export function outlivingChild(source: string, args: readonly string[] = []): ChildProcess {
  const child = spawn(process.execPath, ['-e', source, ...args], {
    detached: true,
    env: {},
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.on('error', () => undefined);
  child.unref();
  const pipe = child.stdin as (NonNullable<ChildProcess['stdin']> & { unref?: () => void }) | null;
  pipe?.on('error', () => undefined);
  pipe?.unref?.();
  return child;
}
