import { mkdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The folder of a world: the one that was given, or a new one in the temp directory that `remove` takes away. */
export async function openFolder(given: string | undefined): Promise<{ path: string; remove(): Promise<void> }> {
  if (given !== undefined) {
    mkdirSync(given, { recursive: true });
    return { path: given, remove: async () => undefined };
  }
  const path = await mkdtemp(join(tmpdir(), 'preview-stacks-local-'));
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 3 }) };
}
