import type { Stack } from '../../ports/stacks';
import { inParallel } from '../../previews/in-parallel';
import { collect } from '../../previews/listing';
import { previewOf } from '../../previews/preview';
import type { RemovalResult } from '../../previews/removal-result';
import type { Inventory } from '../../previews/take-inventory';
import type { CleanupPorts, CleanupReport } from '../cleanup-request';
import { recheckResult } from './recheck-result';

const asksAtOnce = 5;

type Left = CleanupReport['left'][number];

export interface VerifyOptions {
  readonly inventory: Inventory;
  /** When the plan was made. */
  readonly since: Date;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Lists the stacks once more and compares, by id, by name and by tag: "0 left" is what was seen, not what was hoped. A stack that failed
 * and is gone all the same, because another run took it, is gone.
 */
export async function verify(
  ports: CleanupPorts,
  results: readonly RemovalResult[],
  options: VerifyOptions,
): Promise<{ readonly results: readonly RemovalResult[]; readonly left: readonly Left[] }> {
  if (results.length === 0) return { results, left: [] };
  const listing = await collect(ports.stacks.list(), options.signal);
  if (!listing.complete) {
    const because = `whether anything is left could not be looked up: ${listing.because}`;
    return { results, left: [...unsettled(results), { name: 'unverified', because }] };
  }
  const there = new Map(listing.items.map((stack) => [stack.id, stack]));
  const seen = await inParallel(results, asksAtOnce, (result) =>
    recheckResult(ports.stacks, result, there.get(result.stackId)),
  );
  return { results: seen, left: [...unsettled(seen), ...overlooked(listing.items, seen, options)] };
}

function unsettled(results: readonly RemovalResult[]): Left[] {
  return results
    .filter(({ outcome }) => outcome === 'failed' || outcome === 'unfinished')
    .map(({ stackName, because }) => ({ name: stackName, because }));
}

/** Stacks with the tags of a preview that was deleted, which were there all the time and in no listing. */
function overlooked(
  stacks: readonly Stack[],
  results: readonly RemovalResult[],
  { inventory, since }: VerifyOptions,
): Left[] {
  const known = new Set(inventory.previews.items.map(({ stack }) => stack.id));
  const deleted = new Set(results.flatMap(({ outcome, stackId }) => (outcome === 'deleted' ? stackId : [])));
  const toDelete = inventory.previews.items.filter(({ stack }) => deleted.has(stack.id));
  const hashes = new Set(toDelete.map(({ branchHash }) => branchHash));
  return stacks
    .filter((stack) => !known.has(stack.id) && stack.createdAt < since)
    .filter((stack) => hashes.has(previewOf(stack, inventory.owner)?.branchHash ?? ''))
    .map((stack) => ({ name: stack.name, because: 'it has the tags of a preview that was deleted' }));
}
