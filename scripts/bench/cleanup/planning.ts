import { planCleanup } from '../../../lib/cleanup/plan/plan-cleanup';
import { Random } from '../../../test/cleanup/histories/random';
import { randomInventory, randomPolicy } from '../../prove/random-inventory';
import type { BenchTable } from '../bench-table';

const previews = 10_000;
const branches = 100_000;
const times = 9;

/** Deciding on 10,000 previews against 100,000 branches. */
export async function planning(): Promise<BenchTable> {
  const now = new Date('2026-11-20T12:00:00Z');
  const random = new Random(3);
  const inventory = randomInventory(random, previews, now);
  const more = Array.from({ length: branches - inventory.branches.items.length }, (_, index) => ({
    name: `team-${index % 40}/topic-${index}`,
    commit: '1'.repeat(40),
  }));
  const world = {
    ...inventory,
    previews: { complete: true, items: inventory.previews.items } as const,
    branches: { complete: true, items: [...inventory.branches.items, ...more] } as const,
  };
  const policy = { ...randomPolicy(random), maxDeletions: previews, maxShare: 1 };
  const taken: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const started = performance.now();
    const plan = planCleanup(world, policy, now);
    taken.push(performance.now() - started);
    if (plan.decisions.length !== previews || plan.refusal)
      throw new Error(`a plan that is none: ${plan.refusal?.because}`);
  }
  const sorted = [...taken].sort((a, b) => a - b);
  const ms = (value: number | undefined) => `${(value ?? 0).toFixed(0)} ms`;
  return {
    title: `Planning ${previews.toLocaleString('en')} previews against ${branches.toLocaleString('en')} branches`,
    columns: ['first', 'median', 'slowest'],
    rows: [[ms(taken[0]), ms(sorted[Math.floor(times / 2)]), ms(sorted.at(-1))]],
  };
}
