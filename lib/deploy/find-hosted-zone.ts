import { PreviewError } from '../errors';
import type { Account } from '../ports/account';
import type { TargetSettings } from '../settings/settings';

/**
 * Id of the zone that holds the hosts of a stage; undefined when settings name it for all of them, or the account has none.
 *
 * @throws PreviewError `hosted-zones-differ` when the stage and its previews stand in two
 */
export async function findHostedZone(
  account: Account,
  stage: TargetSettings,
  previews: TargetSettings | undefined,
): Promise<string | undefined> {
  const domains = [
    ...(stage.hostedZoneId === undefined && stage.host !== undefined ? [stage.host] : []),
    ...(previews?.hostedZoneId === undefined && previews?.previewDomain !== undefined ? [previews.previewDomain] : []),
  ];
  const zones = await Promise.all(domains.map((domain) => account.hostedZone(domain)));
  const found = [...new Set(zones.filter((zone) => zone !== undefined))];
  if (found.length <= 1) return found[0];
  throw new PreviewError('hosted-zones-differ', `${domains.join(' and ')} stand in two zones: ${found.join(', ')}`, {
    fault: 'user',
    hint: 'Set hostedZoneId for one of them in the settings.',
  });
}
