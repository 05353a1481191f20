import { createReadStream, type Stats } from 'node:fs';
import { lstat, readdir, readlink } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { PreviewError } from '../../errors';
import { gitComplaint, runGit } from '../git/run-git';
import { type BundleFile, byName, normalMode } from './content-hash';

export interface BundleFilesOptions {
  /** The folder whose files become the bundle, absolute. */
  readonly folder: string;
  /** Files and folders in it that git does not track. */
  readonly buildOutput: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
}

/** The files that git tracks in a folder, less those that `.ebignore` names, plus what the build wrote; sorted by name. */
export async function bundleFiles({ folder, buildOutput, environment }: BundleFilesOptions): Promise<BundleFile[]> {
  const options = { folder, environment };
  const tracked = await listed(['ls-files', '-z', '--cached', '--recurse-submodules'], options);
  // git itself reads the patterns: other readers do not get all of gitignore's rules right.
  const ignored = new Set(
    await listed(['ls-files', '-z', '--cached', '--ignored', '--exclude-per-directory=.ebignore'], options),
  );
  const files = new Map<string, BundleFile>();
  for (const name of tracked) {
    if (ignored.has(name)) continue;
    const stats = await statOf(join(folder, name));
    // git also lists files that were deleted in the working copy; the bundle holds what is there.
    if (stats && !stats.isDirectory()) files.set(name, fileAt(folder, name, stats));
  }
  for (const output of buildOutput) {
    for await (const file of outputFiles(folder, output)) files.set(file.name, file);
  }
  return [...files.values()].sort(byName);
}

async function listed(
  args: readonly string[],
  options: { readonly folder: string; readonly environment: NodeJS.ProcessEnv },
): Promise<string[]> {
  const answer = await runGit(args, options);
  if (answer.code === 0)
    return answer.stdout
      .toString('utf8')
      .split('\0')
      .filter((name) => name !== '');
  throw new PreviewError(
    'bundle-files-unknown',
    `git cannot list the files of ${options.folder}: ${gitComplaint(answer)}`,
    {
      fault: 'user',
      hint: 'A bundle is made of the files that git tracks: run this in a git working copy, or set `bundle` to a zip.',
    },
  );
}

async function* outputFiles(folder: string, output: string): AsyncIterable<BundleFile> {
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
    throw new PreviewError('build-output-missing', `the build wrote no ${output} in ${folder}`, {
      fault: 'user',
      hint: 'Correct `buildOutput` or the `build` command of the service.',
    });
  }
  if (!stats.isDirectory()) yield fileAt(folder, name, stats);
  else for (const entry of await readdir(path)) yield* outputFiles(folder, join(name, entry));
}

function fileAt(folder: string, name: string, stats: Stats): BundleFile {
  const path = join(folder, name);
  const mode = normalMode(stats.mode);
  return { name, mode, read: () => (mode === 0o120000 ? linkTarget(path) : createReadStream(path)) };
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
