import { runHistory } from '../../test/cleanup/histories/run-history';
import type { Proof } from './proof';

const count = 60_000;

/** Random histories with cleaners in them; `npm test` lives the first 500 of them. */
export async function proveHistories(): Promise<Proof> {
  const faults: string[] = [];
  let deletions = 0;
  for (let seed = 0; seed < count; seed += 1) {
    const result = await runHistory(seed);
    deletions += result.deletions;
    faults.push(...result.faults.map((fault) => `history ${seed}: ${fault}`));
  }
  return { done: `${count.toLocaleString('en')} histories with ${deletions.toLocaleString('en')} deletions`, faults };
}
