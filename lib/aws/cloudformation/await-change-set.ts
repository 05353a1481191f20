import { type Change, type CloudFormationClient, DescribeChangeSetCommand } from '@aws-sdk/client-cloudformation';
import { PreviewError, unanswered } from '../../errors';
import type { Clock } from '../../ports/clock';
import type { ResourceCounts } from '../../ports/stacks';
import { backOff } from '../back-off';
import { send } from '../send';
import { changedMeanwhile, overtaken } from './stack-errors';

export type ChangeSetOutcome =
  | { readonly kind: 'ready'; readonly resources?: ResourceCounts }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly reason: string };

export interface ChangeSet {
  readonly id: string;
  readonly stackId: string;
}

/** Names the change set together with its stack: our roles allow stacks, and by the id alone IAM judges by the change set. */
export function nameOf({ id, stackId }: ChangeSet): { readonly ChangeSetName: string; readonly StackName: string } {
  return { ChangeSetName: id, StackName: stackId };
}

/** CloudFormation takes seconds, rarely minutes; beyond this it is stuck. */
const patienceMs = 10 * 60_000;
/** The only way to tell "nothing to do" from a failure is by these words. */
const noChanges = /didn't contain changes|no updates are to be performed|no changes to deploy/i;

/** Looks until CloudFormation has worked out what a change set would do. What it does not answer is asked again. */
export async function awaitChangeSet(
  client: CloudFormationClient,
  changeSet: ChangeSet,
  { stackName, clock }: { readonly stackName: string; readonly clock: Clock },
): Promise<ChangeSetOutcome> {
  const end = clock.now().getTime() + patienceMs;
  const pause = backOff(clock, { firstMs: 100, mostMs: 3000 });
  for (;;) {
    const set = await send('cloudformation:DescribeChangeSet', async () => {
      try {
        return await client.send(new DescribeChangeSetCommand(nameOf(changeSet)));
      } catch (error) {
        throw overtaken(error, stackName) ?? error;
      }
    }).catch(unanswered);
    const silent = set instanceof PreviewError;
    // The others of a stack become obsolete, or are deleted, when one is executed.
    if (!silent && (set.ExecutionStatus === 'OBSOLETE' || set.Status?.startsWith('DELETE_'))) {
      throw changedMeanwhile(stackName, `the change set is ${set.ExecutionStatus}, ${set.Status}`);
    }
    if (!silent && set.Status === 'CREATE_COMPLETE')
      return { kind: 'ready', ...(set.Changes && set.NextToken === undefined && { resources: counted(set.Changes) }) };
    if (!silent && set.Status === 'FAILED') {
      const reason = set.StatusReason ?? 'CloudFormation gives no reason';
      return noChanges.test(reason) ? { kind: 'unchanged' } : { kind: 'refused', reason };
    }
    if (clock.now().getTime() > end) {
      if (silent) throw set;
      throw new PreviewError('change-set-stuck', `CloudFormation has not finished the change set ${changeSet.id}`, {
        fault: 'world',
        hint: 'Look at it in CloudFormation and repeat.',
      });
    }
    await pause.wait();
  }
}

function counted(changes: readonly Change[]): ResourceCounts {
  const counts: Record<string, number> = {};
  for (const { ResourceChange: { ResourceType } = {} } of changes) {
    if (ResourceType !== undefined) counts[ResourceType] = (counts[ResourceType] ?? 0) + 1;
  }
  return counts;
}
