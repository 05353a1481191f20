import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { ProcessRegister } from '../../processes/process-register';
import { runToEnd } from '../instance/run-to-end';
import { whatItIs } from './python-scripts';

/** A Python of this machine. */
export interface Interpreter {
  readonly executable: string;
  readonly version: string;
  /** @default it has no pip */
  readonly pip?: string;
  /** Where its packages are, when it is that of a venv. @default it is none of a venv */
  readonly packages?: string;
}

export interface Runner {
  readonly register: ProcessRegister;
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/**
 * The Pythons of this machine, the likeliest first: those of the platform's version, then each `python3`, in the order of the folders.
 * Those that cannot be run are left out.
 */
export async function interpretersOf(
  languageVersion: string,
  folders: readonly string[],
  runner: Runner,
): Promise<readonly Interpreter[]> {
  const files = new Set<string>();
  for (const name of [`python${languageVersion}`, 'python3']) {
    for (const folder of folders) {
      if (folder !== '' && existsSync(join(folder, name))) {
        files.add(join(folder, name));
      }
    }
  }
  const found = new Map<string, Interpreter>();
  for (const one of await Promise.all([...files].map((file) => lookAt(file, runner)))) {
    // One file under several names is one Python, unless it is that of a venv.
    const key = one && `${realpathSync(one.executable)} ${one.packages ?? ''}`;
    if (key !== undefined && one && !found.has(key)) {
      found.set(key, one);
    }
  }
  const wanted = (one: Interpreter) => one.version.startsWith(`${languageVersion}.`);
  return [...found.values()].sort((a, b) => Number(wanted(b)) - Number(wanted(a)));
}

/** Runs a program to its end, and gives what it wrote. */
export async function outputOf(
  file: string,
  args: readonly string[],
  { register, folder, env, signal }: Runner,
): Promise<{ readonly code: number | undefined; readonly stdout: string; readonly stderr: string }> {
  const texts = { stdout: '', stderr: '' };
  const onOutput = (stream: 'stdout' | 'stderr', text: string) => {
    texts[stream] += text;
  };
  const end = await runToEnd(register, { file, args, folder, env, signal, onOutput });
  return { code: end.code, ...texts };
}

async function lookAt(file: string, runner: Runner): Promise<Interpreter | undefined> {
  const { code, stdout } = await outputOf(file, ['-c', whatItIs], runner);
  try {
    const { pip, packages, venv, ...rest } = JSON.parse(stdout) as Record<'executable' | 'version', string> &
      Record<'pip' | 'packages', string | null> & { venv: boolean };
    return code === 0 && venv && existsSync(rest.executable)
      ? { ...rest, ...(pip !== null && { pip }), ...(packages !== null && { packages }) }
      : undefined;
  } catch {
    return undefined;
  }
}
