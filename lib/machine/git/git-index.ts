import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PreviewError } from '../../errors';
import { type GitOptions, gitComplaint, hintAfter, runGit } from './run-git';

/** One file that git tracks. Names are of one character a byte (latin1), so that none is lost on the way. */
export interface IndexEntry {
  /** From the folder that was asked for, with slashes. */
  readonly name: string;
  /** As git keeps it: 0o100644, 0o100755, 0o120000 (link), 0o160000 (submodule that is not checked out). */
  readonly mode: number;
  readonly object: string;
  /** Whether a merge left it to a person. */
  readonly unmerged: boolean;
  readonly repository: Repository;
}

/** The working copy that tracks a file: the one of the folder, or a submodule in it. */
export interface Repository {
  /** Absolute. */
  readonly folder: string;
  /** What stands before its names, with a slash at the end; empty for the folder itself. */
  readonly prefix: string;
  /** Whether the mode on the disk says what may be run (core.fileMode); on Windows it does not. */
  readonly trustsModes: boolean;
  /** Whether links are links on the disk (core.symlinks). */
  readonly trustsLinks: boolean;
}

export type Options = Pick<GitOptions, 'folder' | 'environment'>;

const submodule = 0o160000;

/** The files that git tracks in a folder, with those of its submodules that are checked out. Deleted files are among them. */
export async function indexEntries(options: Options, prefix = ''): Promise<IndexEntry[]> {
  const repository = await repositoryOf(options, prefix);
  const entries = new Map<string, IndexEntry>();
  for (const line of await listed(['ls-files', '-z', '--stage'], options)) {
    const [mode = '', object = '', stage] = line.slice(0, line.indexOf('\t')).split(' ');
    const name = prefix + line.slice(line.indexOf('\t') + 1);
    entries.set(name, {
      ...{ name, mode: Number.parseInt(mode, 8), object, unmerged: stage !== '0', repository },
    });
  }
  const whole: IndexEntry[] = [];
  for (const entry of entries.values()) {
    const folder = join(options.folder, fileName(entry.name.slice(prefix.length)));
    const checkedOut = entry.mode === submodule && (await stat(join(folder, '.git')).catch(() => undefined));
    if (checkedOut) whole.push(...(await indexEntries({ ...options, folder }, `${entry.name}/`)));
    else whole.push(entry);
  }
  return whole;
}

/**
 * Those of the names that `.ebignore` takes out. git itself reads the patterns: other readers do not get all of gitignore's rules right.
 * It asks them of an index of its own, since `git ls-files` neither looks into submodules nor at untracked files with them.
 */
export async function ebIgnored(
  entries: readonly Pick<IndexEntry, 'name' | 'mode' | 'object'>[],
  options: Options,
): Promise<ReadonlySet<string>> {
  if (entries.length === 0) return new Set();
  const [prefix = ''] = (await answered(['rev-parse', '--show-prefix'], options)).split('\n');
  const folder = await mkdtemp(join(tmpdir(), 'preview-stacks-index-'));
  try {
    const own = { ...options, indexFile: join(folder, 'index') };
    const lines = entries.map(({ mode, object, name }) => `${mode.toString(8)} ${object}\t${prefix}${name}\0`);
    // A split index would leave its shared half in the repository.
    await answered(['-c', 'core.splitIndex=false', 'update-index', '-z', '--index-info'], {
      ...own,
      input: Buffer.from(lines.join(''), 'latin1'),
    });
    const args = ['ls-files', '-z', '--cached', '--ignored', '--exclude-per-directory=.ebignore'];
    return new Set(await listed(args, own));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The name as files have it, of one with one character a byte. */
export function fileName(name: string): string {
  return Buffer.from(name, 'latin1').toString('utf8');
}

/** What git printed with NUL between, one character a byte. */
export async function listed(args: readonly string[], options: GitOptions): Promise<string[]> {
  return (await answered(args, options)).split('\0').filter((name) => name !== '');
}

async function answered(args: readonly string[], options: GitOptions): Promise<string> {
  const answer = await runGit(args, options);
  if (answer.code === 0) return answer.stdout.toString('latin1');
  throw new PreviewError(
    'bundle-files-unknown',
    `git cannot list the files of ${options.folder}: ${gitComplaint(answer)}`,
    {
      fault: 'user',
      hint: hintAfter(
        answer,
        'A bundle is made of the files that git tracks: run this in a git working copy, or set `bundle` to a zip.',
      ),
    },
  );
}

async function repositoryOf(options: Options, prefix: string): Promise<Repository> {
  const answer = await runGit(['config', '-z', '--type=bool', '--get-regexp', '^core\\.(filemode|symlinks)$'], options);
  const config = new Map(
    answer.stdout
      .toString('utf8')
      .split('\0')
      .map((line) => line.split('\n') as [string, string]),
  );
  return {
    ...{ folder: options.folder, prefix },
    trustsModes: config.get('core.filemode') !== 'false',
    trustsLinks: config.get('core.symlinks') !== 'false',
  };
}
