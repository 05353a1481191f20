import { hash8 } from './hash8';
import { reservedWords } from './reserved-words';
import { slugOf } from './slug';

/**
 * A DNS label has 63 characters (RFC 1035, 2.3.4). 44 + hyphen + 8 for the hash = 53; `--` and a service of 7 make 62.
 */
const slugLimit = 44;
/** Shorter names look like anything (`ui`, `ns`), and Beanstalk's names start at 4 characters (trap T9). */
const plainLeast = 3;

/**
 * The name of a preview for people: its host label, the end of its stack's name, its folder in the bundle bucket. 3 to 53
 * lower-case letters, digits and single hyphens. A branch that is its own slug keeps its plain name, every other one gets a hash.
 */
export function previewId(project: string, branch: string): string {
  if (isPlain(branch)) return branch;
  return `${slugOf(branch, slugLimit) || 'b'}-${hash8(project, branch)}`;
}

function isPlain(branch: string): boolean {
  return (
    branch.length >= plainLeast &&
    branch.length <= slugLimit &&
    branch === slugOf(branch, slugLimit) &&
    !reservedWords.has(branch) &&
    // Else a branch could be named like the hashed id of another.
    !/(^|-)[0-9a-f]{8}$/.test(branch)
  );
}
