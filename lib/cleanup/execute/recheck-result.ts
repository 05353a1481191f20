import { PreviewError } from '../../errors';
import type { Stack, Stacks } from '../../ports/stacks';
import type { RemovalResult } from '../../previews/removal-result';

/** Reasons for which a stack is still there; others may have taken it since. */
const stackReasons: readonly RemovalResult['reason'][] = ['stack-refused', 'bucket-blocked', 'time-up'];

/** The result, corrected by what is there. A listing can lag behind: a stack that contradicts its result is asked for by its id. */
export async function recheckResult(
  stacks: Stacks,
  result: RemovalResult,
  listed: Stack | undefined,
): Promise<RemovalResult> {
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
    if (!(error instanceof PreviewError)) throw error;
    return { known: false };
  }
}
