import { branchHash } from '../naming/hash8';
import type { Branch } from '../ports/source-repository';
import type { Preview } from './preview';

type Named = Pick<Preview, 'branch' | 'branchHash' | 'branchCut'>;

/** The branches that exist, found by the previews of them. */
export interface Heads {
  /** The branch of one of the previews; undefined when there is none. */
  of(preview: Named): Branch | undefined;
}

/** A character takes nine of a tag's 255 at the most: the name of a preview whose tag was cut has at least so many. */
const leastCut = 28;

/**
 * A preview finds its branch by the hash of the raw name. A tag that holds the whole name was checked against the hash when it was read:
 * then the name says the same, and a hundred thousand branches need not be hashed.
 */
export function headsOf(branches: readonly Branch[], previews: readonly Named[]): Heads {
  const wanted = new Set(previews.map(({ branch }) => branch));
  const cut = previews.some(({ branchCut }) => branchCut);
  const byName = new Map<string, Branch>();
  const byHash = new Map<string, Branch>();
  for (const branch of branches) {
    if (wanted.has(branch.name)) byName.set(branch.name, branch);
    if (cut && branch.name.length >= leastCut) byHash.set(branchHash(branch.name), branch);
  }
  return {
    of: ({ branch, branchHash: hash, branchCut }) => (branchCut ? byHash.get(hash) : byName.get(branch)),
  };
}
