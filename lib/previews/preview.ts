import { readOwnership } from '../naming/ownership-tags';
import { formerIdentity } from '../naming/repository-identity';
import type { PreviewRecord } from '../ports/record';
import type { SourceRepository } from '../ports/source-repository';
import type { Stack } from '../ports/stacks';
import type { ResolvedSettings } from '../settings/resolve';

/** Whose previews are asked for. */
export interface Owner {
  readonly project: string;
  /** Identity of the repository: `github:owner/name` or the remote without credentials. */
  readonly repository: string;
  /** Identities that it had before it was renamed or moved. @default none */
  readonly formerly?: readonly string[];
}

/** The project of these settings, with its repository. */
export function ownerOf(
  { project, formerly = [] }: Pick<ResolvedSettings, 'project' | 'formerly'>,
  { identity }: Pick<SourceRepository, 'identity'>,
): Owner {
  return { project, repository: identity, formerly: formerly.flatMap((name) => formerIdentity(name) ?? []) };
}

/** Whether tags name this project, and its repository by its present or by a former name. */
export function isOwnedBy(
  tags: { readonly project?: string | undefined; readonly repository?: string | undefined } | undefined,
  { project, repository, formerly = [] }: Owner,
): boolean {
  const whose = tags?.project === project ? tags.repository : undefined;
  return whose !== undefined && [repository, ...formerly].includes(whose);
}

/** The environment stack of a branch, with its record. */
export interface Preview {
  readonly stack: Stack;
  /** Its folder in the bundle bucket. */
  readonly targetId: string;
  /** Raw name; its end is missing when `branchCut`. */
  readonly branch: string;
  /** sha256 of the raw name: by it a preview finds its branch. */
  readonly branchHash: string;
  readonly branchCut: boolean;
  /** `none`: there is none. `unreadable`: it could not be had. */
  readonly record: PreviewRecord | 'none' | 'unreadable';
}

/** Start of the name of every preview's stack. */
export function previewPrefix(project: string): string {
  return `${project}-preview-`;
}

/**
 * The preview that this stack is; `undefined` when it is none of this project and repository. Beanstalk's inner stacks carry
 * the tags of ours (trap T6), nested stacks belong to their parents: neither is ever a preview.
 */
export function previewOf(stack: Stack, owner: Owner): Preview | undefined {
  if (stack.parentId !== undefined || stack.name.startsWith('awseb-')) return undefined;
  const prefix = previewPrefix(owner.project);
  if (!stack.name.startsWith(prefix)) return undefined;
  const ownership = readOwnership(stack.tags);
  if (ownership === undefined || !isOwnedBy(ownership, owner)) return undefined;
  const { branch, branchHash, branchCut } = ownership;
  if (branch === undefined || branchHash === undefined) return undefined;
  return { stack, targetId: stack.name.slice(prefix.length), branch, branchHash, branchCut, record: 'none' };
}
