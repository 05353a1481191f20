import { applicationNames } from '../naming/application-names';
import { maskedLogsNoApp, maskedLogsNoProgram } from '../naming/masked-logs';
import { stageOf } from '../naming/target';
import type { Commands } from '../ports/commands';
import type { ResolvedSettings } from '../settings/resolve';
import { findInstance, type InstancePorts } from './find-instance';

export type MaskedLogs =
  | { readonly instanceId: string; readonly lines: readonly string[] }
  /** Nothing is shown, and why. */
  | { readonly instanceId: string; readonly because: string };

/**
 * The newest lines of the app's log in one instance of a service, without the values of its environment: the instance itself masks them, so
 * that no secret reaches the caller.
 *
 * @throws PreviewError as `findInstance`; `access-denied` when the application stack is of an older release
 */
export async function maskedLogs(
  ports: InstancePorts & { readonly commands: Pick<Commands, 'runDocument'> },
  settings: ResolvedSettings,
  { service, signal }: { readonly service: string; readonly signal?: AbortSignal | undefined },
): Promise<MaskedLogs> {
  const { instanceId } = await findInstance(ports, settings, { service });
  const result = await ports.commands.runDocument({
    instanceId,
    document: applicationNames(settings.project, stageOf(settings.target)).maskedLogsName,
    comment: `${settings.project}: logs of ${service}`,
    timeoutMinutes: 1,
    ...(signal && { signal }),
  });
  if (result === undefined) {
    return { instanceId, because: 'the application stack of staging is of an older release: run deploy-application' };
  }
  const { status, exitCode, stdout } = result;
  // What it wrote to standard error is not ours alone, and may hold anything.
  if (status !== 'succeeded') return { instanceId, because: reasons.get(exitCode) ?? `its program ${status}` };
  return { instanceId, lines: stdout.split('\n').filter((line) => line !== '') };
}

const reasons: ReadonlyMap<number | undefined, string> = new Map([
  [maskedLogsNoProgram, 'the bundle that runs there is of an older release, which cannot mask secrets: deploy again'],
  [maskedLogsNoApp, 'the app does not run there, or not in the one container of the instance'],
]);
