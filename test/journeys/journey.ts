import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Endpoint,
  type Environment,
  packageRoot,
  previewStacks,
  type Ran,
  run as runProgram,
  startEndpoint,
} from '../../scripts/demo/program';
import { openWorkshop, type Workshop } from '../../scripts/demo/workshop';
import { sourcesOf } from '../../scripts/house/sources';

/** A team's repository and an endpoint, worked on by the program as it is built. */
export interface Journey {
  readonly endpoint: Endpoint;
  readonly workshop: Workshop;
  /** Runs our command in the working copy; `env` changes single variables, `undefined` takes one away. */
  run(args: readonly string[], env?: Environment): Promise<Ran>;
  /** Begins a command of ours and ends its process after so long, by SIGKILL. */
  killed(args: readonly string[], seconds: number, env?: Environment): Promise<Ran>;
  close(): Promise<void>;
}

/** @param prepare changes the working copy before its first commit is on the remote */
export async function openJourney(prepare?: (workshop: Workshop) => Promise<void>): Promise<Journey> {
  refuseOldProgram();
  const folder = mkdtempSync(join(tmpdir(), 'preview-stacks-journey-'));
  const own: Environment = { PATH: process.env.PATH, HOME: folder, AWS_EC2_METADATA_DISABLED: 'true' };
  const endpoint = await startEndpoint({ data: folder, env: own });
  const env = { ...own, ...endpoint.variables };
  const close = async () => {
    await endpoint.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const workshop = await openWorkshop(folder, env);
    await prepare?.(workshop);
    const run = (args: readonly string[], changes: Environment = {}) =>
      previewStacks(args, { cwd: workshop.folder, env: { ...env, ...changes } });
    const program = join(packageRoot, 'dist', 'bin', 'preview-stacks.js');
    const killed = (args: readonly string[], seconds: number, changes: Environment = {}) =>
      runProgram('timeout', ['-s', 'KILL', String(seconds), process.execPath, program, ...args], {
        cwd: workshop.folder,
        env: { ...env, HOME: workshop.folder, ...changes },
      });
    return { endpoint, workshop, run, killed, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A journey with the program of former sources would say nothing of the present ones. */
export function refuseOldProgram(): void {
  const lib = join(packageRoot, 'lib');
  const changed = Math.max(...sourcesOf(lib).map((file) => statSync(file).mtimeMs));
  const built = statSync(join(packageRoot, 'dist', 'bin', 'preview-stacks.js'), { throwIfNoEntry: false })?.mtimeMs;
  if (built === undefined || built < changed) {
    throw new Error('dist is missing or older than lib: run "npm run build" first (npm ci does it, too)');
  }
}

/** The URL that a deploy announced: the last line of its standard output. */
export function urlOf(ran: Ran): string {
  if (ran.code !== 0) throw new Error(`It ended with ${ran.code}:\n${ran.stderr}${ran.stdout}`);
  return ran.stdout.trim().split('\n').at(-1) ?? '';
}

/** What a command said with `--json`. */
export function answerOf<T>(ran: Ran): T {
  return JSON.parse(ran.stdout) as T;
}
