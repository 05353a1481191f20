import { survivable } from '../../errors';
import { readOwnership } from '../../naming/ownership-tags';
import { namesOf } from '../../naming/resource-names';
import type { SourceRepository } from '../../ports/source-repository';
import type { Stack } from '../../ports/stacks';
import type { Decision } from '../../previews/plan';
import type { Preview } from '../../previews/preview';
import { withProposedTags } from '../../previews/proposed-stack';
import type { RemovalResult } from '../../previews/removal-result';
import type { Cause } from '../../stacks/first-cause';
import { lastChange } from '../../stacks/last-change';
import { removeStack, type StackRemoval } from '../../stacks/remove-stack';
import { isDeletable } from '../../stacks/stack-state';
import type { CleanupPorts } from '../cleanup-request';
import { type DeletedArtifacts, deleteArtifacts } from './delete-artifacts';
import type { Execution } from './execution';
import { recheckRecord } from './recheck-record';

/** A database can take 20 minutes to go, and a blocked bucket makes it two deletions. */
const longestMs = 60 * 60_000;
/** With less time left no deletion is begun. */
const shortestMs = 5000;

/**
 * Removes one preview after a last look at its branch and its stack, because both were listed a while ago. Throws only on interruption: any
 * failure is in the result, so that the other previews go on.
 */
export async function removePreview(ports: CleanupPorts, decision: Decision, run: Execution): Promise<RemovalResult> {
  const { preview } = decision;
  const started = ports.clock.now().getTime();
  const { name: stackName, id: stackId } = preview.stack;
  let verdict: RemovalVerdict = timeUp;
  let swept: DeletedArtifacts = { swept: 0 };
  if (run.deadline - started > shortestMs) {
    ports.progress.emit({ kind: 'removal-started', stackName, stackId, branch: preview.branch });
    run.progress.begin(preview.branch);
    try {
      verdict = await removeOnce(ports, decision, run);
      if (verdict.outcome === 'deleted') ({ swept, verdict } = await sweep(ports, decision, run, verdict));
    } catch (error) {
      run.signal?.throwIfAborted();
      verdict = { outcome: 'failed', reason: 'stack-refused', because: survivable(error).message };
    }
  }
  const milliseconds = ports.clock.now().getTime() - started;
  const result: RemovalResult = { stackName, stackId, branch: preview.branch, ...verdict, ...swept, milliseconds };
  ports.progress.emit({ kind: 'removal-finished', result });
  run.progress.end(preview.branch);
  return result;
}

const timeUp: RemovalVerdict = {
  outcome: 'unfinished',
  reason: 'time-up',
  because: 'the time of this run was up before its turn; the next run goes on',
};

async function removeOnce(ports: CleanupPorts, decision: Decision, run: Execution): Promise<RemovalVerdict> {
  const { preview } = decision;
  // Side by side: nothing but the deletion itself comes after these looks.
  const look = async () => {
    const found = await ports.stacks.find(preview.stack.id);
    return found && withProposedTags(ports.stacks, found, run.inventory.owner.project);
  };
  const [saved, kept, stack] = await Promise.all([
    recheckBranch(ports.repository, decision),
    recheckRecord(ports.records, preview, run),
    look(),
  ]);
  if (saved) return saved;
  if (stack === undefined || stack.status === 'DELETE_COMPLETE') return gone;
  if (kept) return kept;
  const changed = changeOf(stack, preview);
  if (changed) return changed;
  const removal = await removeStack(ports, stack, {
    roleArn: run.inventory.application?.previews?.cloudFormationRoleArn,
    budgetMs: Math.min(longestMs, run.deadline - ports.clock.now().getTime()),
    signal: run.signal,
    follow: (operation, watch) => run.watch.follow(operation, watch),
    tell: (fact) => {
      if (fact.kind === 'stack-operation-started') run.running.add(stack.name);
      ports.progress.emit(fact);
      if (fact.kind === 'bucket-emptying') run.progress.emptied(fact.bucket, fact.deleted);
    },
  });
  run.running.delete(stack.name);
  return verdictOf(removal);
}

const gone: RemovalVerdict = { outcome: 'deleted', reason: 'already-gone', because: 'it was gone already' };

/** What has changed since the stack was listed, when that forbids its deletion. */
function changeOf(stack: Stack, preview: Preview): RemovalVerdict | undefined {
  if (!isDeletable(stack.status)) {
    return { outcome: 'skipped', reason: 'in-progress', because: `it is in ${stack.status} meanwhile` };
  }
  if (stack.terminationProtection) {
    return { outcome: 'skipped', reason: 'termination-protection', because: 'its stack is protected meanwhile' };
  }
  if (
    lastChange(stack).getTime() !== lastChange(preview.stack).getTime() ||
    readOwnership(stack.tags)?.branchHash !== preview.branchHash
  ) {
    return { outcome: 'skipped', reason: 'changed-meanwhile', because: 'someone changed it since it was listed' };
  }
  return undefined;
}

/**
 * Deletes what lies outside the stack, last of all. Not when the branch was pushed again, or when a new stack of that name exists: they use it.
 */
async function sweep(
  ports: CleanupPorts,
  decision: Decision,
  { inventory, keepSnapshots }: Execution,
  verdict: RemovalVerdict,
): Promise<{ readonly swept: DeletedArtifacts; readonly verdict: RemovalVerdict }> {
  const { preview } = decision;
  const { project } = inventory.owner;
  try {
    const returned = await recheckBranch(ports.repository, decision);
    if (returned?.outcome === 'failed') return { swept: { swept: 0 }, verdict: sweepFailed(returned.because) };
    if (returned || (await ports.stacks.find(preview.stack.name))) return { swept: { swept: 0 }, verdict };
    const swept = await deleteArtifacts(ports, {
      stackId: preview.stack.id,
      stackName: preview.stack.name,
      targetId: preview.targetId,
      environmentPrefix: namesOf(project, { kind: 'preview', branch: preview.branch }).environmentName(''),
      bundleBucket: inventory.application?.bundleBucket,
      keepSnapshots,
    });
    return { swept, verdict };
  } catch (error) {
    return { swept: { swept: 0 }, verdict: sweepFailed(survivable(error).message) };
  }
}

function sweepFailed(why: string): RemovalVerdict {
  const because = `the stack is gone, what it left behind (log groups, bundles, records) is not: ${why}`;
  return { outcome: 'failed', reason: 'sweep-failed', because };
}

/** The result of one removal, without its duration. */
export type RemovalVerdict = Pick<RemovalResult, 'outcome' | 'reason' | 'because' | 'resource'>;

export function verdictOf(removal: StackRemoval): RemovalVerdict {
  const resource = 'cause' in removal && removal.cause ? { resource: removal.cause } : {};
  switch (removal.kind) {
    case 'deleted':
      return { outcome: 'deleted', reason: 'deleted', because: 'confirmed by the id of the stack' };
    case 'protected':
      return { outcome: 'skipped', reason: 'termination-protection', because: removal.because };
    case 'refused':
      if (removal.cause && isStoppedDatabase(removal.cause)) {
        const because =
          'its database is stopped, and RDS does not delete it so: `destroy` and the hourly job of sleep start it';
        return { outcome: 'unfinished', reason: 'database-stopped', because, ...resource };
      }
      return { outcome: 'failed', reason: 'stack-refused', because: removal.because, ...resource };
    case 'bucket-blocked':
      return { outcome: 'failed', reason: 'bucket-blocked', because: removal.because, ...resource };
    case 'time-up':
      return { outcome: 'unfinished', reason: 'time-up', because: removal.because };
  }
}

/**
 * Trap N6. CloudFormation's handler passes RDS's refusal on and names a stopped instance as a cause of it
 * (aws-cloudformation-resource-providers-rds, DeleteHandler of AWS::RDS::DBInstance, 2025-07-25).
 */
function isStoppedDatabase({ type, reason }: Cause): boolean {
  return (
    type === 'AWS::RDS::DBInstance' && /InvalidDBInstanceState|\bstopped\b|not in (the )?available state/i.test(reason)
  );
}

type Verdict = Pick<RemovalResult, 'outcome' | 'reason' | 'because'>;

/** Asks the repository again, right before anything is deleted. Undefined: the preview has to go as decided. */
async function recheckBranch(
  repository: SourceRepository,
  { preview, reason }: Decision,
): Promise<Verdict | undefined> {
  const { branch, record } = preview;
  // Its name alone says that it gets no preview, whether the branch lives or not.
  if (reason === 'skipped-branch' || reason === 'branch-is-target') return undefined;
  try {
    const head = await repository.branch(branch);
    if (head === undefined) return undefined;
    if (reason !== 'expired') {
      return { outcome: 'skipped', reason: 'branch-returned', because: `the branch ${branch} exists again` };
    }
    if (typeof record === 'object' && record.commit === head.commit) return undefined;
    return { outcome: 'skipped', reason: 'pushed-meanwhile', because: `someone pushed to ${branch} meanwhile` };
  } catch (error) {
    const because = `whether the branch ${branch} exists could not be asked again: ${survivable(error).message}`;
    return { outcome: 'failed', reason: 'branch-unknown', because };
  }
}
