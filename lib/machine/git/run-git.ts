import { PreviewError } from '../../errors';
import { shellWord } from '../../text/shell-word';
import { visible } from '../../text/visible';
import { type ProgramResult, runProgram } from '../run-program';

export interface GitOptions {
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Milliseconds after which git is ended. @default 60000 */
  readonly timeoutMs?: number;
  /** What git reads on its standard input. @default nothing */
  readonly input?: Buffer;
  /** The index that git works on. @default the repository's own */
  readonly indexFile?: string;
}

/**
 * What ties git to one repository whatever folder it runs in (`git rev-parse --local-env-vars`, git 2.39). git exports them to its hooks. As
 * git does for submodules, it leaves those of `git -c`, with which CI sets safe.directory.
 */
const repositoryVariables = [
  ...['GIT_ALTERNATE_OBJECT_DIRECTORIES', 'GIT_CONFIG', 'GIT_OBJECT_DIRECTORY', 'GIT_DIR', 'GIT_WORK_TREE'],
  ...['GIT_IMPLICIT_WORK_TREE', 'GIT_GRAFT_FILE', 'GIT_INDEX_FILE', 'GIT_NO_REPLACE_OBJECTS', 'GIT_REPLACE_REF_BASE'],
  ...['GIT_PREFIX', 'GIT_INTERNAL_SUPER_PREFIX', 'GIT_SHALLOW_FILE', 'GIT_COMMON_DIR'],
];

/**
 * Runs git in the repository of a folder: never asks for a password, answers in English, colours nothing.
 *
 * @throws PreviewError `repository-owned-by-another`, `repository-bare`, `git-too-old`, whatever was asked; what `runProgram` throws
 */
export async function runGit(
  args: readonly string[],
  { folder, environment, timeoutMs = 60_000, input, indexFile }: GitOptions,
): Promise<ProgramResult> {
  const inherited = { ...environment };
  for (const name of repositoryVariables) delete inherited[name];
  const answer = await runProgram('git', args, {
    cwd: folder,
    timeoutMs,
    ...(input && { input }),
    environment: {
      ...inherited,
      ...(indexFile !== undefined && { GIT_INDEX_FILE: indexFile }),
      ...{ GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0' },
    },
  });
  const refusal = answer.code === 0 ? undefined : refusalOf(answer, folder);
  if (refusal) throw refusal;
  return answer;
}

/** What git says before it looks at any question. */
function refusalOf({ stderr, code }: ProgramResult, folder: string): PreviewError | undefined {
  const dubious =
    /^fatal: (?:detected dubious ownership in|unsafe) repository (?:at )?\(?'([^\n]+?)'(?:$| is owned)/m.exec(stderr);
  if (dubious) {
    const path = visible(dubious[1] ?? folder);
    return new PreviewError('repository-owned-by-another', `git does not read ${path}: it belongs to another user`, {
      fault: 'user',
      hint: `If you trust it, run \`git config --global --add safe.directory ${shellWord(path)}\`, in CI in a step before this one.`,
    });
  }
  if (/^fatal: (cannot use bare repository|this operation must be run in a work tree)/m.test(stderr)) {
    return new PreviewError('repository-bare', `${visible(folder)} is in a bare git repository, which has no files`, {
      fault: 'user',
      hint: 'Run this in a working copy: clone the repository without `--bare`.',
    });
  }
  if (
    /^fatal: unknown repository extension|git repo version <= \d+, found|^error: unknown (option|switch)/m.test(stderr)
  ) {
    return new PreviewError('git-too-old', `this git is too old: ${gitComplaint({ stderr, code })}`, {
      fault: 'user',
      hint: 'Install a newer git.',
    });
  }
  // On macOS without the command line tools there is a git that only says this.
  if (/^xcrun: error|Xcode.* license/m.test(stderr)) {
    return new PreviewError('program-missing', `git is not installed: ${gitComplaint({ stderr, code })}`, {
      fault: 'user',
      hint: 'Run `xcode-select --install`.',
    });
  }
  return undefined;
}

/** What git complained about, in one line and without the credentials that a URL may hold. */
export function gitComplaint({ stderr, code }: Pick<ProgramResult, 'stderr' | 'code'>): string {
  const line = stderr
    .split('\n')
    .map((text) => text.trim())
    .filter((text) => text !== '' && !text.startsWith('warning:') && !text.startsWith('hint:'))
    .join(' ');
  return (line || `git ended with ${code ?? 'a signal'}`).replace(/\/\/[^/@\s]*@/g, '//');
}

/** The hint of the caller where git finds no repository or no commit; of anything else git says itself what is wrong. */
export function hintAfter({ stderr }: ProgramResult, hint: string): string {
  return /^fatal: (not a git repository|needed a single revision|ambiguous argument|bad revision)/im.test(stderr)
    ? hint
    : 'Fix what git says here; `git status` in that folder says the same.';
}
