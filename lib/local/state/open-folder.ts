import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processIdentity } from '../processes/process-identity';

/** A folder that only this endpoint uses. */
export interface OpenFolder {
  readonly path: string;
  /** Leaves it to the next one; a folder that was made for this endpoint is removed. */
  close(): Promise<void>;
}

/**
 * The folder of an endpoint: the one that was given, or a new one in the temp directory. Throws an error with the code `EFOLDERINUSE` while
 * another endpoint uses it: the two would write over each other, and end each other's apps.
 */
export async function openFolder(given: string | undefined): Promise<OpenFolder> {
  if (given === undefined) {
    const path = await mkdtemp(join(tmpdir(), 'preview-stacks-local-'));
    return { path, close: () => rm(path, { recursive: true, force: true, maxRetries: 3 }) };
  }
  mkdirSync(given, { recursive: true });
  const file = join(given, 'endpoint.json');
  const owner = readOwner(file);
  if (owner && processIdentity(owner.pid) === owner.identity) {
    const message = `The folder ${given} is in use by an endpoint that runs as process ${owner.pid}.`;
    throw Object.assign(new Error(message), { code: 'EFOLDERINUSE' });
  }
  const { pid } = process;
  writeFileSync(file, JSON.stringify({ pid, identity: processIdentity(pid) }));
  return { path: given, close: async () => rmSync(file, { force: true }) };
}

function readOwner(file: string): { pid: number; identity: string } | undefined {
  try {
    const { pid, identity } = JSON.parse(readFileSync(file, 'utf8'));
    return typeof pid === 'number' && typeof identity === 'string' ? { pid, identity } : undefined;
  } catch {
    return undefined;
  }
}
