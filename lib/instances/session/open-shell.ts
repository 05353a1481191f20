import type { ResolvedSettings } from '../../settings/resolve';
import { shellWord } from '../../text/shell-word';
import { type FoundInstance, findInstance, type InstancePorts, type InstanceWish } from '../find-instance';
import { instanceScript } from '../instance-script';
import { inSession, type SessionPorts } from './in-session';

/** A terminal for an instance. */
export interface ShellRequest extends InstanceWish {
  readonly settings: ResolvedSettings;
  /** The program and its arguments. @default a shell */
  readonly words?: readonly string[] | undefined;
  /** Called when the instance is chosen. */
  readonly chosen?: (found: FoundInstance) => void;
  readonly signal?: AbortSignal | undefined;
}

const shell = 'if command -v bash >/dev/null 2>&1; then exec bash -i; else exec /bin/sh -i; fi';

/**
 * Opens a terminal in an instance of a target, in the app's folder, as its user and with its environment. What runs there ends it; its exit code is not
 * known, for AWS's program hands none on.
 *
 * @throws PreviewError `plugin-missing` before anything has begun; what finding the instance and SSM throw
 */
export async function openShell(
  ports: InstancePorts & SessionPorts,
  { settings, words, chosen, signal, ...wish }: ShellRequest,
): Promise<void> {
  await ports.program.check();
  const found = await findInstance(ports, settings, wish);
  chosen?.(found);
  const script = instanceScript(words === undefined ? shell : words.map(shellWord).join(' '), 'terminal');
  const request = {
    ...{ instanceId: found.instanceId, document: 'AWS-StartInteractiveCommand', reason: 'preview-stacks exec' },
    parameters: { command: [asRoot(script)] },
  };
  await inSession(ports, request, (session) => ports.program.talk(session, signal));
}

/**
 * One line, with the script as letters and digits, for the document puts the text into a command of its own. That runs as `ssm-user`, whom the agent
 * gives sudo without a password (user guide of Systems Manager, "Turn on or turn off ssm-user account administrative permissions", November 2026).
 */
function asRoot(script: string): string {
  const text = Buffer.from(script).toString('base64');
  return `[ "$(id -u)" = 0 ] && set -- || set -- sudo -n; exec "$@" /bin/sh -c "$(echo ${text} | base64 -d)"`;
}
