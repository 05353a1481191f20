import seeds from '../fixtures/cleanup-seeds.json';
import { runHistory } from './histories/run-history';

/** A sample; `npm run prove` lives 60,000. */
const count = 500;

async function faultsIn(numbers: Iterable<number>) {
  const faults: string[] = [];
  let deletions = 0;
  let refusals = 0;
  for (const seed of numbers) {
    const result = await runHistory(seed);
    faults.push(...result.faults.map((fault) => `seed ${seed}: ${fault}`));
    deletions += result.deletions;
    refusals += result.refusals;
    if (faults.length > 10) break;
  }
  return { faults, deletions, refusals };
}

test('the seeds that once found a fault, and the busiest ones, find none', async () => {
  expect((await faultsIn(seeds.map(({ seed }) => seed))).faults).toEqual([]);
});

test('in 500 random histories no living preview is deleted and no orphan is left unreported', async () => {
  const { faults, deletions, refusals } = await faultsIn(Array.from({ length: count }, (_, seed) => seed));
  expect(faults).toEqual([]);
  // A generator that lets nothing happen would find nothing.
  expect(deletions).toBeGreaterThan(count);
  expect(refusals).toBeGreaterThan(count / 100);
}, 240_000);
