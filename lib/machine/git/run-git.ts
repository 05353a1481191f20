import { type ProgramResult, runProgram } from '../run-program';

export interface GitOptions {
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Milliseconds after which git is ended. @default 60000 */
  readonly timeoutMs?: number;
  /** What git reads on its standard input. @default nothing */
  readonly input?: Buffer;
}

/** Runs git: never asks for a password, answers in English, colours nothing. */
export function runGit(
  args: readonly string[],
  { folder, environment, timeoutMs = 60_000, input }: GitOptions,
): Promise<ProgramResult> {
  return runProgram('git', args, {
    cwd: folder,
    timeoutMs,
    ...(input && { input }),
    environment: { ...environment, GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0' },
  });
}

/** What git complained about, in one line and without the credentials that a URL may hold. */
export function gitComplaint({ stderr, code }: ProgramResult): string {
  const line = stderr
    .split('\n')
    .map((text) => text.trim())
    .filter((text) => text !== '' && !text.startsWith('warning:') && !text.startsWith('hint:'))
    .join(' ');
  return (line || `git ended with ${code ?? 'a signal'}`).replace(/\/\/[^/@\s]*@/g, '//');
}
