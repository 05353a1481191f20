import { isUtf8 } from 'node:buffer';
import { createHash, type Hash } from 'node:crypto';
import { closeSync, lstatSync, openSync, readdirSync, readlinkSync, readSync, realpathSync, type Stats } from 'node:fs';
import { isAbsolute, join, sep } from 'node:path';
import { PreviewError } from '../../errors';

/** One file of a folder that becomes a zip. */
export interface AssetFile {
  /** Path in the zip, with slashes. */
  readonly name: string;
  /** As git knows it: 0o100644, 0o100755 or 0o120000 for a symbolic link. */
  readonly mode: number;
}

/** What a folder or a file holds. */
export interface AssetContent {
  /** 64 hex of sha256: over the file, or over names, modes and contents of the folder, as bundles have it. */
  readonly hash: string;
  /** Size of the contents, not of the zip. */
  readonly bytes: number;
  /** Sorted by name. @default it is one file, which stays as it is */
  readonly files?: readonly AssetFile[];
}

const link = 0o120000;

/** One file, whose name and mode count nowhere. */
export function contentOfFile(path: string): AssetContent {
  const hash = createHash('sha256');
  const bytes = addFile(path, hash);
  return { hash: hash.digest('hex'), bytes };
}

/**
 * The files of a folder. The CDK's own hash leaves out the modes, and takes two kinds of line ends for the same.
 *
 * @param name what people call it
 * @throws PreviewError `extension-asset` with every file that no zip can hold as it is
 */
export function contentOfFolder(folder: string, name: string): AssetContent {
  const faults: Fault[] = [];
  const found = [...walk(folder, '', faults)].sort((one, other) =>
    Buffer.compare(Buffer.from(one.name), Buffer.from(other.name)),
  );
  if (faults.length > 0) throw refused(name, faults);
  if (found.length === 0) {
    throw new PreviewError('extension-asset', `the folder of ${name} holds no file, and Lambda takes no empty zip`, {
      fault: 'user',
      hint: 'Correct its path and its `exclude`, and build first what it is to hold.',
    });
  }
  const whole = createHash('sha256');
  let bytes = 0;
  for (const file of found) {
    const contents = createHash('sha256');
    bytes += addFile(join(folder, file.name), contents, file.mode);
    whole.update(`${file.mode.toString(8)} ${contents.digest('hex')} ${file.name}\0`);
  }
  return { hash: whole.digest('hex'), bytes, files: found };
}

interface Fault {
  readonly path: string;
  readonly message: string;
  readonly hint: string;
}

function* walk(top: string, folder: string, faults: Fault[]): Iterable<AssetFile> {
  for (const entry of readdirSync(join(top, folder), { encoding: 'buffer' })) {
    const name = folder === '' ? entry.toString('utf8') : `${folder}/${entry.toString('utf8')}`;
    const fault = isUtf8(entry) ? undefined : 'has a name that is not UTF-8';
    const stats = fault === undefined ? lstatSync(join(top, name)) : undefined;
    if (stats?.isDirectory()) {
      yield* walk(top, name, faults);
      continue;
    }
    const message = fault ?? (stats && faultOf(top, name, stats));
    if (message === undefined) yield { name, mode: modeOf(stats) };
    else
      faults.push({
        path: JSON.stringify(name),
        message,
        hint: 'Rename it, put a file in its place, or name it in `exclude`.',
      });
  }
}

function faultOf(top: string, name: string, stats: Stats): string | undefined {
  if (name.includes('\\')) return 'has a backslash in its name, where a zip has slashes';
  if (stats.isFile()) return undefined;
  if (!stats.isSymbolicLink()) return 'is neither a file nor a link';
  const target = readlinkSync(join(top, name));
  const says = `is a link to ${JSON.stringify(target)}`;
  try {
    const end = realpathSync(join(top, name));
    const inside = !isAbsolute(target) && `${end}${sep}`.startsWith(`${realpathSync(top)}${sep}`);
    return inside ? undefined : `${says}, which is outside of the folder`;
  } catch {
    return `${says}, which leads to nothing`;
  }
}

function modeOf(stats: Stats | undefined): number {
  if (stats?.isSymbolicLink()) return link;
  return ((stats?.mode ?? 0) & 0o100) === 0 ? 0o100644 : 0o100755;
}

/** In parts: a file may be larger than the memory. Returns how many bytes there were. */
function addFile(path: string, hash: Hash, mode = 0o100644): number {
  if (mode === link) {
    const target = readlinkSync(path, 'buffer');
    hash.update(target);
    return target.length;
  }
  const file = openSync(path, 'r');
  try {
    const part = Buffer.alloc(1024 * 1024);
    let bytes = 0;
    for (let read = readSync(file, part); read > 0; read = readSync(file, part)) {
      hash.update(part.subarray(0, read));
      bytes += read;
    }
    return bytes;
  } finally {
    closeSync(file);
  }
}

function refused(name: string, faults: readonly Fault[]): PreviewError {
  const count = faults.length === 1 ? 'one file' : `${faults.length} files`;
  return new PreviewError('extension-asset', `${count} cannot be in the zip of ${name}`, {
    fault: 'user',
    hint: 'Fix what is listed, then try again.',
    faults,
  });
}
