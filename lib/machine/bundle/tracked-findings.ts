import { isUtf8 } from 'node:buffer';
import { type FileHandle, lstat, open } from 'node:fs/promises';
import { join } from 'node:path';
import { fileName, type IndexEntry, listed, type Options, type Repository } from '../git/git-index';
import { type Finding, refusal } from './finding';

const regularFile = 0o100000;
const submodule = 0o160000;

/** What of the files that git tracks is not what git says, or cannot be packed; each becomes a PreviewError. */
export async function trackedFindings(tracked: readonly IndexEntry[], options: Options): Promise<Finding[]> {
  const findings = tracked.flatMap((entry) => findingOf(entry) ?? []);
  return [...findings, ...(await lfsPointers(tracked, options))];
}

function findingOf({ name, mode, unmerged }: IndexEntry): Finding | undefined {
  const bytes = Buffer.from(name, 'latin1');
  const path = bytes.toString('utf8');
  if (unmerged) {
    return refusal('bundle-unmerged', path, {
      message: 'is not merged: git holds several versions of it',
      hint: 'Finish the merge and commit it, or `git merge --abort`.',
    });
  }
  if (mode === submodule) {
    return refusal('bundle-submodule-missing', path, {
      message: 'is a submodule that is not checked out',
      hint: '`git submodule update --init --recursive`; in CI `submodules: recursive` of actions/checkout, or that command. Name it in .ebignore if the app does not need it.',
    });
  }
  return isUtf8(bytes) ? undefined : nameNotUtf8(path);
}

/** Names in a zip are UTF-8: the app would find another name than the one that it opens. */
export function nameNotUtf8(path: string): Finding {
  return refusal('bundle-name-encoding', path, {
    message: 'has a name that is not UTF-8',
    hint: 'Rename it (`git mv`), or name its folder in .ebignore.',
  });
}

/** Such a file holds a pointer of this form, of less than 1,024 bytes (specification of git-lfs, docs/spec.md). */
const pointerStart = 'version https://git-lfs.github.com/spec/v1';

async function lfsPointers(tracked: readonly IndexEntry[], { folder, environment }: Options): Promise<Finding[]> {
  const found = new Map<Repository, string[]>();
  for (const { name, mode, repository } of tracked) {
    if ((mode & 0o170000) !== regularFile) continue;
    const path = fileName(name);
    if (!(await holdsPointer(join(folder, path)))) continue;
    found.set(repository, [...(found.get(repository) ?? []), name]);
  }
  const findings: Finding[] = [];
  for (const [repository, names] of found) {
    const asked = names.map((name) => `${name.slice(repository.prefix.length)}\0`).join('');
    const input = Buffer.from(asked, 'latin1');
    const filters = await listed(['check-attr', '-z', '--stdin', 'filter'], {
      ...{ folder: repository.folder, environment, input },
    });
    // Three answers a file: its name, the attribute, the value.
    const lfs = names.filter((_, index) => filters[3 * index + 2] === 'lfs');
    findings.push(...lfs.map((name) => pointerAt(fileName(name))));
  }
  return findings;
}

function pointerAt(path: string): Finding {
  return refusal('bundle-lfs-pointer', path, {
    message: 'is a pointer of Git LFS, not the file itself',
    hint: '`git lfs pull`; in CI `lfs: true` of actions/checkout, or that command. Name it in .ebignore if the app does not need it.',
  });
}

async function holdsPointer(path: string): Promise<boolean> {
  const stats = await lstat(path).catch(() => undefined);
  if (!stats?.isFile() || stats.size < pointerStart.length || stats.size >= 1024) return false;
  let file: FileHandle | undefined;
  try {
    file = await open(path);
    const { buffer } = await file.read(Buffer.alloc(pointerStart.length), 0, pointerStart.length, 0);
    return buffer.toString('latin1') === pointerStart;
  } catch {
    // What cannot be read is the packing's to say.
    return false;
  } finally {
    await file?.close();
  }
}
