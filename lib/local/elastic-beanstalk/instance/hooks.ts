import { chmod, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProcessRegister } from '../../processes/process-register';
import { DeploymentFailure } from '../environment/deployment-failure';
import type { InstanceLogs } from './instance-logs';
import { runToEnd } from './run-to-end';

export interface StepOptions {
  readonly register: ProcessRegister;
  readonly logs: InstanceLogs;
  /** The release's folder. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  /** Of the instance: what would be `/` there. */
  readonly root: string;
  readonly signal: AbortSignal;
}

export type HookStage = 'prebuild' | 'predeploy' | 'postdeploy';

/** Runs a bundle's `.platform/hooks/<stage>/*` in the order of their names. Throws DeploymentFailure when one fails. */
export async function runHooks(kind: 'hooks' | 'confighooks', stage: HookStage, step: StepOptions): Promise<void> {
  const options = { ...step, env: { ...step.env, PREVIEW_STACKS_LOCAL_ROOT: step.root } };
  const place = join('.platform', kind, stage);
  const entries = await readdir(join(options.folder, place), { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  for (const name of names.sort()) {
    // Beanstalk's platforms since 2022 make hooks executable themselves.
    await chmod(join(options.folder, place, name), 0o755);
    await runStep(join(options.folder, place, name), [], join(place, name), options);
  }
}

/** Runs one program of a deployment. Throws DeploymentFailure unless it ends well. */
export async function runStep(
  file: string,
  args: readonly string[],
  shown: string,
  { register, logs, folder, env, signal }: StepOptions,
): Promise<void> {
  logs.engine('INFO', `Running ${shown}`);
  const lines = { stdout: logs.splitter('eb-hooks.log'), stderr: logs.splitter('eb-hooks.log') };
  const onOutput = (stream: 'stdout' | 'stderr', text: string) => lines[stream].push(text);
  const end = await runToEnd(register, { file, args, folder, env, signal, onOutput });
  lines.stdout.end();
  lines.stderr.end();
  if (end.code !== 0) {
    const how = end.error ?? (end.signal === undefined ? `exit status ${end.code}` : `ended by ${end.signal}`);
    throw new DeploymentFailure(`Command ${shown} failed with error: ${how}`);
  }
}
