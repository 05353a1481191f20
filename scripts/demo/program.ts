import { type ChildProcess, spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

/** The package's root, from `dist/scripts/demo` as from `scripts/demo`. */
export const packageRoot = resolve(require.resolve('preview-stacks/package.json'), '..');
const program = join(packageRoot, 'dist', 'bin', 'preview-stacks.js');

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly milliseconds: number;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** What was started here and has not ended. */
const children = new Set<ChildProcess>();

let isOver = false;

/** Ends all that was started here and still runs, and starts nothing any more; resolves when all has ended. */
export async function endAll(): Promise<void> {
  isOver = true;
  await Promise.all([...children].map(stop));
}

function start(
  command: string,
  args: readonly string[],
  options: { cwd: string; env: Environment; detached?: boolean },
) {
  if (isOver) throw new Error(`${command} is not started any more`);
  const child = spawn(command, [...args], { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  children.add(child);
  child.once('close', () => children.delete(child));
  return child;
}

/** Runs a command to its end, with an argument list and never a shell. */
export function run(
  command: string,
  args: readonly string[],
  options: { cwd: string; env: Environment },
): Promise<Ran> {
  return new Promise((settle, fail) => {
    const began = performance.now();
    const child = start(command, args, options);
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      stderr += text;
    });
    child.on('error', fail);
    child.on('close', (code) => settle({ code: code ?? 1, stdout, stderr, milliseconds: performance.now() - began }));
  });
}

/** Runs our own command as a user would, from its built form. */
export function previewStacks(args: readonly string[], options: { cwd: string; env: Environment }): Promise<Ran> {
  return run(process.execPath, [program, ...args], options);
}

export interface Endpoint {
  /** The variables that `preview-stacks local` printed. */
  readonly variables: Readonly<Record<string, string>>;
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts `preview-stacks local` and waits for its export lines. */
export async function startEndpoint(options: {
  data: string;
  env: Environment;
  args?: readonly string[];
  /** Whether a terminal's Ctrl-C leaves it alone: the second signal, that of `stop`, would end it in the middle of its end. @default false */
  apart?: boolean;
}): Promise<Endpoint> {
  const args = [program, 'local', '--data', options.data, ...(options.args ?? [])];
  const child = start(process.execPath, args, {
    ...{ cwd: options.data, env: options.env, detached: options.apart ?? false },
  });
  let noise = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    noise += text;
  });
  const variables: Record<string, string> = {};
  for await (const line of createInterface({ input: child.stdout })) {
    const [, name, value] = /^export ([A-Z_]+)=(.*)$/.exec(line) ?? [];
    if (name && value !== undefined) variables[name] = value.replace(/^'|'$/g, '');
    // The region is the last line: then the endpoint serves.
    if (name === 'AWS_DEFAULT_REGION')
      return { variables, url: variables.AWS_ENDPOINT_URL ?? '', stop: () => stop(child) };
  }
  throw new Error(`The embedded endpoint did not start: ${noise.trim()}`);
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((settle) => {
    if (!children.has(child)) return settle();
    child.on('close', () => settle());
    child.kill('SIGTERM');
  });
}
