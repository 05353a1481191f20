import { PreviewError } from '../errors';
import { branchHash } from '../naming/branch-hash';
import { readOwnership } from '../naming/ownership-tags';
import type { Target } from '../naming/target';
import type { Stack } from '../ports/stacks';
import type { Owner } from './preview';

/**
 * Makes sure that a stack with the name of a target is that target's. Two branches whose hashes collide, or two repositories with
 * one project name, cost an error and never data.
 *
 * @throws PreviewError `stack-not-ours`
 */
export function checkOwner(stack: Stack, owner: Owner, target: Target): void {
  const tags = readOwnership(stack.tags);
  const ours =
    tags?.project === owner.project &&
    tags.repository === owner.repository &&
    tags.targetKind === target.kind &&
    tags.branchHash === (target.kind === 'preview' ? branchHash(target.branch) : undefined);
  // What was never more than a proposal holds nothing and may have no tags yet.
  if (ours || (stack.status === 'REVIEW_IN_PROGRESS' && tags === undefined)) return;
  const whose = tags ? `${tags.branch ?? tags.targetKind} of ${tags.repository}` : 'nobody that its tags name';
  throw new PreviewError('stack-not-ours', `The stack ${stack.name} belongs to ${whose}; it was left alone`, {
    fault: 'world',
    hint: 'Rename the branch or the project, or delete that stack in CloudFormation if it is to go.',
  });
}
