import type { BenchTable } from './bench-table';
import { emptying } from './cleanup/emptying';
import { million } from './cleanup/million';
import { planning } from './cleanup/planning';
import { wholeRun } from './cleanup/whole-run';

/** How fast cleanup is: `npm run bench -- cleanup`. */
export async function run(): Promise<readonly BenchTable[]> {
  return [await emptying(), await million(), await wholeRun(), await planning()];
}
