import { decodeBranch, encodeBranch } from './branch';
import { branchHash } from './hash8';
import type { Target, TargetKind } from './target';

/** Keys of the tags on the stack: the contract between deploy and cleanup. Nothing volatile is among them (trap T4). */
export const ownershipTagKeys = {
  project: 'preview-stacks:project',
  repository: 'preview-stacks:repository',
  target: 'preview-stacks:target',
  branch: 'preview-stacks:branch',
  branchHash: 'preview-stacks:branch-hash',
} as const;

/** Whose a stack is, as its tags say. */
export interface Ownership {
  readonly project: string;
  readonly repository: string;
  readonly targetKind: TargetKind;
  /** The raw branch of a preview, its end missing when `branchCut`; `undefined` for production and staging. */
  readonly branch: string | undefined;
  /** sha256 of the raw branch; `undefined` for production and staging. */
  readonly branchHash: string | undefined;
  readonly branchCut: boolean;
}

/** The tags of a target's environment stack: 5 at most of the 47 that Beanstalk leaves, each value of 255 characters at most. */
export function ownershipTags(of: {
  readonly project: string;
  readonly repository: string;
  readonly target: Target;
}): Record<string, string> {
  return {
    [ownershipTagKeys.project]: of.project,
    [ownershipTagKeys.repository]: of.repository,
    [ownershipTagKeys.target]: of.target.kind,
    ...(of.target.kind === 'preview' && {
      [ownershipTagKeys.branch]: encodeBranch(of.target.branch),
      [ownershipTagKeys.branchHash]: branchHash(of.target.branch),
    }),
  };
}

/**
 * Whose the stack with these tags is; `undefined` when they are not ours, not complete, or contradict each other. Who gets
 * `undefined` must leave the stack alone.
 */
export function readOwnership(tags: Readonly<Record<string, string>>): Ownership | undefined {
  const project = tags[ownershipTagKeys.project];
  const repository = tags[ownershipTagKeys.repository];
  const targetKind = tags[ownershipTagKeys.target];
  if (!project || !repository || !isTargetKind(targetKind)) return undefined;
  const owner = { project, repository, targetKind };
  if (targetKind !== 'preview') return { ...owner, branch: undefined, branchHash: undefined, branchCut: false };

  const hash = tags[ownershipTagKeys.branchHash] ?? '';
  const read = decodeBranch(tags[ownershipTagKeys.branch] ?? '');
  if (read === undefined || !/^[0-9a-f]{64}$/.test(hash)) return undefined;
  if (!read.cut && branchHash(read.branch) !== hash) return undefined;
  return { ...owner, branch: read.branch, branchHash: hash, branchCut: read.cut };
}

function isTargetKind(text: string | undefined): text is TargetKind {
  return text === 'production' || text === 'staging' || text === 'preview';
}
