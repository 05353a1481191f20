import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inCi } from '../ci/ci-variables';
import { ebIgnored, fileName, type IndexEntry, listed, type Options } from '../git/git-index';
import { runGit } from '../git/run-git';
import { packageWarnings } from './package-warnings';

interface Asked extends Options {
  readonly buildOutput: readonly string[];
  /** Changes that are not committed are meant. @default false */
  readonly allowDirty?: boolean | undefined;
  /** The instance installs nothing. @default false */
  readonly packed?: boolean | undefined;
}

/** What of a folder is not in its bundle, or not as its commit says, where that may be meant. */
export async function warningsOf(tracked: readonly IndexEntry[], asked: Asked): Promise<string[]> {
  const warnings = [await takenBackIn(asked), ...(asked.packed ? [] : await packageWarnings(tracked, asked))];
  // In CI the build itself changes files, and what it forgets to name shows in the tests.
  if (!inCi(asked.environment)) warnings.push(await changed(tracked, asked), await leftOut(tracked, asked));
  return warnings.filter((warning) => warning !== undefined);
}

/** The EB CLI packs what `.ebignore` takes back in; a bundle holds what git tracks. */
async function takenBackIn(asked: Asked): Promise<string | undefined> {
  const text = await readFile(join(asked.folder, '.ebignore'), 'utf8').catch(() => '');
  const patterns = text.split(/\r?\n/).flatMap((line) => (line.startsWith('!') ? [line.slice(1).trimEnd()] : []));
  if (patterns.length === 0) return undefined;
  const { stdout } = await runGit(['rev-parse', '--show-prefix'], asked);
  const prefix = stdout.toString('utf8').trimEnd();
  // `--exclude` reads patterns from the top of the repository, `.ebignore` from its own folder.
  const from = (pattern: string) => (/\/./.test(pattern) ? `/${prefix}${pattern.replace(/^\//, '')}` : pattern);
  const names = await listed(
    [
      ...['ls-files', '-z', '--others', '--ignored', '--directory', '--no-empty-directory'],
      ...patterns.map((pattern) => `--exclude=${from(pattern)}`),
    ],
    asked,
  );
  const missing = names.filter((name) => !isOutput(name, asked.buildOutput));
  if (missing.length === 0) return undefined;
  return `.ebignore takes back in what git does not track, and the bundle does not hold it: ${shown(missing)}. Name it in \`buildOutput\`.`;
}

async function changed(tracked: readonly IndexEntry[], asked: Asked): Promise<string | undefined> {
  if (asked.allowDirty) return undefined;
  const args = ['diff', '--name-only', '-z', '--no-renames', '--no-ext-diff', '--relative', 'HEAD', '--', '.'];
  const { code, stdout } = await runGit(args, asked);
  if (code !== 0) return undefined;
  const kept = new Set(tracked.map(({ name }) => name));
  const submodules = new Set(tracked.map(({ repository }) => repository.prefix.slice(0, -1)));
  const names = stdout
    .toString('latin1')
    .split('\0')
    .filter((name) => name !== '' && (kept.has(name) || submodules.has(name)));
  if (names.length === 0) return undefined;
  const many = names.length === 1 ? '1 uncommitted change is' : `${names.length} uncommitted changes are`;
  return `${many} in the bundle, under the name of the commit: ${shown(names)}. Commit them, or give --allow-dirty.`;
}

async function leftOut(tracked: readonly IndexEntry[], asked: Asked): Promise<string | undefined> {
  const object = '1'.repeat(tracked[0]?.object.length ?? 40);
  const untracked = (await listed(['ls-files', '-z', '--others', '--exclude-standard'], asked))
    .filter((name) => !isOutput(name, asked.buildOutput) && !name.startsWith('.preview-stacks/'))
    // A repository in the folder has a slash at its end.
    .map((name) => ({ name: name.replace(/\/$/, ''), mode: name.endsWith('/') ? 0o160000 : 0o100644, object }));
  const ignored = await ebIgnored(untracked, asked);
  const names = untracked.map(({ name }) => name).filter((name) => !ignored.has(name));
  if (names.length === 0) return undefined;
  return `the bundle does not hold what git does not track: ${shown(names)}. Add it to git, name it in \`buildOutput\`, or name it in .gitignore or .ebignore.`;
}

function isOutput(name: string, buildOutput: readonly string[]): boolean {
  const path = `${fileName(name).replace(/\/$/, '')}/`;
  return buildOutput.some((output) => {
    const folder = `${join('.', output).replace(/\/$/, '')}/`;
    return path.startsWith(folder) || folder.startsWith(path);
  });
}

/** The first five: a folder that nothing ignores can hold thousands. */
function shown(names: readonly string[]): string {
  const first = names.slice(0, 5).map(fileName);
  return `${first.join(', ')}${names.length > 5 ? ` and ${names.length - 5} more` : ''}`;
}
