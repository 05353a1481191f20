import { createHash } from 'node:crypto';

/**
 * Eight hexadecimal digits that tell two branches apart when their slugs are equal. The project is part of it, so that the
 * same branch in two projects gives different names; NUL separates them because neither can hold it.
 */
export function hash8(project: string, branch: string): string {
  return createHash('sha256').update(`${project}\0${branch}`, 'utf8').digest('hex').slice(0, 8);
}

/** The sha256 of the raw branch name, 64 hexadecimal digits: the key by which a preview finds its branch, exact in case and bytes. */
export function branchHash(raw: string): string {
  return createHash('sha256').update(raw, 'utf8').digest('hex');
}
