import { spawn } from 'node:child_process';
import { PreviewError } from '../errors';

export interface ProgramOptions {
  /** Folder that it runs in. */
  readonly cwd: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Milliseconds after which it is ended. @default never */
  readonly timeoutMs?: number;
  /** Ends it, too. @default nothing does */
  readonly signal?: AbortSignal;
  /** What it reads on its standard input. @default nothing */
  readonly input?: Buffer;
  /** Given every piece of both outputs as it comes; then nothing is collected. @default both are collected */
  readonly onOutput?: (text: string) => void;
}

export interface ProgramResult {
  /** Exit code; undefined when a signal ended it. */
  readonly code: number | undefined;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/**
 * Runs a program with a list of arguments, no shell between.
 *
 * @throws PreviewError `program-missing` when it cannot be started, `program-timeout` when it took too long
 */
export function runProgram(
  program: string,
  args: readonly string[],
  { cwd, environment, timeoutMs, onOutput, input, signal }: ProgramOptions,
): Promise<ProgramResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...args], { cwd, env: environment, stdio: ['pipe', 'pipe', 'pipe'], shell: false });
    // A program that does not read to the end closes the pipe: its exit code says whether that was a fault.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    const stop = () => child.kill('SIGTERM');
    signal?.addEventListener('abort', stop, { once: true });
    if (signal?.aborted) stop();
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    let late = false;
    const timer =
      timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            late = true;
            child.kill('SIGKILL');
            // A grandchild may hold the pipes open; we no longer read them.
            child.stdout.destroy();
            child.stderr.destroy();
          }, timeoutMs);
    const keep = (into: Buffer[]) => (chunk: Buffer) => {
      if (onOutput) onOutput(chunk.toString('utf8'));
      else into.push(chunk);
    };
    child.stdout.on('data', keep(stdout));
    child.stderr.on('data', keep(stderr));
    child.on('error', (cause) => {
      clearTimeout(timer);
      reject(notStarted(program, cause));
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      if (late) reject(tooLate(program, args, timeoutMs ?? 0));
      else
        resolve({
          code: code ?? undefined,
          stdout: Buffer.concat(stdout),
          stderr: Buffer.concat(stderr).toString('utf8'),
        });
    });
  });
}

/** A program that is not there, or that may not be run. */
export function notStarted(program: string, cause: Error): PreviewError {
  return new PreviewError('program-missing', `${program} could not be started: ${cause.message}`, {
    fault: 'user',
    hint: `Install ${program} or put it on the PATH.`,
    cause,
  });
}

function tooLate(program: string, args: readonly string[], timeoutMs: number): PreviewError {
  return new PreviewError(
    'program-timeout',
    `${program} ${args[0] ?? ''} did not end within ${timeoutMs / 1000} seconds and was stopped`,
    { fault: 'world', hint: 'Check the network and whether it waits for a password.' },
  );
}
