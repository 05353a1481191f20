import { PreviewError } from '../errors';
import type { CommandResult, Commands } from '../ports/commands';
import type { ResolvedSettings } from '../settings/resolve';
import { shellWord } from '../text/shell-word';
import { type FoundInstance, findInstance, type InstancePorts, type InstanceWish } from './find-instance';
import { runAsApp } from './run-as-app';

/** What running a command in an instance asks of the world. */
export type ExecPorts = InstancePorts & { readonly commands: Commands };

/** A command for an instance. */
export interface ExecRequest extends InstanceWish {
  readonly settings: ResolvedSettings;
  /** The program and its arguments, each as it is: no shell reads them. */
  readonly words: readonly string[];
  /** Minutes until it is ended, 1 to 2880. */
  readonly timeoutMinutes: number;
  readonly signal?: AbortSignal | undefined;
}

/** How a command ended. */
export interface ExecOutcome extends Pick<FoundInstance, 'service' | 'environmentName' | 'instanceId'> {
  /** `cancelled` by somebody else. */
  readonly ended: 'by-itself' | 'timed-out' | 'cancelled';
  /** The command's own. @default it did not end by itself */
  readonly exitCode?: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Which of both SSM cut: it keeps the first 24,000 characters of the first and 8,000 of the second. */
  readonly cut: readonly ('stdout' | 'stderr')[];
}

/** As SSM's `GetCommandInvocation` documents them (API reference, read in @aws-sdk/client-ssm 3.1169.0, 2026-11-13). */
const kept = { stdout: 24_000, stderr: 8000 } as const;

/**
 * Runs a command in an instance of a target, in the app's folder, as its user and with its environment.
 *
 * @throws PreviewError `app-not-running` when no app runs there; what finding the instance and SSM throw
 */
export async function exec(ports: ExecPorts, request: ExecRequest): Promise<ExecOutcome> {
  const { service, environmentName, instanceId } = await findInstance(ports, request.settings, request);
  const result = await runAsApp(ports, {
    ...{ environmentName, instanceId, what: 'the command' },
    command: request.words.map(shellWord).join(' '),
    comment: `preview-stacks exec: ${request.words[0] ?? ''}`,
    timeoutMinutes: request.timeoutMinutes,
    signal: request.signal,
  });
  checkRan(result, environmentName);
  const { exitCode, stdout, stderr } = result;
  return {
    ...{ service, environmentName, instanceId, ended: howItEnded(result) },
    ...(exitCode !== undefined && { exitCode }),
    ...{ stdout, stderr, cut: (['stdout', 'stderr'] as const).filter((name) => result[name].length >= kept[name]) },
  };
}

/** Our script says so itself, with sysexits' code for a service that is not there. */
function checkRan({ exitCode, stderr }: CommandResult, environmentName: string): void {
  const [, why] = /^preview-stacks: (.+)$/m.exec(stderr) ?? [];
  if (exitCode !== 69 || why === undefined) return;
  throw new PreviewError('app-not-running', `The command did not run in ${environmentName}: ${why}`, {
    fault: 'world',
    hint: 'Read `preview-stacks logs`: the app may have crashed.',
  });
}

function howItEnded({ status, exitCode }: CommandResult): ExecOutcome['ended'] {
  if (status === 'timed-out' || status === 'cancelled') return status;
  if (exitCode !== undefined) return 'by-itself';
  throw new PreviewError('command-not-run', 'SSM did not run the command', {
    fault: 'world',
    hint: 'Run it once more; `--instance` names another instance.',
  });
}
