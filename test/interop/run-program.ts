import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

export interface Ran {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs a program of somebody else's to its end, as a user would who has set the endpoint in the environment. */
export async function runProgram(
  endpoint: string,
  folder: string,
  program: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const child = spawn(program, args, {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      AWS_ENDPOINT_URL: endpoint,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_REGION: 'eu-central-1',
      AWS_DEFAULT_REGION: 'eu-central-1',
      AWS_PAGER: '',
      AWS_EC2_METADATA_DISABLED: 'true',
      ...environment,
    },
  });
  const [output, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code, output, errors };
}

/** What a script of test/interop/python prints as JSON. Throws what it wrote to standard error when it fails. */
export async function runPython(endpoint: string, folder: string, script: string, ...args: string[]): Promise<unknown> {
  const python = process.env.PREVIEW_STACKS_PYTHON ?? 'python3';
  const all = [join(__dirname, 'python', script), ...args];
  const ran = await runProgram(endpoint, folder, python, all, { PYTHONDONTWRITEBYTECODE: '1' });
  if (ran.code !== 0) throw new Error(ran.errors);
  return JSON.parse(ran.output);
}
