import {
  type CloudFormationClient,
  CreateChangeSetCommand,
  DeleteChangeSetCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
  UpdateTerminationProtectionCommand,
} from '@aws-sdk/client-cloudformation';
import { PreviewError } from '../../errors';
import type { Clock } from '../../ports/clock';
import type { ChangeStarted, ResourceCounts, Stack, StackChange } from '../../ports/stacks';
import type { AwsClients } from '../clients';
import { errorName, isRoleRefused, roleHint } from '../errors';
import { requireField, send } from '../send';
import { awaitChangeSet, type ChangeSet, nameOf } from './await-change-set';
import { proposedChanges } from './proposed-changes';
import { overtaken, refusedOperation, stackRefuses } from './stack-errors';
import { templateSource } from './template-source';

const changeable = /^((CREATE|UPDATE|UPDATE_ROLLBACK|IMPORT|IMPORT_ROLLBACK)_COMPLETE)$/;

/** Changes a stack, or makes it, through a change set: so that AWS says whether anything changes before anything does. */
export async function changeStack(
  change: StackChange,
  found: Stack | undefined,
  clients: AwsClients,
  clock: Clock,
): Promise<ChangeStarted> {
  // A stack in review has no resources: it is what an interrupted first deploy leaves.
  const isNew = found === undefined || found.status === 'REVIEW_IN_PROGRESS';
  if (!isNew && !changeable.test(found.status)) throw stackRefuses(found.name, found.status, 'changed');
  const client = clients.cloudFormation;
  const changeSet = await createChangeSet(change, isNew, clients);
  let resources: ResourceCounts | undefined;
  try {
    const outcome = await awaitChangeSet(client, changeSet, { stackName: change.stackName, clock });
    if (outcome.kind === 'refused') throw templateRefused(change.stackName, outcome.reason);
    if (outcome.kind === 'ready') await change.review?.(await proposedChanges(client, changeSet));
    if (outcome.kind === 'ready' || !isNew) await protect(client, change, found?.terminationProtection ?? false);
    if (outcome.kind === 'unchanged') {
      await discard(client, changeSet, found === undefined);
      return { kind: 'unchanged', stackId: changeSet.stackId };
    }
    if (outcome.kind === 'ready') resources = outcome.resources;
    await execute(client, changeSet, change);
  } catch (error) {
    // Best effort: the error that led here is what the user must read.
    await discard(client, changeSet, found === undefined).catch(() => undefined);
    throw error;
  }
  // CloudFormation lists an executed change set no more, and removes it when the next is executed.
  return {
    ...{ kind: 'started', stackId: changeSet.stackId, operation: isNew ? 'create' : 'update' },
    ...(resources && { resources }),
  };
}

async function createChangeSet(change: StackChange, isNew: boolean, clients: AwsClients): Promise<ChangeSet> {
  const action = 'cloudformation:CreateChangeSet';
  const command = new CreateChangeSetCommand({
    StackName: change.stackName,
    ChangeSetName: change.token,
    ClientToken: change.token,
    ChangeSetType: isNew ? 'CREATE' : 'UPDATE',
    Capabilities: ['CAPABILITY_NAMED_IAM'],
    Tags: Object.entries(change.tags).map(([Key, Value]) => ({ Key, Value })),
    RoleARN: change.roleArn,
    ...(isNew && { OnStackFailure: change.onFailure === 'keep' ? 'DO_NOTHING' : 'ROLLBACK' }),
    ...(await templateSource(change, clients)),
  });
  const answer = await send(action, async () => {
    try {
      return await clients.cloudFormation.send(command);
    } catch (error) {
      if (!/^(ValidationError|InsufficientCapabilitiesException)$/.test(errorName(error))) throw error;
      throw (
        overtaken(error, change.stackName) ??
        refusedOperation(error, change.stackName, 'changed') ??
        templateRefused(change.stackName, (error as Error).message)
      );
    }
  });
  return { id: requireField(answer.Id, 'Id', action), stackId: requireField(answer.StackId, 'StackId', action) };
}

async function protect(client: CloudFormationClient, change: StackChange, now: boolean): Promise<void> {
  if (change.terminationProtection === now) return;
  const wish = { StackName: change.stackName, EnableTerminationProtection: change.terminationProtection };
  await send('cloudformation:UpdateTerminationProtection', () =>
    client.send(new UpdateTerminationProtectionCommand(wish)),
  );
}

async function execute(client: CloudFormationClient, changeSet: ChangeSet, change: StackChange): Promise<void> {
  await send('cloudformation:ExecuteChangeSet', async () => {
    try {
      await client.send(new ExecuteChangeSetCommand({ ...nameOf(changeSet), ClientRequestToken: change.token }));
    } catch (error) {
      throw overtaken(error, change.stackName) ?? refusedOperation(error, change.stackName, 'changed') ?? error;
    }
  });
}

/** Removes the change set, and the empty stack that it made when there was none before; not what another deploy makes of that stack. */
async function discard(client: CloudFormationClient, changeSet: ChangeSet, madeStack: boolean): Promise<void> {
  const StackName = changeSet.stackId;
  await send('cloudformation:DeleteChangeSet', () => client.send(new DeleteChangeSetCommand(nameOf(changeSet))));
  if (!madeStack) return;
  const { Stacks: found = [] } = await send('cloudformation:DescribeStacks', () =>
    client.send(new DescribeStacksCommand({ StackName })),
  );
  if (found[0]?.StackStatus !== 'REVIEW_IN_PROGRESS') return;
  await send('cloudformation:DeleteStack', () => client.send(new DeleteStackCommand({ StackName })));
}

/** By CloudFormation's own words, which say whether a value, the template or a right is wrong. */
const refusals: readonly (readonly [RegExp, string])[] = [
  [
    /^Requires capabilities\b.*AUTO_EXPAND/,
    'Take the macro or transform out of the template: preview-stacks grants no CAPABILITY_AUTO_EXPAND.',
  ],
  // F5Networks/f5-aws-cloudformation#87 (2019-12-10), kubernetes-retired/kube-aws#143 (2016-12-08).
  [
    /^S3 error: Access Denied|^TemplateURL must reference a valid S3 object to which you have access/,
    'Allow these credentials s3:GetObject on the bundle bucket: CloudFormation reads a large template with their rights.',
  ],
  [
    /^Template (format )?error: |^Unresolved resource dependencies /,
    'Look at it with `preview-stacks synth` and fix the construct that makes this part; if no construct of yours does, please report it.',
  ],
];

function hintFor(reason: string): string {
  if (isRoleRefused(reason)) return roleHint;
  return refusals.find(([sentence]) => sentence.test(reason))?.[1] ?? 'Fix the value it names in the settings file.';
}

function templateRefused(stackName: string, reason: string): PreviewError {
  return new PreviewError('template-refused', `CloudFormation refuses the template of ${stackName}: ${reason}`, {
    fault: 'world',
    hint: hintFor(reason),
  });
}
