import { mkdirSync, statSync } from 'node:fs';
import nodeModule from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Since Node 22.1 (https://nodejs.org/api/module.html#moduleenablecompilecachecachedir, November 2026). */
type Enable = (folder: string) => unknown;
const ofThisNode = (nodeModule as { enableCompileCache?: Enable }).enableCompileCache;

/** A folder of this user's alone: what lies in it is run. */
export function cacheFolder(environment: NodeJS.ProcessEnv): string {
  const caches = environment.XDG_CACHE_HOME || join(environment.HOME || homedir(), '.cache');
  return join(caches, 'preview-stacks');
}

/** Lets Node keep what it compiles from now on, where Node can: the next start compiles less. */
export function keepCompiledCode(environment: NodeJS.ProcessEnv, enable: Enable | undefined = ofThisNode): void {
  if (!enable) return;
  const folder = join(cacheFolder(environment), 'code');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const { uid, mode } = statSync(folder);
    // What lies there is run: a folder that another user owns or can write to is not used.
    if (uid === process.getuid?.() && (mode & 0o022) === 0) enable(folder);
  } catch {
    // No folder can be made here: the program runs as it does without.
  }
}
