import { PreviewError } from '../errors';
import type { CommandResult, Commands } from '../ports/commands';
import type { Environments } from '../ports/environments';
import { instanceScript } from './instance-script';

export interface AppCommand {
  readonly environmentName: string;
  /** @default the first of the environment */
  readonly instanceId?: string;
  /** Text for `/bin/sh -c`. */
  readonly command: string;
  /** For people: what the command is, as errors name it. */
  readonly what: string;
  /** SSM shows it beside the command; cut at 100 characters. */
  readonly comment: string;
  readonly timeoutMinutes: number;
  readonly signal?: AbortSignal | undefined;
  /** Called when the instance is chosen and before the command runs. */
  readonly chosen?: (instanceId: string) => Promise<void>;
}

/**
 * Runs a command in one instance of a service as the app would, see `instanceScript`.
 *
 * @throws PreviewError `instance-missing` when the environment has none; what the ports throw
 */
export async function runAsApp(
  ports: { readonly environments: Pick<Environments, 'instances'>; readonly commands: Commands },
  { environmentName, command, what, comment, timeoutMinutes, signal, chosen, ...given }: AppCommand,
): Promise<CommandResult> {
  const instanceId = given.instanceId ?? [...(await ports.environments.instances(environmentName))].sort()[0];
  if (instanceId === undefined) {
    throw new PreviewError('instance-missing', `${environmentName} has no instance to run ${what} in`, {
      fault: 'world',
      hint: 'Deploy again when the environment has one.',
    });
  }
  await chosen?.(instanceId);
  return ports.commands.run({
    instanceId,
    script: instanceScript(command),
    comment: comment.slice(0, 100),
    timeoutMinutes,
    ...(signal && { signal }),
  });
}
