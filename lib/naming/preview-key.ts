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

/** The key of the preview with this id, for whoever knows no more of it than the id: a folder that its stack left behind. */
export function keyOfId(project: string, id: string): string {
  // A plain id is the branch itself; any other ends in the same hash, and begins with as much of the slug or more.
  const hashed = /^(.+)-([0-9a-f]{8})$/.exec(id);
  if (hashed === null) return previewKey(project, id);
  return `${(hashed[1] ?? '').slice(0, 11).replace(/-$/, '')}-${hashed[2]}`;
}
