import { runHistory } from '../../test/cleanup/histories/run-history';
import type { Proof } from './proof';

const count = 50_000;
/** The fast suite lives the histories before these. */
const first = 10_000;

/** Random histories with cleaners in them, other ones than those of the fast suite. */
export async function proveHistories(): Promise<Proof> {
  const faults: string[] = [];
  let deletions = 0;
  for (let seed = first; seed < first + count; seed += 1) {
    const result = await runHistory(seed);
    deletions += result.deletions;
    faults.push(...result.faults.map((fault) => `history ${seed}: ${fault}`));
  }
  return { done: `${count.toLocaleString('en')} histories with ${deletions.toLocaleString('en')} deletions`, faults };
}
