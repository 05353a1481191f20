import { PreviewError } from '../errors';
import { branchHash } from '../naming/hash8';
import { readOwnership } from '../naming/ownership-tags';
import type { Target } from '../naming/target';
import type { Stack } from '../ports/stacks';
import { formerlyHint } from './foreign-repositories';
import { isOwnedBy, type Owner } from './preview';

/**
 * Makes sure that a stack with the name of a target is that target's. Two branches whose hashes collide, or two repositories with
 * one project name, cost an error and never data.
 *
 * @throws PreviewError `stack-not-ours`
 */
export function checkOwner(stack: Stack, owner: Owner, target: Target): void {
  const tags = readOwnership(stack.tags);
  const ours =
    tags !== undefined &&
    isOwnedBy(tags, owner) &&
    tags.targetKind === target.kind &&
    tags.branchHash === (target.kind === 'preview' ? branchHash(target.branch) : undefined);
  // What was never more than a proposal holds nothing and may have no tags yet.
  if (ours || (stack.status === 'REVIEW_IN_PROGRESS' && tags === undefined)) return;
  const what = tags && (tags.branch ?? tags.targetKind);
  throw stackNotOurs(stack, { ...owner, what, whose: tags?.repository, isPreview: target.kind === 'preview' });
}

interface ForeignStack {
  /** Repository of this project. */
  readonly repository: string;
  /** Repository that the stack's tags name. */
  readonly whose: string | undefined;
  /** Branch or stage that they name. @default the tags name none */
  readonly what?: string | undefined;
  /** @default false */
  readonly isPreview?: boolean;
}

/** Says what to change here; never that the stack should go, for it may hold the data of someone else. */
export function stackNotOurs({ name }: Stack, { repository, whose, what, isPreview }: ForeignStack): PreviewError {
  const owner = whose === undefined ? 'an owner that its tags do not name' : [what, whose].filter(Boolean).join(' of ');
  const renamed = whose !== undefined && whose !== repository;
  return new PreviewError('stack-not-ours', `The stack ${name} belongs to ${owner}; it was left alone`, {
    fault: 'world',
    hint: renamed
      ? `${formerlyHint(whose)} Else choose another project name.`
      : `${isPreview ? 'Rename the branch, or choose' : 'Choose'} another project name.`,
  });
}
