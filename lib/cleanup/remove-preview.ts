import { PreviewError } from '../errors';
import { readOwnership } from '../naming/ownership-tags';
import type { Stack } from '../ports/stacks';
import type { Preview } from '../previews/preview';
import type { RemovalResult } from '../previews/removal-result';
import { removeStack, type StackRemoval } from '../previews/remove-stack';
import { isDeletable } from '../previews/stack-state';
import type { ApplicationFacts } from '../settings/facts';
import type { CleanupPorts } from './cleanup-request';

type Verdict = Pick<RemovalResult, 'outcome' | 'reason' | 'because' | 'resource'>;

export interface RemovalContext {
  /** Of the stage; undefined when its application stack is gone. */
  readonly application: ApplicationFacts | undefined;
  /** Names of the stacks that CloudFormation is deleting just now. */
  readonly running: Set<string>;
  readonly signal?: AbortSignal | undefined;
}

/** A database can take 20 minutes to go, and a blocked bucket makes it two deletions. */
const budgetMs = 60 * 60_000;

/**
 * Removes one preview, after a last look at its branch and its stack: both were listed a while ago. Never throws but on
 * interruption: what goes wrong is in the result, so that the other previews go on.
 */
export async function removePreview(
  ports: CleanupPorts,
  preview: Preview,
  context: RemovalContext,
): Promise<RemovalResult> {
  const started = ports.clock.now().getTime();
  const { name: stackName, id: stackId } = preview.stack;
  ports.progress.emit({ kind: 'removal-started', stackName, stackId, branch: preview.branch });
  let verdict: Verdict;
  let swept = 0;
  try {
    verdict = (await branchVerdict(ports, preview)) ?? (await stackVerdict(ports, preview, context));
    if (verdict.outcome === 'deleted') ({ swept, verdict } = await sweep(ports, preview, context, verdict));
  } catch (error) {
    context.signal?.throwIfAborted();
    if (!(error instanceof PreviewError)) throw error;
    verdict = { outcome: 'failed', reason: 'stack-refused', because: error.message };
  }
  const milliseconds = ports.clock.now().getTime() - started;
  const result: RemovalResult = { stackName, stackId, branch: preview.branch, ...verdict, swept, milliseconds };
  ports.progress.emit({ kind: 'removal-finished', result });
  return result;
}

async function branchVerdict(ports: CleanupPorts, { branch }: Preview): Promise<Verdict | undefined> {
  try {
    if ((await ports.repository.branch(branch)) === undefined) return undefined;
    return { outcome: 'skipped', reason: 'branch-returned', because: `the branch ${branch} exists again` };
  } catch (error) {
    if (!(error instanceof PreviewError)) throw error;
    const because = `whether the branch ${branch} exists could not be asked again: ${error.message}`;
    return { outcome: 'failed', reason: 'branch-unknown', because };
  }
}

async function stackVerdict(ports: CleanupPorts, preview: Preview, context: RemovalContext): Promise<Verdict> {
  const stack = await ports.stacks.find(preview.stack.id);
  if (stack === undefined || stack.status === 'DELETE_COMPLETE') return gone;
  const changed = changeOf(stack, preview);
  if (changed) return changed;
  const removal = await removeStack(ports, stack, {
    roleArn: context.application?.cloudFormationRoleArn,
    budgetMs,
    signal: context.signal,
    tell: (fact) => {
      if (fact.kind === 'stack-operation-started') context.running.add(stack.name);
      ports.progress.emit(fact);
    },
  });
  context.running.delete(stack.name);
  return verdictOf(removal);
}

const gone: Verdict = { outcome: 'deleted', reason: 'already-gone', because: 'it was gone already' };

/** What happened to the stack since it was listed, when that forbids to touch it. */
function changeOf(stack: Stack, preview: Preview): Verdict | undefined {
  if (!isDeletable(stack.status)) {
    return { outcome: 'skipped', reason: 'in-progress', because: `it is in ${stack.status} meanwhile` };
  }
  if (stack.terminationProtection) {
    return { outcome: 'skipped', reason: 'termination-protection', because: 'its stack is protected meanwhile' };
  }
  const touched = (one: Stack) => (one.updatedAt ?? one.createdAt).getTime();
  if (touched(stack) !== touched(preview.stack) || readOwnership(stack.tags)?.branchHash !== preview.branchHash) {
    return { outcome: 'skipped', reason: 'changed-meanwhile', because: 'somebody changed it since it was listed' };
  }
  return undefined;
}

export function verdictOf(removal: StackRemoval): Verdict {
  const resource = 'cause' in removal && removal.cause ? { resource: removal.cause } : {};
  switch (removal.kind) {
    case 'deleted':
      return { outcome: 'deleted', reason: 'deleted', because: 'deleted, and confirmed by the id of the stack' };
    case 'protected':
      return { outcome: 'skipped', reason: 'termination-protection', because: removal.because };
    case 'refused':
      return { outcome: 'failed', reason: 'stack-refused', because: removal.because, ...resource };
    case 'bucket-blocked':
      return { outcome: 'failed', reason: 'bucket-blocked', because: removal.because, ...resource };
    case 'time-up':
      return { outcome: 'unfinished', reason: 'time-up', because: removal.because };
  }
}

/** Bundles and records go last, and only when no new stack of that name uses them already. */
async function sweep(ports: CleanupPorts, preview: Preview, { application }: RemovalContext, verdict: Verdict) {
  if (application === undefined) return { swept: 0, verdict };
  try {
    if (await ports.stacks.find(preview.stack.name)) return { swept: 0, verdict };
    const swept = await ports.bundles.sweep(application.bundleBucket, preview.targetId);
    if (swept > 0) ports.progress.emit({ kind: 'swept', targetId: preview.targetId, objects: swept });
    return { swept, verdict };
  } catch (error) {
    if (!(error instanceof PreviewError)) throw error;
    const because = `the stack is gone, its bundles and records are not: ${error.message}`;
    const failed: Verdict = { outcome: 'failed', reason: 'sweep-failed', because };
    return { swept: 0, verdict: failed };
  }
}
