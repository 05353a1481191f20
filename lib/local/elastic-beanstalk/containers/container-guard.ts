import type { ChildProcess } from 'node:child_process';
import { outlivingChild } from '../../processes/outliving-child';
import { type ContainerEngine, removal } from './container-engine';

// Its standard input ends when we do, however we die, and then our containers end too.
const guard = `const { execFileSync } = require('node:child_process');
const [program, label, ...remove] = process.argv.slice(1);
const run = (...args) => execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
process.stdin.resume().on('end', () => {
  try {
    const left = run('ps', '-aq', '--filter', 'label=' + label).split(/\\s+/).filter(Boolean);
    if (left.length > 0) run(...remove, ...left);
    const networks = run('network', 'ls', '-q', '--filter', 'label=' + label).split(/\\s+/).filter(Boolean);
    if (networks.length > 0) run('network', 'rm', ...networks);
  } catch {}
  process.exit();
});
process.on('SIGINT', () => {}).on('SIGTERM', () => {});`;

/**
 * Removes what has this label when we end. Its environment is that of the container program, which may hold passwords of a registry or a proxy:
 * its arguments, which each process of the machine can read, hold none.
 */
export function containerGuard(
  { program, env, isPodman }: Pick<ContainerEngine, 'program' | 'env' | 'isPodman'>,
  label: string,
): ChildProcess {
  return outlivingChild(guard, [program, label, ...removal({ isPodman })], env);
}
