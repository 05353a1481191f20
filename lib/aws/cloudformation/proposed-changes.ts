import { type Change, type CloudFormationClient, DescribeChangeSetCommand } from '@aws-sdk/client-cloudformation';
import type { ProposedChange } from '../../ports/stacks';
import { pages } from '../pages';
import { requireField, send } from '../send';
import { type ChangeSet, nameOf } from './await-change-set';

const action = 'cloudformation:DescribeChangeSet';

/** All that a finished change set would change, page by page. */
export async function proposedChanges(
  client: Pick<CloudFormationClient, 'send'>,
  changeSet: ChangeSet,
): Promise<readonly ProposedChange[]> {
  const changes: ProposedChange[] = [];
  for await (const change of pages(action, async (from) => {
    const command = new DescribeChangeSetCommand({ ...nameOf(changeSet), NextToken: from });
    const answer = await send(action, () => client.send(command));
    return { items: requireField(answer.Changes, 'Changes', action), next: answer.NextToken };
  })) {
    changes.push(toChange(change));
  }
  return changes;
}

function toChange({ ResourceChange }: Change): ProposedChange {
  const { LogicalResourceId, ResourceType, Action, Replacement, Details } = requireField(
    ResourceChange,
    'ResourceChange',
    action,
  );
  return {
    logicalId: requireField(LogicalResourceId, 'LogicalResourceId', action),
    type: ResourceType ?? '',
    action: requireField(Action, 'Action', action),
    replacement: Replacement ?? '',
    details: (Details ?? []).map(({ Target, Evaluation, CausingEntity }) => ({
      attribute: Target?.Attribute ?? '',
      ...(Target?.Name !== undefined && { property: Target.Name }),
      isDynamic: Evaluation === 'Dynamic',
      ...(CausingEntity !== undefined && { causedBy: CausingEntity }),
    })),
  };
}
