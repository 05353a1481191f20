import { PreviewError } from '../../errors';
import type { TargetSettings } from '../../settings/settings';

/**
 * The Route 53 zone that holds a host: the one that settings name, else the one that deploy-application found.
 *
 * @throws PreviewError `hosted-zone-missing` when there is neither
 */
export function hostedZoneOf(settings: TargetSettings, found: string | undefined, host: string): string {
  const zone = settings.hostedZoneId ?? found;
  if (zone !== undefined) return zone;
  throw new PreviewError('hosted-zone-missing', `no Route 53 zone is known for ${host}`, {
    fault: 'user',
    hint: 'Create a public hosted zone for the domain and run deploy-application again, or set hostedZoneId in the settings file.',
  });
}
