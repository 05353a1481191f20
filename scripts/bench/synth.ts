import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { packageRoot } from '../demo/program';
import type { BenchTable } from './bench-table';

const target = 15;
const counts = [1, 10, 100, 500];

/** How long templates take, validation off: `npm run bench -- synth`. */
export async function run(): Promise<BenchTable> {
  const child = join(packageRoot, 'dist', 'scripts', 'bench', 'product', 'synth-child.js');
  const output = execFileSync(process.execPath, [child, ...counts.map(String)], { encoding: 'utf8' });
  const { loadMs, firstMs, secondMs, milliseconds } = JSON.parse(output) as {
    loadMs: number;
    firstMs: number;
    secondMs: number;
    milliseconds: readonly number[];
  };
  return {
    title: 'Templates of environments, one process',
    columns: ['environments', 'time', 'each', 'target'],
    rows: counts.map((count, index) => {
      const time = milliseconds[index] ?? Number.NaN;
      return [String(count), `${time.toFixed(0)} ms`, `${(time / count).toFixed(1)} ms`, `${target} ms`];
    }),
    notes: [
      `Before that, once in the process: the CDK loaded in ${loadMs.toFixed(0)} ms, a first template in ${firstMs.toFixed(0)} ms, a second in ${secondMs.toFixed(0)} ms.`,
      'One environment is the median of 30 rounds, ten of 3.',
    ],
  };
}
