import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import type { RunAs } from './run-as';

/** Runs a program to its end; resolves with the last of what it said. Throws with its last words when it does not end well. */
export function runProgram(
  program: string,
  args: readonly string[],
  options: { readonly user?: RunAs; readonly cwd?: string } = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...options.user,
      cwd: options.cwd,
      env: {},
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    const hear = (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-2000);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) {
        resolve(said);
      } else {
        reject(new Error(`${program} ended with ${code ?? signal}: ${said.trim()}`));
      }
    });
  });
}

/** Whether a file is there and may be run. */
export function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
