import { survivable } from '../../errors';
import type { Stack, Stacks } from '../../ports/stacks';
import { inParallel } from '../../previews/in-parallel';
import { collect } from '../../previews/listing';
import { previewOf } from '../../previews/preview';
import type { RemovalResult } from '../../previews/removal-result';
import type { Inventory } from '../../previews/take-inventory';
import type { CleanupPorts, CleanupReport } from '../cleanup-request';

const asksAtOnce = 5;

type Left = CleanupReport['left'][number];

export interface VerifyOptions {
  readonly inventory: Inventory;
  /** When the plan was made. */
  readonly since: Date;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Lists the stacks once more and compares them by id, by name and by tag, so that "0 left" is a fact. A stack whose deletion failed here counts
 * as gone when another run deleted it.
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

/** Stacks with the tags of a deleted preview that are older than the plan and in no listing of it. */
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

/** Reasons for which a stack is still there, and another run may have deleted it since. */
const stackReasons: readonly RemovalResult['reason'][] = [
  'stack-refused',
  'bucket-blocked',
  'database-stopped',
  'time-up',
];

/** The result, corrected by what is there. A listing can lag behind, so a stack that contradicts its result is read by its id. */
async function recheckResult(stacks: Stacks, result: RemovalResult, listed: Stack | undefined): Promise<RemovalResult> {
  const isThere = listed !== undefined && listed.status !== 'DELETE_COMPLETE';
  if (result.outcome === 'deleted' ? !isThere : isThere || !stackReasons.includes(result.reason)) return result;
  const found = await look(stacks, result.stackId);
  const gone = found.known && (found.stack === undefined || found.stack.status === 'DELETE_COMPLETE');
  if (result.outcome === 'deleted') {
    const status = found.stack?.status ?? listed?.status;
    return gone
      ? result
      : { ...result, outcome: 'failed', reason: 'still-there', because: `it is still there, in ${status}` };
  }
  const because = 'it is gone by now: another run, or CloudFormation, went on with it';
  return gone ? { ...result, outcome: 'deleted', reason: 'already-gone', because } : result;
}

async function look(stacks: Stacks, id: string): Promise<{ readonly known: boolean; readonly stack?: Stack }> {
  try {
    const stack = await stacks.find(id);
    return { known: true, ...(stack && { stack }) };
  } catch (error) {
    survivable(error);
    return { known: false };
  }
}
