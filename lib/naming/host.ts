import { PreviewError } from '../errors';
import type { TargetNames } from './resource-names';

const defaultPorts: Readonly<Record<string, number>> = { https: 443, http: 80 };

/** What of a target's settings decides its host. */
export interface HostSettings {
  readonly host?: string | undefined;
  readonly previewDomain?: string | undefined;
}

/**
 * The host name of a service. A preview's is one label under `previewDomain`, for a wildcard certificate covers one; another
 * service of production or staging stands under the host, never beside it: the level above may belong to someone else.
 *
 * @throws PreviewError `host-missing` when the settings name neither host nor domain for this target
 */
export function hostOf(settings: HostSettings, names: TargetNames, service = 'web', main = 'web'): string {
  if (names.kind === 'preview') {
    return `${names.hostLabel(service, main)}.${given(settings.previewDomain, 'previewDomain', names)}`;
  }
  const host = given(settings.host, 'host', names);
  return service === main ? host : `${service}.${host}`;
}

/** The URL of a host, without a path; the port is left out when the scheme implies it. */
export function urlOf(at: { readonly scheme: string; readonly port: number; readonly host: string }): string {
  const port = defaultPorts[at.scheme] === at.port ? '' : `:${at.port}`;
  return `${at.scheme}://${at.host}${port}`;
}

function given(value: string | undefined, key: string, names: TargetNames): string {
  if (value !== undefined) return value;
  throw new PreviewError('host-missing', `${names.targetId} has no address: settings name no ${key}`, {
    fault: 'user',
    hint: `Set ${names.kind}.${key} in the settings file.`,
  });
}
