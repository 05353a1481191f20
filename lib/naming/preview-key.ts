import { hash8 } from './hash8';
import { slugOf } from './slug';

/** 11 + hyphen + 8 = 20, what Beanstalk's 40 characters leave (see `environmentName` in resource-names.ts). */
const slugLimit = 11;

/**
 * The name of a preview where AWS is tight: always with the hash, 10 to 20 characters, no `--`, no hyphen at either end. It
 * may start with a digit, because a project always stands before it.
 */
export function previewKey(project: string, branch: string): string {
  return `${slugOf(branch, slugLimit) || 'b'}-${hash8(project, branch)}`;
}
