import { proveBranchNames } from './prove/branch-names';
import { proveDecisions } from './prove/decisions';
import { proveHistories } from './prove/histories';
import { proveHostile } from './prove/hostile';
import { proveKills } from './prove/kills';
import type { Proof } from './prove/proof';
import { proveSleepYear } from './prove/sleep-year';

/** The proofs that take too long for the fast suite; prints what was done and ends with 1 when something was found. */
const parts: readonly (() => Promise<Proof>)[] = [
  proveBranchNames,
  proveDecisions,
  proveHistories,
  proveKills,
  proveHostile,
  proveSleepYear,
];

async function main(): Promise<number> {
  let found = 0;
  for (const part of parts) {
    const started = performance.now();
    const { done, faults } = await part();
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`${faults.length === 0 ? '✓' : '✗'} ${done}: ${faults.length} faults (${seconds} s)`);
    for (const fault of faults.slice(0, 20)) console.log(`    ${fault}`);
    found += faults.length;
  }
  return found === 0 ? 0 : 1;
}

void main().then((code) => {
  process.exitCode = code;
});
