import type { ChildProcess } from 'node:child_process';
import { outlivingChild } from '../../processes/outliving-child';

const source = `process.stdin.resume().on('end', () => {
  try { process.kill(Number(process.argv[1]), process.argv[2]); } catch {}
  process.exit();
});`;

/** A small process that sends `pid` a signal once we are gone. Kill it when `pid` has ended. */
export function watchdog(pid: number, signal: NodeJS.Signals = 'SIGINT'): ChildProcess {
  return outlivingChild(source, [String(pid), signal]);
}
