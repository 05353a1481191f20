import type { ChildProcess } from 'node:child_process';
import { outlivingChild } from '../processes/outliving-child';

const source = `process.stdin.resume().on('end', () => {
  try { process.kill(Number(process.argv[1]), 'SIGINT'); } catch {}
  process.exit();
});`;

/** A small process that stops `pid` once we are gone. Kill it when `pid` has ended. */
export function watchdog(pid: number): ChildProcess {
  return outlivingChild(source, [String(pid)]);
}
