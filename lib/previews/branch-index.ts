import { branchHash } from '../naming/hash8';
import type { Branch } from '../ports/source-repository';
import type { Preview } from './preview';

type Named = Pick<Preview, 'branch' | 'branchHash' | 'branchCut'>;

/** The branches that exist, found by the previews of them. */
export interface BranchIndex {
  /** The branch of one of the previews; undefined when there is none. */
  branchOf(preview: Named): Branch | undefined;
}

/** One character needs up to 9 encoded characters of a tag's 255, so a cut name still has at least 28 raw characters. */
const leastCut = 28;

/**
 * A preview finds its branch by the hash of the raw name. When its tag holds the whole name, `previewOf` has compared name and hash, and the
 * name is enough: 100,000 branches need no hashing.
 */
export function indexBranches(branches: readonly Branch[], previews: readonly Named[]): BranchIndex {
  const wanted = new Set(previews.map(({ branch }) => branch));
  const cut = previews.some(({ branchCut }) => branchCut);
  const byName = new Map<string, Branch>();
  const byHash = new Map<string, Branch>();
  for (const branch of branches) {
    if (wanted.has(branch.name)) byName.set(branch.name, branch);
    if (cut && branch.name.length >= leastCut) byHash.set(branchHash(branch.name), branch);
  }
  return {
    branchOf: ({ branch, branchHash: hash, branchCut }) => (branchCut ? byHash.get(hash) : byName.get(branch)),
  };
}
