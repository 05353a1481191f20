import { branchHash } from '../naming/branch-hash';
import type { Branch } from '../ports/source-repository';
import type { Preview } from './preview';

/** The branches that exist, found by the previews of them. */
export interface Heads {
  /** The branch of the preview; undefined when there is none. */
  of(preview: Pick<Preview, 'branch' | 'branchHash' | 'branchCut'>): Branch | undefined;
}

/**
 * A preview finds its branch by the hash of the raw name. A tag that holds the whole name was checked against the hash when it was read:
 * then the name says the same, and a hundred thousand branches need not be hashed.
 */
export function headsOf(branches: readonly Branch[]): Heads {
  const byName = new Map(branches.map((branch) => [branch.name, branch]));
  let byHash: Map<string, Branch> | undefined;
  return {
    of({ branch, branchHash: hash, branchCut }) {
      if (!branchCut) return byName.get(branch);
      byHash ??= new Map(branches.map((one) => [branchHash(one.name), one]));
      return byHash.get(hash);
    },
  };
}
