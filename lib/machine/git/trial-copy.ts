import { constants } from 'node:fs';
import { copyFile, cp, lstat, mkdir, readlink, realpath, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PreviewError } from '../../errors';
import { fileName, listed } from './git-index';
import { type GitOptions, gitComplaint, runGit } from './run-git';

export interface TrialCopyOptions {
  /** Top of the working copy; it is only read. */
  readonly from: string;
  /** Folder to be made. */
  readonly into: string;
  /** What the branch of the copy is called. */
  readonly branch: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Files that the copy gets where the working copy has none, by path. @default none */
  readonly files?: readonly { readonly path: string; readonly text: string }[];
}

export interface TrialCopy {
  readonly folder: string;
  /** Files that differ from the last commit, or that no commit has. */
  readonly uncommitted: number;
}

/** Whose commits these are: no person's name goes into a copy that lives for minutes. */
const committer = {
  ...{ GIT_AUTHOR_NAME: 'preview-stacks', GIT_AUTHOR_EMAIL: 'preview-stacks@localhost' },
  ...{ GIT_COMMITTER_NAME: 'preview-stacks', GIT_COMMITTER_EMAIL: 'preview-stacks@localhost' },
};
/** What init has git ignore: in a repository without a .gitignore it would all count as files of the app. */
const generated = /(^|\/)(node_modules|\.preview-stacks)(\/|$)/;
/** Clones of blocks where the disk can, else copies. */
const mode = constants.COPYFILE_FICLONE;
/** Configuration of the person that would run programs of theirs, or wait for a password, in the copy. */
const quiet = [
  '-c',
  'core.hooksPath=/dev/null',
  '-c',
  'commit.gpgSign=false',
  '-c',
  'gc.auto=0',
  '-c',
  'core.fsmonitor=',
];

/**
 * Copies a working copy as it is, with what is not committed, into a repository of its own that is its own remote `origin`. The first one is
 * only read: neither its index nor its configuration, its objects or its files are written.
 *
 * @throws PreviewError `trial-copy-failed`
 */
export async function trialCopy({ from, into, branch, environment, files = [] }: TrialCopyOptions): Promise<TrialCopy> {
  const there: GitOptions = { folder: from, environment };
  const here: GitOptions = { folder: into, environment: { ...environment, ...committer }, timeoutMs: 600_000 };
  const [names, head] = await Promise.all([namesOf(there), headOf(there)]);
  const format = await git(['rev-parse', '--show-object-format'], there);
  await mkdir(into, { recursive: true });
  await git(['init', '--quiet', `--object-format=${format}`, '.'], here);
  await git(['symbolic-ref', 'HEAD', `refs/heads/${branch}`], here);
  await git(['remote', 'add', 'origin', await realpath(into)], here);
  for (let index = 0; index < names.length; index += 64) {
    await Promise.all(names.slice(index, index + 64).map((name) => copyOne(join(from, name), join(into, name))));
  }
  for (const { path, text } of files) {
    await mkdir(dirname(join(into, path)), { recursive: true });
    await writeFile(join(into, path), text, { flag: 'wx' }).catch(unlessThere);
  }
  await git(['add', '--all', '--force', '.'], here);
  const tree = await git(['write-tree'], here);
  const commit =
    (head && (await sameCommit(head, tree, { there, here }))) ??
    (await git(['commit-tree', tree, '-m', subject], here));
  await git(['update-ref', `refs/heads/${branch}`, commit], here);
  return { folder: into, uncommitted: await changesIn(there) };
}

function unlessThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

const subject = 'The working copy as it is';

/**
 * Brings the installed packages of Node.js into a copy, for builds. They are copied and not linked: a build may write into them.
 *
 * @returns how many folders of packages there were
 */
export async function copyPackages({ from, into, environment }: Omit<TrialCopyOptions, 'branch'>): Promise<number> {
  const names = await namesOf({ folder: from, environment });
  const folders: string[] = [];
  // git lists none of them in folders of which it tracks nothing yet.
  for (const folder of foldersOf(names)) {
    const path = join(folder, 'node_modules');
    const stats = await lstat(join(from, path)).catch(() => undefined);
    if (!stats?.isDirectory() && !stats?.isSymbolicLink()) continue;
    if (!names.some((name) => name.startsWith(`${path}/`))) folders.push(path);
  }
  await writeFile(join(into, '.git', 'info', 'exclude'), 'node_modules\n');
  for (const name of folders) {
    const source = join(from, name);
    if (!(await stat(source).catch(() => undefined))) continue;
    await cp(await realpath(source), join(into, name), { recursive: true, verbatimSymlinks: true, mode });
  }
  return folders.length;
}

/** Every folder that holds one of these files, the top included; none is among installed packages. */
function foldersOf(names: readonly string[]): Set<string> {
  const folders = new Set(['.']);
  for (const name of names) {
    for (let folder = dirname(name); !folders.has(folder); folder = dirname(folder)) {
      if (!generated.test(folder)) folders.add(folder);
      else break;
    }
  }
  return folders;
}

/**
 * The commit itself, brought over without its history, when the files are as it has them. It is not cloned: git gives objects that two
 * repositories share a new time, and so would write into the person's.
 */
async function sameCommit(
  head: string,
  tree: string,
  { there, here }: { readonly there: GitOptions; readonly here: GitOptions },
): Promise<string | undefined> {
  if ((await git(['rev-parse', `${head}^{tree}`], there)) !== tree) return undefined;
  const { stdout: input } = await runGit(['cat-file', 'commit', head], there);
  const { code, stdout } = await runGit(['hash-object', '-t', 'commit', '-w', '--stdin'], { ...here, input });
  if (code !== 0 || stdout.toString('utf8').trim() !== head) return undefined;
  // Its parents are not here.
  await writeFile(join(here.folder, '.git', 'shallow'), `${head}\n`);
  return head;
}

async function namesOf(there: GitOptions): Promise<string[]> {
  const [tracked, untracked] = await Promise.all([
    listed(['ls-files', '-z', '--recurse-submodules', '--cached'], there),
    listed(['ls-files', '-z', '--others', '--exclude-standard'], there),
  ]);
  // A file in a merge is listed once a side.
  return [...new Set([...tracked.map(nameOf), ...untracked.map(nameOf).filter((name) => !generated.test(name))])];
}

/** A repository inside, such as a submodule that is not checked out, ends with a slash. */
function nameOf(name: string): string {
  return fileName(name).replace(/\/$/, '');
}

async function headOf(there: GitOptions): Promise<string | undefined> {
  const { code, stdout } = await runGit(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'], there);
  return code === 0 ? stdout.toString('utf8').trim() : undefined;
}

async function changesIn(there: GitOptions): Promise<number> {
  const args = ['status', '--porcelain', '-z', '--untracked-files=all', '--no-renames'];
  const lines = await listed(args, there);
  return lines.filter((line) => !line.startsWith('??') || !generated.test(nameOf(line.slice(3)))).length;
}

/** Links stay links; what was deleted in the working copy is not there, and a folder is a repository inside. */
async function copyOne(source: string, target: string): Promise<void> {
  const stats = await lstat(source).catch(() => undefined);
  if (stats === undefined || stats.isDirectory()) return;
  await mkdir(dirname(target), { recursive: true });
  if (stats.isSymbolicLink()) await symlink(await readlink(source), target);
  else await copyFile(source, target, mode);
}

async function git(args: readonly string[], options: GitOptions): Promise<string> {
  const answer = await runGit([...quiet, ...args], options);
  if (answer.code === 0) return answer.stdout.toString('utf8').trim();
  throw new PreviewError('trial-copy-failed', `git cannot copy the working copy: ${gitComplaint(answer)}`, {
    fault: 'world',
    hint: 'Fix what git says here. The repository itself was only read.',
  });
}
