import { readOwnership } from '../naming/ownership-tags';
import type { Stack } from '../ports/stacks';
import type { Inventory } from '../previews/inventory';
import { collect } from '../previews/listing';
import type { RemovalResult } from '../previews/removal-result';
import type { CleanupPorts, CleanupReport } from './cleanup-request';

type Left = CleanupReport['left'][number];

/**
 * Lists the stacks once more and compares, by id, by name and by tag: "0 left" is what was seen, not what was hoped. A stack that failed
 * and is gone all the same, because another run took it, is gone.
 */
export async function verify(
  ports: CleanupPorts,
  results: readonly RemovalResult[],
  {
    inventory,
    since,
    signal,
  }: { readonly inventory: Inventory; readonly since: Date; readonly signal?: AbortSignal | undefined },
): Promise<{ readonly results: readonly RemovalResult[]; readonly left: readonly Left[] }> {
  if (results.length === 0) return { results, left: [] };
  const listing = await collect(ports.stacks.list(), signal);
  if (!listing.complete) {
    const because = `whether anything is left could not be looked up: ${listing.because}`;
    return { results, left: [...unsettled(results), { name: 'unverified', because }] };
  }
  const there = new Map(listing.items.map((stack) => [stack.id, stack]));
  const seen = results.map((result) => correct(result, there.get(result.stackId)));
  const known = new Set(inventory.previews.items.map(({ stack }) => stack.id));
  const hashes = new Set(
    inventory.previews.items
      .filter(({ stack }) => results.some(({ stackId, outcome }) => stackId === stack.id && outcome === 'deleted'))
      .map(({ branchHash }) => branchHash),
  );
  const overlooked = listing.items
    .filter((stack) => !known.has(stack.id) && stack.createdAt < since && stack.parentId === undefined)
    .filter((stack) => stack.name.startsWith(`${inventory.owner.project}-preview-`))
    .filter((stack) => hashes.has(readOwnership(stack.tags)?.branchHash ?? ''))
    .map((stack) => ({ name: stack.name, because: 'it has the tags of a preview that was deleted' }));
  return { results: seen, left: [...unsettled(seen), ...overlooked] };
}

function correct(result: RemovalResult, stack: Stack | undefined): RemovalResult {
  const gone = stack === undefined || stack.status === 'DELETE_COMPLETE';
  const stackFailed = ['stack-refused', 'bucket-blocked', 'time-up'].includes(result.reason);
  if (gone && stackFailed) {
    const because = 'it is gone by now: another run, or CloudFormation, went on with it';
    return { ...result, outcome: 'deleted', reason: 'already-gone', because };
  }
  if (!gone && result.outcome === 'deleted') {
    return { ...result, outcome: 'failed', reason: 'still-there', because: `it is still there, in ${stack.status}` };
  }
  return result;
}

function unsettled(results: readonly RemovalResult[]): Left[] {
  return results
    .filter(({ outcome }) => outcome === 'failed' || outcome === 'unfinished')
    .map(({ stackName, because }) => ({ name: stackName, because }));
}
