import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';

/** Makes the folder, empty before, a PATH on which git and Node.js are and no package manager. */
export function barePath(folder: string): string {
  for (const name of ['git', 'node']) {
    const found = execFileSync('/bin/sh', ['-c', 'command -v "$0"', name], { encoding: 'utf8' }).trim();
    symlinkSync(found, join(folder, name));
  }
  return folder;
}
