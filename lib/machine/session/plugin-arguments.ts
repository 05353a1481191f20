import type { StartedSession } from '../../ports/sessions';

/** The variable by which the plugin takes the answer: a command line can be read by every process of the machine. */
const variable = 'AWS_SSM_START_SESSION_RESPONSE';
/** The last version without it (aws/aws-cli, awscli/customizations/sessionmanager.py, read 2026-11-28; the plugin's RELEASENOTES.md names 1.2.536.0). */
const lastWithout = [1, 2, 497, 0];

/** What the plugin is started with. */
export interface PluginStart {
  readonly args: readonly string[];
  /** Added to the environment of this process. */
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Its arguments as `ValidateInputAndStartSession` reads them (aws/session-manager-plugin, src/sessionmanagerplugin/session/session.go, 2024-10-10): the answer to
 * StartSession, region, operation, profile, the request, and the address of Systems Manager.
 *
 * @param version what `--version` says
 */
export function pluginStart(session: StartedSession, version: string, profile: string): PluginStart {
  const { id, token, streamUrl, region, endpoint, instanceId, document, parameters, reason } = session;
  const answer = JSON.stringify({ SessionId: id, TokenValue: token, StreamUrl: streamUrl });
  const asked = { Target: instanceId, DocumentName: document, Parameters: parameters, Reason: reason };
  const byVariable = isLater(version);
  return {
    args: [byVariable ? variable : answer, region, 'StartSession', profile, JSON.stringify(asked), endpoint],
    environment: byVariable ? { [variable]: answer } : {},
  };
}

/** An unreadable version counts as an old one. */
function isLater(version: string): boolean {
  if (!/^\d+(\.\d+){0,3}$/.test(version)) return false;
  const parts = version.split('.').map(Number);
  const different = lastWithout.findIndex((part, index) => (parts[index] ?? 0) !== part);
  return different >= 0 && (parts[different] ?? 0) > (lastWithout[different] ?? 0);
}
