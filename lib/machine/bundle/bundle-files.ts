import { isUtf8 } from 'node:buffer';
import { createReadStream, type Stats } from 'node:fs';
import { lstat, readdir, readlink } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { PreviewError } from '../../errors';
import { ebIgnored, fileName, type IndexEntry, indexEntries, listed, type Options } from '../git/git-index';
import { type BundleFile, byName, normalMode } from './content-hash';
import type { Finding } from './finding';
import { nameNotUtf8, trackedFindings } from './tracked-findings';
import { warningsOf } from './warnings';

export interface BundleFilesOptions {
  /** The folder whose files become the bundle, absolute. */
  readonly folder: string;
  /** Files and folders in it that git does not track. */
  readonly buildOutput: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  /** Changes that are not committed are meant. @default false */
  readonly allowDirty?: boolean | undefined;
  /** The bundle gets its dependencies, so that the instance installs none. @default false */
  readonly packed?: boolean | undefined;
}

export interface FilesOfBundle {
  /** Sorted by name. */
  readonly files: readonly BundleFile[];
  /** What can never work on an instance. */
  readonly findings: readonly Finding[];
  /** What may be meant, for people. */
  readonly warnings: readonly string[];
}

const link = 0o120000;

/** The files that git tracks in a folder, less those that `.ebignore` names, plus what the build wrote. */
export async function bundleFiles({
  folder,
  buildOutput,
  environment,
  allowDirty,
  packed,
}: BundleFilesOptions): Promise<FilesOfBundle> {
  const options = { folder, environment };
  const entries = await indexEntries(options);
  const ignored = await ebIgnored(entries, options);
  const tracked = entries.filter(({ name }) => !ignored.has(name));
  const findings = await trackedFindings(tracked, options);
  const files = new Map<string, BundleFile>();
  for (const entry of tracked) {
    const name = fileName(entry.name);
    const stats = await statOf(join(folder, name));
    // git also lists files that were deleted in the working copy; the bundle holds what is there.
    if (stats && !stats.isDirectory()) files.set(name, fileAt(folder, name, { stats, entry }));
  }
  for (const output of buildOutput) {
    for await (const file of outputFiles(options, output, findings)) files.set(file.name, file);
  }
  const warnings = await warningsOf(tracked, { ...options, buildOutput, allowDirty, packed });
  return { files: [...files.values()].sort(byName), findings, warnings };
}

async function* outputFiles(options: Options, output: string, findings: Finding[]): AsyncIterable<BundleFile> {
  const { folder } = options;
  const path = join(folder, output);
  const name = relative(folder, path).split(sep).join('/');
  if (name.startsWith('..')) {
    throw new PreviewError('build-output-outside', `build output ${output} is outside of ${folder}`, {
      fault: 'user',
      hint: 'Name files and folders below the folder of the service.',
    });
  }
  const stats = await statOf(path);
  if (!stats) {
    throw new PreviewError('build-output-missing', `the build wrote no '${output}' in ${folder}`, {
      fault: 'user',
      hint: await missingHint(output, options),
    });
  }
  if (!stats.isDirectory()) {
    yield fileAt(folder, name, { stats });
    return;
  }
  for (const entry of await readdir(path, { encoding: 'buffer' })) {
    if (isUtf8(entry)) yield* outputFiles(options, join(name, entry.toString('utf8')), findings);
    else findings.push(nameNotUtf8(`${name}/${entry.toString('utf8')}`));
  }
}

/** Folders that git does not track and no build writes for an instance. */
const otherFolders = /^(?:node_modules|coverage|venv|\.(?!next|output).*|__pycache__)$/;

/** What the folder does hold: a first guess at `buildOutput` is often wrong, and the build has shown the right one. */
async function missingHint(output: string, options: Options): Promise<string> {
  const named = `\`buildOutput\` of the service names '${output}'`;
  const names = await listed(['ls-files', '-z', '--others', '--directory', '--no-empty-directory'], options);
  const folders = names
    .filter((name) => /^[^/]+\/$/.test(name))
    .map((name) => fileName(name).slice(0, -1))
    .filter((name) => !otherFolders.test(name))
    .slice(0, 5);
  return folders.length === 0
    ? `${named}. Correct it, or the \`build\` command of the service.`
    : `${named}. Git does not track these folders, which the build may have written: ${folders.map((name) => `'${name}'`).join(', ')}. Name in \`buildOutput\` what the app needs of them.`;
}

interface OnDisk {
  readonly stats: Stats;
  /** @default git does not track it */
  readonly entry?: IndexEntry;
}

function fileAt(folder: string, name: string, { stats, entry }: OnDisk): BundleFile {
  const path = join(folder, name);
  const read = () => (stats.isSymbolicLink() ? linkTarget(path) : createReadStream(path));
  return { name, mode: entry ? modeOf(entry, stats) : normalMode(stats.mode), read };
}

/** As git sees it: where git does not trust this disk with modes or links (Windows, core.fileMode false), its index decides. */
function modeOf({ mode, repository }: IndexEntry, stats: Stats): number {
  const onDisk = normalMode(stats.mode);
  if (onDisk === link) return link;
  if (mode === link) return repository.trustsLinks ? onDisk : link;
  return repository.trustsModes ? onDisk : mode;
}

async function* linkTarget(path: string): AsyncIterable<Buffer> {
  yield await readlink(path, 'buffer');
}

async function statOf(path: string): Promise<Stats | undefined> {
  try {
    return await lstat(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}
