import { createHash } from 'node:crypto';

/** The sha256 of the raw branch name, 64 hexadecimal digits: the key by which a preview finds its branch, exact in case and bytes. */
export function branchHash(raw: string): string {
  return createHash('sha256').update(raw, 'utf8').digest('hex');
}
