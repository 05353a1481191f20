import { randomUUID } from 'node:crypto';
import { lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsError } from '../../http/aws-error';
import { everyoneCanEnter } from './run-as';

const list = 'files.json';

/**
 * A folder made once a machine and user, such as a copy of PostgreSQL's programs. It is built beside its place and renamed, so
 * that processes which start together never see half of it; a folder that has lost files (`/tmp` gets swept) is made again.
 */
export async function machineCache(name: string, build: (folder: string) => Promise<void>): Promise<string> {
  const place = cachePlace();
  const folder = join(place, name);
  if (isWhole(folder)) {
    return folder;
  }
  const fresh = join(place, `${name}.${randomUUID()}`);
  mkdirSync(fresh, { mode: 0o755 });
  try {
    await build(fresh);
    writeFileSync(join(fresh, list), JSON.stringify(filesIn(fresh)));
    replace(folder, fresh);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  return folder;
}

function replace(folder: string, fresh: string): void {
  for (;;) {
    try {
      renameSync(fresh, folder);
      return;
    } catch (error) {
      if (isWhole(folder)) {
        return;
      }
      const broken = `${fresh}.broken`;
      try {
        renameSync(folder, broken);
      } catch {
        throw error;
      }
      rmSync(broken, { recursive: true, force: true });
    }
  }
}

/** A folder of our own where everybody may look: PostgreSQL runs as another user when we are root. */
function cachePlace(): string {
  const uid = process.getuid?.() ?? 0;
  const parent = uid === 0 ? ([tmpdir(), '/var/tmp', '/tmp'].find(everyoneCanEnter) ?? tmpdir()) : tmpdir();
  const place = join(parent, `preview-stacks-${uid}`);
  mkdirSync(place, { recursive: true, mode: 0o755 });
  const found = lstatSync(place);
  if (!found.isDirectory() || found.uid !== uid || (found.mode & 0o022) !== 0) {
    throw new AwsError(
      'GeneralServiceException',
      `PostgreSQL's programs cannot be kept in ${place}: another user owns it or may write there. Remove it.`,
    );
  }
  return place;
}

function isWhole(folder: string): boolean {
  try {
    const files = JSON.parse(readFileSync(join(folder, list), 'utf8')) as Record<string, number>;
    return Object.entries(files).every(([path, size]) => statSync(join(folder, path)).size === size);
  } catch {
    return false;
  }
}

function filesIn(folder: string): Record<string, number> {
  const files: Record<string, number> = {};
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const found = statSync(join(folder, entry));
    if (found.isFile()) {
      files[entry] = found.size;
    }
  }
  return files;
}
