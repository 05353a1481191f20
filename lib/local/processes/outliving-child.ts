import { type ChildProcess, spawn } from 'node:child_process';

/**
 * A small Node process that outlives us and learns of our end: its standard input ends when this process does, however it dies, SIGKILL
 * included. It keeps nothing of ours running. Kill it when there is nothing left to see to.
 *
 * @param args each process of the machine can read them: no secrets
 * @param env its whole environment
 */
export function outlivingChild(
  source: string,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): ChildProcess {
  const child = spawn(process.execPath, ['-e', source, ...args], {
    detached: true,
    env: { ...env },
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.on('error', () => undefined);
  child.unref();
  const pipe = child.stdin as (NonNullable<ChildProcess['stdin']> & { unref?: () => void }) | null;
  pipe?.on('error', () => undefined);
  pipe?.unref?.();
  return child;
}
