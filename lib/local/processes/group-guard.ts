import type { ChildProcess } from 'node:child_process';
import { outlivingChild } from './outliving-child';

// Reads `+pid` and `-pid`; its standard input ends when we do, however we die, and then the groups that are left end too.
const source = `const pids = new Set();
let rest = '';
process.stdin.setEncoding('utf8').on('data', (text) => {
  const lines = (rest + text).split('\\n');
  rest = lines.pop();
  for (const line of lines) line[0] === '+' ? pids.add(line.slice(1)) : pids.delete(line.slice(1));
}).on('end', () => {
  const send = (signal) => { for (const pid of pids) try { process.kill(-Number(pid), signal); } catch { pids.delete(pid); } };
  send('SIGTERM');
  setTimeout(() => { send('SIGKILL'); process.exit(); }, pids.size ? 1500 : 0);
});
process.on('SIGINT', () => {}).on('SIGTERM', () => {});`;

/** One small process that ends our process groups when we are killed without a chance to do so. */
export class GroupGuard {
  private child: ChildProcess | undefined;

  watch(pid: number): void {
    this.child ??= outlivingChild(source);
    this.child.stdin?.write(`+${pid}\n`);
  }

  release(pid: number): void {
    this.child?.stdin?.write(`-${pid}\n`);
  }

  close(): void {
    this.child?.kill('SIGKILL');
    this.child = undefined;
  }
}
