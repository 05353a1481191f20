import { type ChildProcess, spawn } from 'node:child_process';

// Its standard input ends when this process does, however it dies: SIGKILL included.
const source = `process.stdin.resume().on('end', () => {
  try { process.kill(Number(process.argv[1]), 'SIGINT'); } catch {}
  process.exit();
});`;

/** A small process that stops `pid` once we are gone. Kill it when `pid` has ended. */
export function watchdog(pid: number): ChildProcess {
  const child = spawn(process.execPath, ['-e', source, String(pid)], {
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
