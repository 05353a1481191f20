import { PreviewError } from '../errors';
import type { Account } from '../ports/account';
import type { TargetSettings } from '../settings/settings';

/** A domain under which targets of a stage have their records, and the setting that says so. */
interface Domain {
  readonly path: string;
  readonly name: string;
}

/**
 * Id of the zone that holds the hosts of a stage; undefined when settings name it for all of them.
 *
 * @throws PreviewError `hosted-zone-missing` for a domain that no public zone of the account holds; `hosted-zones-differ` when the
 * stage and its previews are in two
 */
export async function findHostedZone(
  account: Account,
  kind: 'production' | 'staging',
  stage: TargetSettings,
  previews: TargetSettings | undefined,
): Promise<string | undefined> {
  const domains: Domain[] = [];
  if (stage.hostedZoneId === undefined && stage.host !== undefined) {
    domains.push({ path: `${kind}.host`, name: stage.host });
  }
  if (previews?.hostedZoneId === undefined && previews?.previewDomain !== undefined) {
    domains.push({ path: 'preview.previewDomain', name: previews.previewDomain });
  }
  const zones = await Promise.all(domains.map(({ name }) => account.hostedZone(name)));
  const homeless = domains.filter((_, index) => zones[index] === undefined);
  // A zone that holds only the other domain takes no record of this one: CloudFormation would wait for its certificate in vain.
  if (homeless.length > 0) throw zoneMissing(homeless);
  const found = [...new Set(zones.filter((zone) => zone !== undefined))];
  if (found.length <= 1) return found[0];
  const names = domains.map(({ name }) => name).join(' and ');
  throw new PreviewError('hosted-zones-differ', `${names} are in two zones: ${found.join(', ')}`, {
    fault: 'user',
    hint: 'Set hostedZoneId for one of them in the settings.',
  });
}

function zoneMissing(domains: readonly Domain[]): PreviewError {
  const names = domains.map(({ name }) => name).join(' and ');
  return new PreviewError('hosted-zone-missing', `no Route 53 zone is known for ${names}`, {
    fault: 'user',
    hint: 'Create a public hosted zone for the domain in this account, or set hostedZoneId in the settings file.',
    faults: domains.map(({ path, name }) => ({
      path,
      message: `no public zone of this account holds "${name}"`,
      hint: `Create the zone, or set ${path.replace(/\w+$/, 'hostedZoneId')} to the id of the one that the domain is delegated to.`,
    })),
  });
}
